import "server-only";
import { randomBytes } from "node:crypto";
import { existsSync } from "node:fs";
import { chown, mkdir, readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import path from "node:path";
import { Client } from "pg";
import { OperatorError } from "./env";
import { clusterOf, type ServerPlace, serverPlace } from "./postgres-place";
import { leftOverPort, readyPort, run, sleep, stopServer, urlOf } from "./postgres-process";
import { makeApplicationRole } from "./roles";

export type EmbeddedPostgres = {
  /** as the owner of everything; applicationUrl() makes the portal's own of it */
  url: string;
  /** The folder that really holds the database, which may stand outside DATA_DIR. */
  dataDir: string;
  /** A server left over by a killed process was taken over instead of starting one. */
  adopted: boolean;
  /** Ends the server, whichever process started it. */
  stop(): Promise<void>;
};

export type EmbeddedPostgresOptions = {
  dataDir: string;
  onProgress?: (line: string) => void;
  /** Server settings over the ones below, as `name=value`. */
  settings?: string[];
};

/**
 * Starts the PostgreSQL that comes with the npm packages, on 127.0.0.1 and below `dataDir`. The
 * caller holds the lock of the data folder. Its own process group keeps Ctrl-C of the terminal
 * away from it, so that the portal can finish its requests first.
 */
export async function startEmbeddedPostgres(
  options: EmbeddedPostgresOptions,
): Promise<EmbeddedPostgres> {
  const { dataDir, onProgress = () => undefined, settings = [] } = options;
  const place = await serverPlace(dataDir, onProgress);
  const password = await storedPassword(place);
  if (!isInitialised(place)) {
    await timed("建立数据库文件", onProgress, () => initialise(place, password));
  }
  const left = await leftOverPort(place, password);
  const port = left ?? (await launch(place, settings));
  await createDatabase(port, password);
  return {
    url: urlOf(port, password),
    dataDir: place.folder,
    adopted: left !== undefined,
    stop: () => stopServer(place),
  };
}

/** The address of the server another process runs on this data folder, if there is one. */
export async function runningPostgresUrl(dataDir: string): Promise<string | undefined> {
  const place = await serverPlace(dataDir, () => undefined);
  if (!isInitialised(place)) return undefined;
  const password = await storedPassword(place);
  const port = await readyPort(place, password);
  return port ? urlOf(port, password) : undefined;
}

// Who owns everything on the server has the name of its database.
const NAME = "duban";

// macOS and Windows do not know Debian's name for "UTF-8, no language".
const LOCALES: Partial<Record<NodeJS.Platform, string>> = {
  darwin: "en_US.UTF-8",
  win32: "English_United States.utf8",
};

const SETTINGS = [
  "listen_addresses=127.0.0.1",
  "unix_socket_directories=",
  "max_connections=50",
  "shared_buffers=128MB",
  "max_wal_size=256MB",
  // Parallel workers need more /dev/shm than a container has by default.
  "max_parallel_workers_per_gather=0",
  "jit=off",
  "timezone=UTC",
  "log_timezone=Asia/Shanghai",
  "lc_messages=C",
];

function isInitialised(place: ServerPlace) {
  return existsSync(path.join(clusterOf(place), "PG_VERSION"));
}

async function timed(what: string, onProgress: (line: string) => void, work: () => Promise<void>) {
  const began = performance.now();
  await work();
  onProgress(`${what}（${((performance.now() - began) / 1000).toFixed(1)} 秒）`);
}

async function storedPassword(place: ServerPlace) {
  const file = path.join(place.folder, "password");
  if (!existsSync(file)) {
    if (isInitialised(place)) {
      throw new OperatorError(`缺少数据库密码文件 ${file}，请从备份恢复该文件后重新启动。`);
    }
    await mkdir(place.folder, { recursive: true });
    await writeFile(file, randomBytes(24).toString("hex"), { mode: 0o600 });
  }
  return (await readFile(file, "utf8")).trim();
}

// Into a second folder, renamed at the end: a crash half way leaves nothing that looks complete.
async function initialise(place: ServerPlace, password: string) {
  const unfinished = path.join(place.folder, "cluster.unfinished");
  const passwordFile = path.join(place.folder, "initdb-password");
  await rm(unfinished, { recursive: true, force: true });
  await mkdir(unfinished, { mode: 0o700 });
  await writeFile(passwordFile, password, { mode: 0o600 });
  for (const file of [unfinished, passwordFile]) await giveTo(place, file);
  try {
    await run(place, place.programs.initdb, [
      `--pgdata=${unfinished}`,
      `--username=${NAME}`,
      `--pwfile=${passwordFile}`,
      "--auth=scram-sha-256",
      "--encoding=UTF8",
      // ORDER BY sorts by pinyin.
      "--locale-provider=icu",
      "--icu-locale=zh-Hans-CN",
      `--locale=${LOCALES[process.platform] ?? "C.UTF-8"}`,
      "--lc-messages=C",
    ]);
  } finally {
    await rm(passwordFile, { force: true });
  }
  await rename(unfinished, clusterOf(place));
}

async function giveTo({ user }: ServerPlace, file: string) {
  if (user.uid !== undefined && user.gid !== undefined) await chown(file, user.uid, user.gid);
}

async function launch(place: ServerPlace, settings: string[]) {
  const port = await choosePort(place);
  const log = path.join(place.folder, "server.log");
  const size = existsSync(log) ? (await stat(log)).size : 0;
  if (size > MAX_LOG) await rename(log, `${log}.1`);
  await writeFile(log, "", { flag: "a", mode: 0o600 });
  await giveTo(place, log);
  const flags = [...SETTINGS, `port=${port}`, ...settings].map((setting) => `-c ${setting}`);
  const args = ["start", "--wait", "--timeout=120", `--pgdata=${clusterOf(place)}`];
  for (let attempt = 1; ; attempt++) {
    const written = (await stat(log)).size;
    try {
      await run(place, place.programs.pg_ctl, [
        ...args,
        `--log=${log}`,
        `--options=${flags.join(" ")}`,
      ]);
      return port;
    } catch (cause) {
      const said = (await readFile(log)).subarray(written).toString();
      // Backends outlive a killed server for as long as their statement runs.
      if (/pre-existing shared memory block/.test(said) && attempt < 10) await sleep(1000);
      else
        throw new OperatorError(
          `内置数据库没有启动，请查看日志 ${log} 末尾的原因：${lastFatal(said)}`,
          { cause },
        );
    }
  }
}

function lastFatal(log: string) {
  return (
    log
      .split("\n")
      .findLast((line) => /FATAL|PANIC|ERROR/.test(line))
      ?.trim() ?? "无"
  );
}

const MAX_LOG = 20 * 1024 * 1024;

// The port of last time when it is free, so that an operator's own tools keep working.
async function choosePort(place: ServerPlace) {
  const file = path.join(place.folder, "port");
  const last = Number(await readFile(file, "utf8").catch(() => "0"));
  const port = (last > 0 && (await listenOn(last))) || (await listenOn(0));
  await writeFile(file, String(port));
  return port;
}

function listenOn(port: number) {
  return new Promise<number>((resolve) => {
    const probe = createServer();
    probe.once("error", () => resolve(0));
    probe.listen(port, "127.0.0.1", () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === "object" && address ? address.port : 0));
    });
  });
}

async function createDatabase(port: number, password: string) {
  const client = new Client({ connectionString: urlOf(port, password, "postgres") });
  try {
    await client.connect();
    const found = await client.query("SELECT 1 FROM pg_database WHERE datname = $1", [NAME]);
    if (found.rowCount === 0) await client.query(`CREATE DATABASE ${NAME}`);
    await makeApplicationRole(client, urlOf(port, password));
  } finally {
    await client.end();
  }
}

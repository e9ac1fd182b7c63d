import "server-only";
import { spawn, spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { Client } from "pg";
import { OperatorError } from "./env";
import { clusterOf, type ServerPlace } from "./postgres-place";

/** The port of a server still running on this cluster; what stands in the way of one is cleared. */
export async function leftOverPort(place: ServerPlace, password: string) {
  const pidFile = path.join(clusterOf(place), "postmaster.pid");
  for (let patience = 40; ; patience--) {
    const lines = (await readFile(pidFile, "utf8").catch(() => "")).split("\n");
    const pid = Number(lines[0]);
    const port = Number(lines[3]);
    if (!(pid > 0) || !isAlive(pid)) return undefined;
    if (!isServerOf(pid, clusterOf(place))) {
      // A recycled number: PostgreSQL would refuse to start. A number no process can have leaves
      // its own check for surviving backends in force, which deleting the file would not.
      if (existsSync(pidFile)) await writeFile(pidFile, [MAX_PID, ...lines.slice(1)].join("\n"));
      return undefined;
    }
    const answer = port > 0 ? await ask(port, password, clusterOf(place)) : "silent";
    if (answer === "ready") return port;
    if (answer === "starting") patience++;
    if (patience === 10) await stopServer(place, "immediate").catch(() => undefined);
    if (patience === 0) {
      throw new OperatorError(`上次留下的数据库进程 ${pid} 没有响应，请先结束该进程再启动。`);
    }
    await sleep(250);
  }
}

/** The port on which the server of this cluster answers at this moment. */
export async function readyPort(place: ServerPlace, password: string) {
  const pidFile = path.join(clusterOf(place), "postmaster.pid");
  const port = Number((await readFile(pidFile, "utf8").catch(() => "")).split("\n")[3]);
  if (!(port > 0)) return undefined;
  return (await ask(port, password, clusterOf(place))) === "ready" ? port : undefined;
}

export function urlOf(port: number, password: string, database = "duban") {
  return `postgresql://duban:${password}@127.0.0.1:${port}/${database}?sslmode=disable`;
}

const MAX_PID = 2147483646;

function isAlive(pid: number) {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

function isServerOf(pid: number, cluster: string) {
  if (process.platform === "win32") return true;
  const command = commandOf(pid);
  return command.includes("postgres") && command.includes(cluster);
}

function commandOf(pid: number) {
  if (process.platform !== "linux") {
    return spawnSync("ps", ["-p", String(pid), "-o", "command="], { encoding: "utf8" }).stdout;
  }
  try {
    return readFileSync(`/proc/${pid}/cmdline`, "utf8");
  } catch {
    return "";
  }
}

async function ask(port: number, password: string, cluster: string) {
  const client = new Client({ connectionString: urlOf(port, password, "postgres") });
  client.on("error", () => undefined);
  try {
    await client.connect();
    const { rows } = await client.query("SHOW data_directory");
    return rows[0].data_directory === cluster ? "ready" : "silent";
  } catch (error) {
    return (error as { code?: string }).code === "57P03" ? "starting" : "silent";
  } finally {
    await client.end().catch(() => undefined);
  }
}

/** Ends the server of this cluster, whichever process started it; nothing to do without one. */
export async function stopServer(place: ServerPlace, mode: "fast" | "immediate" = "fast") {
  const cluster = clusterOf(place);
  if (!existsSync(path.join(cluster, "postmaster.pid"))) return;
  const args = ["stop", "--wait", "--timeout=60", `--mode=${mode}`, `--pgdata=${cluster}`];
  await run(place, place.programs.pg_ctl, args).catch(async (error: Error) => {
    if (
      !existsSync(path.join(cluster, "postmaster.pid")) ||
      /No such process/.test(error.message)
    ) {
      return;
    }
    if (mode === "immediate") throw error;
    await stopServer(place, "immediate");
  });
}

/** Runs one of the server's programs as its user. Its pipes may live on in the server. */
export function run(place: ServerPlace, program: string, args: string[]) {
  return new Promise<void>((resolve, reject) => {
    const child = spawn(program, args, {
      ...place.user,
      cwd: place.folder,
      env: { ...process.env, LC_ALL: "C" },
      stdio: ["ignore", "pipe", "pipe"],
      // Away from the terminal, whose Ctrl-C would leave a server half started.
      detached: process.platform !== "win32",
      windowsHide: true,
    });
    let output = "";
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding("utf8").on("data", (text) => {
        output += text;
      });
    }
    child.once("error", reject);
    child.once("exit", (code) => {
      child.stdout.destroy();
      child.stderr.destroy();
      if (code === 0) resolve();
      else reject(new Error(`${path.basename(program)}: ${output.trim()}`));
    });
  });
}

export function sleep(milliseconds: number) {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

import { type ChildProcess, spawn } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { chmod, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { freePort } from "../support/free-port";

export type Portal = {
  process: ChildProcess;
  port: number;
  /** Resolves with the exit code and everything printed. */
  ended: Promise<{ code: number | null; printed: string }>;
  /** Resolves when the portal has said that it is up. */
  up: Promise<void>;
  get(url: string): Promise<{ pid: number; database: string }>;
};

/** Runs the real start as a process of its own, as an operator does. */
export async function startPortal(
  env: Record<string, string>,
  user: { uid?: number; gid?: number } = {},
): Promise<Portal> {
  const port = Number(env.PORT ?? (await freePort()));
  const child = spawn(process.execPath, PORTAL_ARGUMENTS, {
    ...user,
    cwd: "/",
    detached: true,
    stdio: ["ignore", "pipe", "pipe"],
    env: { ...baseEnvironment(), ...env, PORT: String(port) },
  });
  let printed = "";
  const up = new Promise<void>((resolve, reject) => {
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding("utf8").on("data", (text: string) => {
        printed += text;
        if (printed.includes("门户已启动")) resolve();
      });
    }
    child.once("close", () => reject(new Error(printed)));
  });
  up.catch(() => undefined);
  const ended = new Promise<{ code: number | null; printed: string }>((resolve) => {
    child.once("close", (code) => resolve({ code, printed }));
  });
  const get = async (url: string) => (await fetch(`http://127.0.0.1:${port}${url}`)).json();
  return { process: child, port, ended, up, get };
}

const root = path.resolve(import.meta.dirname, "../..");

/** What `npm start` runs, from any working folder. */
export const PORTAL_ARGUMENTS = [
  "--conditions=react-server",
  "--import",
  pathToFileURL(path.join(root, "node_modules/tsx/dist/loader.mjs")).href,
  path.join(root, "tests/cli/portal-without-next.ts"),
];

/** A folder for DATA_DIR that a test may fill, with its removal. */
export async function scratchFolder(name = "data") {
  const parent = await mkdtemp(path.join(tmpdir(), "duban-start-"));
  await chmod(parent, 0o755);
  return { folder: path.join(parent, name), remove: () => rm(parent, { recursive: true }) };
}

/** Whether a process is still running; a container without an init keeps the dead ones listed. */
export function isRunning(pid: number) {
  try {
    process.kill(pid, 0);
    return !/\) Z /.test(readFileSync(`/proc/${pid}/stat`, "utf8"));
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "ENOENT" && !existsSync("/proc");
  }
}

// What vitest sets for the code under test is not what an operator's shell has.
function baseEnvironment(): NodeJS.ProcessEnv {
  const { PATH = "", HOME = "", TMPDIR } = process.env;
  return { PATH, HOME, NODE_ENV: "production", ...(TMPDIR ? { TMPDIR } : {}) };
}

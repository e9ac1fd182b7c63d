import { type ChildProcess, spawn } from "node:child_process";
import { chmod, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { runningPostgresUrl } from "../../lib/platform/embedded-postgres";
import { freePort } from "../support/free-port";
import { atEnd } from "./closing";

export type Portal = { origin: string; databaseUrl: string };

/** The day the demonstration stands at. */
export const TODAY = "2024-09-20";

/** Runs the real `npm start`, with demonstration data in a temporary folder that goes at the end. */
export async function startPortal(): Promise<Portal> {
  const dataDir = await mkdtemp(path.join(tmpdir(), "duban-bench-"));
  await chmod(dataDir, 0o755);
  atEnd(() => rm(dataDir, { recursive: true, force: true }));
  const port = await freePort();
  const child = spawn(
    process.execPath,
    ["--conditions=react-server", "--import", "tsx", "lib/cli/start.ts"],
    {
      // A group of its own, so that Ctrl-C reaches it once and through this process.
      detached: process.platform !== "win32",
      stdio: ["ignore", "pipe", "pipe"],
      env: { ...process.env, ...SETTINGS, DATA_DIR: dataDir, PORT: String(port) },
    },
  );
  atEnd(() => ended(child));
  await saysItIsUp(child);
  const databaseUrl = await runningPostgresUrl(dataDir);
  if (!databaseUrl) throw new Error("the portal is up but its database is not");
  return { origin: `http://127.0.0.1:${port}`, databaseUrl };
}

// Empty values keep a .env of the folder from naming another database or address.
const SETTINGS = {
  HOST: "127.0.0.1",
  DATABASE_URL: "",
  PUBLIC_URL: "",
  DEMONSTRATION: "on",
  DEMONSTRATION_DATE: TODAY,
  // With it the portal ends itself when this process was killed.
  npm_lifecycle_event: "bench",
};

function saysItIsUp(child: ChildProcess) {
  return new Promise<void>((resolve, reject) => {
    let printed = "";
    for (const stream of [child.stdout, child.stderr]) {
      stream?.setEncoding("utf8").on("data", (text: string) => {
        printed += text;
        if (printed.includes("门户已启动")) resolve();
      });
    }
    child.once("close", () => reject(new Error(`the portal did not start:\n${printed}`)));
  });
}

async function ended(child: ChildProcess) {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const end = new Promise((resolve) => child.once("exit", resolve));
  child.kill("SIGTERM");
  await end;
}

import { spawn } from "node:child_process";
import { chmod, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { freePort } from "./free-port";

/**
 * A real `npm start` of its own, empty and without demonstration data: for what depends on the
 * operator's settings. `setup` is the token it prints for the first administrator.
 */
export async function startOwnPortal(settings: (url: string) => Promise<Record<string, string>>) {
  const root = path.resolve(import.meta.dirname, "../..");
  const dataDir = await mkdtemp(path.join(tmpdir(), "duban-own-"));
  await chmod(dataDir, 0o755);
  const port = await freePort();
  const url = `http://localhost:${port}`;
  const { DATABASE_URL, HOST, npm_lifecycle_event, ...env } = process.env;
  const own = { PORT: String(port), PUBLIC_URL: url, DATA_DIR: dataDir, DEMONSTRATION: "off" };
  const portal = spawn(
    process.execPath,
    ["--conditions=react-server", "--import", "tsx", path.join(root, "lib/cli/start.ts")],
    {
      cwd: root,
      stdio: ["ignore", "pipe", "pipe"],
      env: { ...env, ...own, ...(await settings(url)) },
    },
  );
  const ended = new Promise<void>((resolve) => portal.once("close", () => resolve()));
  const setup = await new Promise<string>((resolve, reject) => {
    let printed = "";
    for (const stream of [portal.stdout, portal.stderr]) {
      stream.setEncoding("utf8").on("data", (text: string) => {
        printed += text;
        const token = /启动口令：(\S+)/.exec(printed)?.[1];
        if (token) resolve(token);
      });
    }
    portal.once("close", () => reject(new Error(printed)));
  });
  const stop = async () => {
    portal.kill("SIGTERM");
    await ended;
    await rm(dataDir, { recursive: true, force: true });
  };
  return { url, setup, stop };
}

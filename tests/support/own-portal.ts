import { spawn } from "node:child_process";
import { chmod, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { freePort } from "./free-port";

/**
 * A real `npm start` of its own, empty and without demonstration data: for what depends on the
 * operator's settings. `setup` is the token it prints for the first administrator. A data folder
 * that is given stays when the portal is stopped.
 */
export async function startOwnPortal(
  settings: (url: string) => Promise<Record<string, string>> = async () => ({}),
  given?: string,
) {
  const root = path.resolve(import.meta.dirname, "../..");
  const dataDir = given ?? (await mkdtemp(path.join(tmpdir(), "duban-own-")));
  if (!given) await chmod(dataDir, 0o755);
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
  let printed = "";
  const setup = await new Promise<string>((resolve, reject) => {
    for (const stream of [portal.stdout, portal.stderr]) {
      stream.setEncoding("utf8").on("data", (text: string) => {
        printed += text;
        const token = /启动口令：(\S+)/.exec(printed)?.[1];
        if (token) resolve(token);
      });
    }
    portal.once("close", () => reject(new Error(printed)));
  });
  const stop = async (signal: NodeJS.Signals = "SIGTERM") => {
    portal.kill(signal);
    await ended;
    if (!given) await rm(dataDir, { recursive: true, force: true });
  };
  return { url, setup, stop, printed: () => printed };
}

import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { chmod } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";

// Runs the real `npm start` for the browser tests, on PORT, with demonstration data in a temporary
// folder that goes when it ends.
const root = path.resolve(import.meta.dirname, "../..");
const dataDir = mkdtempSync(path.join(tmpdir(), "duban-browser-"));
await chmod(dataDir, 0o755);

const { DATABASE_URL, PUBLIC_URL, HOST, ...env } = process.env;
const portal = spawn(
  process.execPath,
  ["--conditions=react-server", "--import", "tsx", path.join(root, "lib/cli/start.ts")],
  { cwd: root, stdio: "inherit", env: { ...env, DATA_DIR: dataDir, DEMONSTRATION: "on" } },
);

for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
  process.on(signal, () => portal.kill(signal));
}
portal.once("exit", (code) => {
  rmSync(dataDir, { recursive: true, force: true });
  process.exit(code ?? 1);
});

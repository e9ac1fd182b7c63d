import { spawnSync } from "node:child_process";

/** npm run audit:verify as an operator runs it. */
export function verifyTool(
  { url, dataDir }: { url: string; dataDir: string },
  ...options: string[]
) {
  const words = ["--conditions=react-server", "--import", "tsx", "lib/cli/audit.ts"];
  return spawnSync(process.execPath, [...words, "verify", ...options], {
    encoding: "utf8",
    env: { ...process.env, DATABASE_URL: url, DATA_DIR: dataDir },
  });
}

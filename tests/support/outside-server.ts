import { spawn, spawnSync } from "node:child_process";
import { existsSync, readdirSync } from "node:fs";
import { chown, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { Client } from "pg";
import { freePort } from "./free-port";

const PLACE = "/usr/lib/postgresql";

/** The PostgreSQL servers of this machine's own packages that an operator may bring, the oldest first. */
export function outsideVersions(): string[] {
  if (!existsSync(PLACE) || account() === null) return [];
  return readdirSync(PLACE)
    .filter((version) => ["15", "16", "17"].includes(version))
    .filter((version) => existsSync(path.join(PLACE, version, "bin", "initdb")))
    .sort();
}

/** Starts one in a temporary folder with a database and an account of its own; `stop` removes it. */
export async function startOutsideServer(version: string) {
  const bin = path.join(PLACE, version, "bin");
  const folder = await mkdtemp(path.join(tmpdir(), "duban-outside-"));
  const as = account() ?? {};
  if (as.uid !== undefined && as.gid !== undefined) await chown(folder, as.uid, as.gid);
  const flags = ["-D", `${folder}/data`, "-U", "duban", "--auth=trust", "--encoding=UTF8"];
  const made = spawnSync(path.join(bin, "initdb"), [...flags, "--locale=C.UTF-8"], as);
  if (made.status !== 0) throw new Error(String(made.stderr));
  const port = await freePort();
  const server = spawn(
    path.join(bin, "postgres"),
    ["-D", `${folder}/data`, "-p", String(port), "-k", folder, "-c", "fsync=off"],
    { ...as, stdio: "ignore" },
  );
  const ended = new Promise<void>((resolve) => server.once("close", () => resolve()));
  const stop = async () => {
    server.kill("SIGINT");
    await ended;
    await rm(folder, { recursive: true, force: true });
  };
  const url = `postgresql://duban@127.0.0.1:${port}/postgres`;
  await answers(url);
  return { url, stop };
}

async function answers(url: string) {
  for (let patience = 100; ; patience--) {
    const client = new Client({ connectionString: url });
    try {
      await client.connect();
      return;
    } catch (error) {
      if (patience === 0) throw error;
      await new Promise((resolve) => setTimeout(resolve, 200));
    } finally {
      await client.end().catch(() => undefined);
    }
  }
}

/** PostgreSQL refuses to run as root: then as the account its package made. */
function account(): { uid?: number; gid?: number } | null {
  if (process.getuid?.() !== 0) return {};
  const [uid, gid] = ["-u", "-g"].map((flag) =>
    Number(spawnSync("id", [flag, "postgres"]).stdout || Number.NaN),
  );
  return Number.isInteger(uid) && Number.isInteger(gid) ? { uid: uid ?? 0, gid: gid ?? 0 } : null;
}

import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import { promisify } from "node:util";
import { afterAll, inject } from "vitest";
import { withClient } from "../../lib/platform/connection";
import { dropDatabase, PREFIX } from "./templates";

/** Databases without a table, dropped when the test file ends; call it once, outside of any test. */
export function emptyDatabases() {
  const serverUrl = inject("serverUrl");
  const made: string[] = [];
  afterAll(async () => {
    for (const name of made) await dropDatabase(serverUrl, name);
  });
  return async (): Promise<string> => {
    const name = `${PREFIX}restored_${process.pid}_${made.length}`;
    made.push(name);
    const url = new URL(serverUrl);
    await withClient(serverUrl, (client) => client.query(`CREATE DATABASE ${name}`));
    url.pathname = `/${name}`;
    return url.href;
  };
}

/** Every row of every table as text, in an order of its own; what a restore makes anew left out. */
export async function contents(url: string): Promise<Record<string, string[]>> {
  return withClient(url, async (client) => {
    const { rows: tables } = await client.query<{ name: string }>(
      "SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public' ORDER BY 1",
    );
    const found: Record<string, string[]> = {};
    for (const { name } of tables) {
      if (name === "_prisma_migrations") continue;
      const row = name === "audit_chain" ? "(to_jsonb(t) - 'chain_id')::text" : "t::text";
      const { rows } = await client.query(`SELECT ${row} AS row FROM "${name}" t ORDER BY 1`);
      found[name] = rows.map(({ row }) => row);
    }
    return found;
  });
}

/** What the schema is made of: constraints, triggers and whether they are on, indexes, sequences. */
export const schemaOf = (url: string) =>
  withClient(url, async (client) => {
    const { rows } = await client.query(`
      SELECT 'key' AS kind, conrelid::regclass::text AS place, conname AS name,
             pg_get_constraintdef(oid) AS said
        FROM pg_constraint WHERE connamespace = 'public'::regnamespace
      UNION ALL
      SELECT 'trigger', tgrelid::regclass::text, tgname, tgenabled::text || pg_get_triggerdef(oid)
        FROM pg_trigger WHERE NOT tgisinternal
      UNION ALL SELECT 'index', tablename, indexname, indexdef FROM pg_indexes
                 WHERE schemaname = 'public'
      UNION ALL SELECT 'sequence', sequencename, '', coalesce(last_value, 0)::text FROM pg_sequences
                 WHERE schemaname = 'public'
       ORDER BY 1, 2, 3, 4`);
    return rows;
  });

export async function filesOf(dataDir: string) {
  const root = path.join(dataDir, "evidence");
  const names = await readdir(root, { recursive: true, withFileTypes: true }).catch(() => []);
  const found: Record<string, string> = {};
  for (const entry of names) {
    if (!entry.isFile()) continue;
    const bytes = await readFile(path.join(entry.parentPath, entry.name));
    found[entry.name] = createHash("sha256").update(bytes).digest("hex");
  }
  return found;
}

/** In a process of its own, as an operator does, into a data folder of its own. */
export async function restoreTool(url: string, archive: string, dataDir: string) {
  const words = ["--conditions=react-server", "--import", "tsx", "lib/cli/restore.ts", archive];
  const env = { ...process.env, DATABASE_URL: url, DATA_DIR: dataDir, DEMONSTRATION: "off" };
  return promisify(execFile)(process.execPath, words, { env }).then(
    ({ stdout }) => ({ code: 0, said: stdout }),
    (error: { code: number; stderr: string }) => ({ code: error.code, said: error.stderr }),
  );
}

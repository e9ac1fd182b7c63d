import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdtemp, readdir, readFile, rm, truncate, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { gunzipSync, gzipSync } from "node:zlib";
import { Client } from "pg";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { checkArchive } from "@/lib/platform/archive";
import { writeBackup } from "@/lib/platform/backup";
import { db } from "@/lib/platform/db";
import { restoreBackup } from "@/lib/platform/restore";
import { newStorageKey, storage } from "@/lib/platform/storage";
import { withDatabase } from "../support/database";
import { hire } from "../support/people";
import { dropDatabase, PREFIX } from "../support/templates";
import { bring } from "./storage-rules";

const own = withDatabase({ template: "demonstration" });
const serverUrl = inject("serverUrl");
const made: string[] = [];
let folder: string;
let file: string;

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "duban-backup-"));
  file = path.join(folder, "all.tar.gz");
  await standFile("合同扫描件".repeat(50_000));
  await standFile("一页");
});

afterAll(async () => {
  for (const name of made) await dropDatabase(serverUrl, name);
  await rm(folder, { recursive: true, force: true });
});

/** A file of evidence with its record, as an upload leaves them. */
async function standFile(content: string) {
  const key = newStorageKey();
  await (await storage()).keep(key, await bring(own.dataDir, content));
  const { id: uploadedById } = await db().account.findUniqueOrThrow({ where: { name: "jn-jyj" } });
  const { assignmentId, periodId } = await db().progressUpdate.findFirstOrThrow();
  const bytes = Buffer.from(content);
  await db().evidenceFile.create({
    data: {
      assignmentId,
      periodId,
      name: `${key}.pdf`,
      version: 1,
      kind: "PDF",
      size: bytes.byteLength,
      sha256: createHash("sha256").update(bytes).digest("hex"),
      storageKey: key,
      uploadedById,
      uploadedAt: new Date(),
      demonstration: true,
    },
  });
  return key;
}

async function emptyDatabase(): Promise<string> {
  const name = `${PREFIX}restored_${process.pid}_${made.length}`;
  made.push(name);
  const url = new URL(serverUrl);
  await withClient(serverUrl, (client) => client.query(`CREATE DATABASE ${name}`));
  url.pathname = `/${name}`;
  return url.href;
}

async function withClient<T>(url: string, work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

const backup = (target = file) =>
  writeBackup({ databaseUrl: own.url, file: target, portal: "0.1.0" }, new Date(), () => undefined);

/** Every row of every table as text, in an order of its own; what a restore makes anew left out. */
async function contents(url: string): Promise<Record<string, string[]>> {
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
const schemaOf = (url: string) =>
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

async function filesOf(dataDir: string) {
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
async function restoreTool(url: string, archive: string, dataDir: string) {
  const words = ["--conditions=react-server", "--import", "tsx", "lib/cli/restore.ts", archive];
  const env = { ...process.env, DATABASE_URL: url, DATA_DIR: dataDir, DEMONSTRATION: "off" };
  return promisify(execFile)(process.execPath, words, { env }).then(
    ({ stdout }) => ({ code: 0, said: stdout }),
    (error: { code: number; stderr: string }) => ({ code: error.code, said: error.stderr }),
  );
}

describe("a backup", () => {
  test("taken while people write restores to exactly one moment: every table, key, trigger, sequence and file", async () => {
    let writing = true;
    const writers = (async () => {
      for (let count = 0; writing; count += 1) await hire(`at-work-${count}`, "LEADER");
    })();
    const { manifest, sha256 } = await backup();
    writing = false;
    await writers;
    expect(
      createHash("sha256")
        .update(await readFile(file))
        .digest("hex"),
    ).toBe(sha256);
    expect(await checkArchive(file)).toEqual(manifest);
    const counts = Object.fromEntries(manifest.tables.map(({ name, rows }) => [name, rows]));
    // An account and the entry that says so are of one transaction.
    const entries = await db().auditEntry.findMany({
      orderBy: { sequence: "asc" },
      take: counts.audit_entries,
    });
    expect(counts.accounts).toBe(
      entries.filter(({ action }) => action === "account.create").length,
    );

    const url = await emptyDatabase();
    const dataDir = path.join(folder, "restored");
    const { code, said } = await restoreTool(url, file, dataDir);
    expect([code, said]).toEqual([0, expect.stringContaining("已恢复")]);
    expect(await filesOf(dataDir)).toEqual(await filesOf(own.dataDir));
    expect(Object.keys(await filesOf(dataDir))).toHaveLength(2);
    const [mine, theirs] = [await contents(own.url), await contents(url)];
    expect(Object.keys(theirs)).toEqual(Object.keys(mine));
    for (const [table, rows] of Object.entries(theirs)) {
      if (["audit_entries", "audit_chain", "accounts", "sessions"].includes(table)) continue;
      expect(rows, table).toEqual(mine[table]);
    }
    // Beyond the moment stands what was written after it, and there the restore's own entry.
    for (const table of ["accounts", "sessions"]) {
      expect(theirs[table]).toHaveLength(counts[table] ?? 0);
      expect(mine[table]).toEqual(expect.arrayContaining(theirs[table] ?? []));
    }
    expect(theirs.audit_entries).toHaveLength((counts.audit_entries ?? 0) + 1);
    const laws = (rows: { kind: string }[]) => rows.filter(({ kind }) => kind !== "sequence");
    expect(laws(await schemaOf(url))).toEqual(laws(await schemaOf(own.url)));
    await withClient(url, async (client) => {
      // Nothing that comes next takes a number that is taken.
      await client.query(
        "INSERT INTO cities (name, short_name, display_order) VALUES ('a', 'b', 9)",
      );
      await expect(client.query("DELETE FROM reviews")).rejects.toThrow(/immutable/);
    });
  });

  test("names what the storage no longer held, and restores the rest", async () => {
    const key = await standFile("要丢的");
    await (await storage()).remove(key);
    const target = path.join(folder, "missing.tar.gz");
    const { manifest } = await backup(target);
    expect(manifest.missing).toEqual([key]);
    expect(manifest.files).toHaveLength(2);
    await db().evidenceFile.deleteMany({ where: { storageKey: key } });
  });

  test("leaves nothing behind where it cannot be written", async () => {
    const nowhere = path.join(folder, "no-folder", "x.tar.gz");
    await expect(backup(nowhere)).rejects.toThrow(/无法写入/);
    expect((await readdir(folder)).filter((name) => name.endsWith(".part"))).toEqual([]);
  });
});

describe("a restore", () => {
  test("of an older version's backup brings the schema up to date", async () => {
    const manifest = await checkArchive(file);
    const url = await emptyDatabase();
    // As if the newest migration were not in it: one that only added guards for what is kept.
    const older = { ...manifest, migrations: manifest.migrations.slice(0, -1) };
    const dropped = manifest.migrations.at(-1)?.name ?? "";
    const tables = older.tables.filter(({ name }) => name !== "audit_chain");
    await restoreBackup(
      { databaseUrl: url, file, manifest: { ...older, tables } },
      () => undefined,
    );
    const { rows } = await withClient(url, (client) =>
      client.query("SELECT migration_name AS name FROM _prisma_migrations"),
    );
    expect(rows.map(({ name }) => name)).toContain(dropped);
    expect(rows).toHaveLength(manifest.migrations.length);
  });

  test("replaces what a first start loads by itself, and nothing where an account exists", async () => {
    const fresh = await emptyDatabase();
    const dataDir = path.join(folder, "fresh");
    await promisify(execFile)(
      process.execPath,
      ["--conditions=react-server", "--import", "tsx", "tests/support/seed.ts"],
      {
        env: { ...process.env, DATABASE_URL: fresh, DATA_DIR: dataDir, DEMONSTRATION: "off" },
      },
    ).catch(() => undefined);
    expect((await restoreTool(fresh, file, dataDir)).code).toBe(0);
    const before = await contents(fresh);
    expect(await restoreTool(fresh, file, dataDir)).toEqual({
      code: 1,
      said: expect.stringContaining("数据库里已经有数据，不会覆盖"),
    });
    expect(await contents(fresh)).toEqual(before);
  });

  test("waits for others to leave the database", async () => {
    const url = await emptyDatabase();
    await withClient(url, async () => {
      expect((await restoreTool(url, file, folder)).said).toContain("请先停止门户");
    });
  });

  const bad: [string, (bytes: Buffer) => Buffer, RegExp][] = [
    ["is text", () => Buffer.from("不是备份"), /不是本门户的备份/],
    ["is another archive", () => gzipSync(Buffer.alloc(10_240)), /缺少清单/],
    ["is empty", () => Buffer.alloc(0), /不完整|不是/],
    ["was cut in the middle", (bytes) => bytes.subarray(0, bytes.length / 2), /不完整或已损坏/],
    ["lacks its last bytes", (bytes) => bytes.subarray(0, -20), /不完整或已损坏/],
    [
      "had a row changed",
      (bytes) => {
        const plain = gunzipSync(bytes);
        const at = plain.indexOf("济南市教育局");
        plain.write("临沂市", at);
        return gzipSync(plain);
      },
      /与清单不符/,
    ],
  ];
  test.each(bad)(
    "refuses a file that %s, and the database stays empty",
    async (_, harm, sentence) => {
      const target = path.join(folder, "bad.tar.gz");
      await writeFile(target, harm(await readFile(file)));
      await expect(checkArchive(target)).rejects.toThrow(sentence);
      await truncate(target, 0);
    },
  );

  test("refuses a backup of a newer portal", async () => {
    const manifest = await checkArchive(file);
    const newer = { name: "29991231000000_unknown", checksum: "0".repeat(64) };
    const asked = { ...manifest, migrations: [...manifest.migrations, newer] };
    const databaseUrl = await emptyDatabase();
    const restoring = restoreBackup({ databaseUrl, file, manifest: asked }, () => undefined);
    await expect(restoring).rejects.toThrow(/更新版本的门户写出/);
    expect(await contents(databaseUrl)).toEqual({});
  });
});

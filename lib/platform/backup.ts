import "server-only";
import { createReadStream } from "node:fs";
import { Readable } from "node:stream";
import { Client } from "pg";
import { to as copyTo } from "pg-copy-streams";
import { type ArchivePart, type ArchiveWriter, type Manifest, writeArchive } from "./archive";
import { env, OperatorError } from "./env";
import { migrationsApplied } from "./migrate";
import { storage } from "./storage";
import { receive } from "./storage-incoming";

export type BackupMade = {
  manifest: Manifest;
  size: number;
  sha256: string;
};

/** A table's rows stand in entries of about this many bytes, so that none has to wait on a disk for its length. */
const PIECE = 4 << 20;

/**
 * Writes the whole database, as it stands at one moment, and every file it names into one archive,
 * while people go on working: files never change under their key, so whatever the moment named is
 * there unless it was cleared away since. `now` is real time.
 */
export async function writeBackup(
  { databaseUrl, file, portal }: { databaseUrl: string; file: string; portal: string },
  now: Date,
  onProgress: (line: string) => void,
): Promise<BackupMade> {
  const client = new Client({ connectionString: databaseUrl });
  await client.connect();
  const archive = writeArchive(file);
  try {
    await client.query(
      "SET DateStyle = 'ISO'; SET TimeZone = 'UTC'; SET IntervalStyle = 'postgres'",
    );
    await client.query("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY");
    const migrations = await migrationsApplied(client);
    if (migrations.length === 0) {
      throw new OperatorError("数据库里还没有门户的数据，没有可以备份的内容。");
    }
    const tables = await writeTables(client, archive, onProgress);
    const { files, missing } = await writeFiles(client, archive, onProgress);
    const manifest: Manifest = {
      format: "duban-backup",
      version: 1,
      createdAt: now.toISOString(),
      portal,
      postgres: await one(client, "SHOW server_version"),
      migrations,
      tables,
      sequences: await sequencesOf(client),
      files,
      missing,
    };
    await client.query("COMMIT");
    return { manifest, ...(await archive.finish(manifest)) };
  } catch (error) {
    await archive.abandon();
    throw error;
  } finally {
    await client.end();
  }
}

/** The portal's tables with the columns that are written, in a fixed order; not what Prisma keeps for itself. */
export async function tablesOf(client: Client): Promise<{ name: string; columns: string[] }[]> {
  const { rows } = await client.query<{ name: string; columns: string[] }>(`
    SELECT c.relname AS name, array_agg(a.attname::text ORDER BY a.attnum) AS columns
      FROM pg_class c
      JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0
       AND NOT a.attisdropped AND a.attgenerated = ''
     WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind = 'r'
       AND c.relname <> '_prisma_migrations'
     GROUP BY c.relname ORDER BY c.relname COLLATE "C"`);
  return rows;
}

export const quoted = (name: string) => `"${name.replaceAll('"', '""')}"`;

async function writeTables(
  client: Client,
  archive: ArchiveWriter,
  onProgress: (line: string) => void,
): Promise<Manifest["tables"]> {
  const tables = await tablesOf(client);
  const done: Manifest["tables"] = [];
  for (const [index, { name, columns }] of tables.entries()) {
    const copy = client.query(
      copyTo(`COPY ${quoted(name)} (${columns.map(quoted).join(", ")}) TO STDOUT`),
    );
    const parts: ArchivePart[] = [];
    const add = async (bytes: Buffer) => {
      const number = String(parts.length + 1).padStart(6, "0");
      parts.push(await archive.add(`database/${name}/${number}.copy`, bytes));
    };
    let held: Buffer[] = [];
    let size = 0;
    for await (const piece of copy as AsyncIterable<Buffer>) {
      held.push(piece);
      size += piece.byteLength;
      if (size < PIECE) continue;
      await add(Buffer.concat(held));
      held = [];
      size = 0;
    }
    if (size > 0) await add(Buffer.concat(held));
    done.push({ name, columns, rows: copy.rowCount ?? 0, parts });
    onProgress(`数据库 ${index + 1}/${tables.length}：${name}，${copy.rowCount ?? 0} 行`);
  }
  return done;
}

async function writeFiles(
  client: Client,
  archive: ArchiveWriter,
  onProgress: (line: string) => void,
): Promise<Pick<Manifest, "files" | "missing">> {
  const keys = await storageKeys(client);
  const files: Manifest["files"] = [];
  const missing: string[] = [];
  for (const [index, key] of keys.entries()) {
    const bytes = await (await storage()).read(key);
    if (!bytes) {
      missing.push(key);
      onProgress(`缺少文件 ${key}，请用 npm run admin -- evidence 核对`);
      continue;
    }
    // An archive has to know how long a file is before its first byte.
    const stream = Readable.toWeb(bytes) as ReadableStream<Uint8Array>;
    const taken = await receive(
      env().DATA_DIR,
      stream,
      Number.POSITIVE_INFINITY,
      () => new Error(),
    );
    try {
      const content = { stream: createReadStream(taken.path), size: taken.size };
      files.push({ ...(await archive.add(`files/${key}`, content)), key });
    } finally {
      await taken.discard();
    }
    if ((index + 1) % 50 === 0 || index + 1 === keys.length) {
      onProgress(`文件 ${index + 1}/${keys.length}`);
    }
  }
  return { files, missing };
}

/** Whatever table has files names them in storage_key. */
async function storageKeys(client: Client): Promise<string[]> {
  const tables = (await tablesOf(client)).filter(({ columns }) => columns.includes("storage_key"));
  if (tables.length === 0) return [];
  const { rows } = await client.query<{ key: string }>(
    `SELECT DISTINCT storage_key AS key FROM (${tables
      .map(({ name }) => `SELECT storage_key FROM ${quoted(name)}`)
      .join(" UNION ALL ")}) named WHERE storage_key IS NOT NULL ORDER BY key`,
  );
  return rows.map(({ key }) => key);
}

async function sequencesOf(client: Client): Promise<Manifest["sequences"]> {
  const { rows } = await client.query<{ name: string; value: string }>(`
    SELECT sequencename AS name, last_value::text AS value FROM pg_sequences
     WHERE schemaname = current_schema() AND last_value IS NOT NULL ORDER BY 1`);
  return rows;
}

async function one(client: Client, sql: string): Promise<string> {
  const { rows } = await client.query<Record<string, string>>(sql);
  return Object.values(rows[0] ?? {})[0] ?? "";
}

import "server-only";
import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { Readable } from "node:stream";
import { finished } from "node:stream/promises";
import { Client, DatabaseError } from "pg";
import { from as copyFrom } from "pg-copy-streams";
import { archiveEntries, type Manifest } from "./archive";
import { quoted, tablesOf } from "./backup";
import { env, OperatorError } from "./env";
import { migrate } from "./migrate";
import { storage } from "./storage";
import { receive } from "./storage-incoming";

type Restoring = { databaseUrl: string; file: string; manifest: Manifest };

/**
 * Loads a checked archive into a database nobody has worked in yet: the schema as it was when the
 * backup was made, every row in one transaction together with the files, then whatever migrations
 * this version has beyond it.
 */
export async function restoreBackup(
  { databaseUrl, file, manifest }: Restoring,
  onProgress: (line: string) => void,
): Promise<void> {
  await refuseNewerArchive(manifest);
  const client = new Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    await client.query("SELECT pg_advisory_lock($1)", [LOCK]);
    await refuseOthersAtWork(client);
    await clear(client, onProgress);
    const names = manifest.migrations.map(({ name }) => name);
    await migrate(databaseUrl, { only: names, onProgress });
    await client.query("BEGIN");
    try {
      await load(client, file, manifest, onProgress);
      await client.query("COMMIT");
    } catch (error) {
      await client.query("ROLLBACK").catch(() => undefined);
      throw error;
    }
    await client.query("ANALYZE");
  } catch (error) {
    throw explained(error);
  } finally {
    await client.end();
  }
  await migrate(databaseUrl, { onProgress });
}

const LOCK = 20240427;

/** What the archive's schema needs has to be in this version, as it was. */
async function refuseNewerArchive({ migrations }: Manifest): Promise<void> {
  for (const { name, checksum } of migrations) {
    const sql = await readFile(path.resolve("prisma/migrations", name, "migration.sql")).catch(
      () => null,
    );
    if (sql === null) {
      throw new OperatorError(
        `这份备份由更新版本的门户写出（含 ${name}），请先把门户升级到同一版本或更新，再恢复。`,
      );
    }
    if (createHash("sha256").update(sql).digest("hex") !== checksum) {
      throw new OperatorError(
        `升级脚本 ${name} 与写备份时的不同，不能恢复，请使用原来发布的门户程序。`,
      );
    }
  }
}

async function refuseOthersAtWork(client: Client): Promise<void> {
  const { rowCount } = await client.query(
    `SELECT 1 FROM pg_stat_activity WHERE datname = current_database()
        AND pid <> pg_backend_pid() AND backend_type = 'client backend' LIMIT 1`,
  );
  if (!rowCount) return;
  throw new OperatorError("数据库正在使用，请先停止门户和其他连接，再恢复。");
}

/** Only where no account was ever made: then there is nothing but what a first start loads by itself. */
async function clear(client: Client, onProgress: (line: string) => void): Promise<void> {
  const tables = (await tablesOf(client)).map(({ name }) => name);
  if (tables.length === 0) return;
  const ours = tables.includes("accounts") && tables.includes("plans");
  const used = !ours || (await client.query("SELECT 1 FROM accounts LIMIT 1")).rowCount !== 0;
  if (used) {
    throw new OperatorError(
      "数据库里已经有数据，不会覆盖。请恢复到空的数据库：用 DATA_DIR 指定一个新文件夹，或用 DATABASE_URL 指定一个新建的库。",
    );
  }
  const schema = quoted((await client.query("SELECT current_schema() AS name")).rows[0].name);
  await client.query(`DROP SCHEMA ${schema} CASCADE; CREATE SCHEMA ${schema};
    GRANT USAGE ON SCHEMA ${schema} TO PUBLIC; DROP SCHEMA IF EXISTS graphile_worker CASCADE`);
  onProgress("已清除首次启动时自动载入的内容");
}

/**
 * Rows come in the archive's order, so the keys between tables are put back afterwards, which
 * checks every one of them; what the triggers forbid has happened long ago.
 */
async function load(
  client: Client,
  file: string,
  manifest: Manifest,
  onProgress: (line: string) => void,
): Promise<void> {
  const names = (await tablesOf(client)).map(({ name }) => quoted(name));
  const { rows: keys } = await client.query<{ table: string; name: string; definition: string }>(`
    SELECT conrelid::regclass::text AS table, conname AS name, pg_get_constraintdef(oid) AS definition
      FROM pg_constraint WHERE contype = 'f' AND connamespace = current_schema()::regnamespace`);
  for (const { table, name } of keys)
    await client.query(`ALTER TABLE ${table} DROP CONSTRAINT ${quoted(name)}`);
  for (const name of names) {
    await client.query(`ALTER TABLE ${name} DISABLE TRIGGER USER`);
    // A migration may have written a row of its own.
    await client.query(`DELETE FROM ${name}`);
  }
  await copyAll(client, file, manifest, onProgress);
  for (const { name, value } of manifest.sequences) {
    await client.query("SELECT setval($1::regclass, $2::bigint)", [quoted(name), value]);
  }
  // What is written from here on is another continuation of the audit log than the one it was taken from.
  if (names.includes('"audit_chain"'))
    await client.query("UPDATE audit_chain SET chain_id = gen_random_uuid()");
  for (const { table, name, definition } of keys)
    await client.query(`ALTER TABLE ${table} ADD CONSTRAINT ${quoted(name)} ${definition}`);
  for (const name of names) await client.query(`ALTER TABLE ${name} ENABLE TRIGGER USER`);
}

async function copyAll(
  client: Client,
  file: string,
  { tables, files }: Manifest,
  onProgress: (line: string) => void,
): Promise<void> {
  const tableOf = new Map(tables.flatMap((table) => table.parts.map(({ name }) => [name, table])));
  const fileOf = new Map(files.map((each) => [each.name, each]));
  let copied = 0;
  let open: Open | null = null;
  for await (const { name, stream } of archiveEntries(file)) {
    const table = tableOf.get(name);
    if (open && open.name !== table?.name) open = await close(open, onProgress);
    if (table) {
      open ??= begin(client, table);
      await pour(stream, open);
      continue;
    }
    const entry = fileOf.get(name);
    if (!entry) continue;
    await keepFile(entry.key, stream);
    copied += 1;
    if (copied % 50 === 0 || copied === files.length) onProgress(`文件 ${copied}/${files.length}`);
  }
  if (open) await close(open, onProgress);
}

type Open = { name: string; sink: ReturnType<typeof copyFrom>; failed: Promise<never> };

function begin(client: Client, { name, columns }: { name: string; columns: string[] }): Open {
  const sql = `COPY ${quoted(name)} (${columns.map(quoted).join(", ")}) FROM STDIN`;
  const sink = client.query(copyFrom(sql));
  // The server may refuse at any moment, and then takes nothing more.
  const failed = new Promise<never>((_, reject) => sink.once("error", reject));
  failed.catch(() => undefined);
  return { name, sink, failed };
}

async function close(
  { name, sink, failed }: Open,
  onProgress: (line: string) => void,
): Promise<null> {
  sink.end();
  await Promise.race([finished(sink), failed]);
  onProgress(`数据库：${name}，${sink.rowCount} 行`);
  return null;
}

async function pour(stream: AsyncIterable<Buffer>, { sink, failed }: Open): Promise<void> {
  for await (const piece of stream) {
    const writing = new Promise<void>((resolve, reject) => {
      sink.write(piece, (error) => (error ? reject(error) : resolve()));
    });
    await Promise.race([writing, failed]);
  }
}

async function keepFile(key: string, stream: AsyncIterable<Buffer>): Promise<void> {
  const body = Readable.toWeb(Readable.from(stream)) as ReadableStream<Uint8Array>;
  const incoming = await receive(env().DATA_DIR, body, Number.POSITIVE_INFINITY, () => new Error());
  await (await storage()).keep(key, incoming);
}

function explained(error: unknown): unknown {
  if (!(error instanceof DatabaseError)) return error;
  if (error.code === "42501") {
    return new OperatorError(
      `数据库账号的权限不够（${error.message}），请改用该数据库的所有者再恢复。`,
      { cause: error },
    );
  }
  return new OperatorError(`恢复没有完成，数据库里没有留下内容：${error.message}`, {
    cause: error,
  });
}

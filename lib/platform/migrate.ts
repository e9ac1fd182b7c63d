import "server-only";
import { createHash, randomUUID } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import { type Client, DatabaseError } from "pg";
import { withClient } from "./connection";
import { OperatorError } from "./env";

export type MigrateOptions = {
  onProgress?: (line: string) => void;
  /** Folder of the migrations; prisma/migrations of the working directory by default. */
  folder?: string;
  /** Applies only these, in this order: the schema a backup was made of. */
  only?: string[];
};

/**
 * Applies the pending migrations in order and returns their names. Each runs in one transaction
 * together with its row in Prisma's own `_prisma_migrations`, so a crash leaves nothing half done
 * and nothing to resolve by hand; the Prisma CLI reads the same folder and table.
 */
export async function migrate(databaseUrl: string, options: MigrateOptions = {}) {
  const { onProgress = () => undefined, folder = defaultFolder(), only } = options;
  return withClient(databaseUrl, async (client) => {
    if ((await migrationStatus(client, folder)).current) return [];
    await client.query("SELECT pg_advisory_lock($1)", [LOCK]);
    await client.query(CREATE_TABLE);
    await refuseInterrupted(client);
    const { pending: all } = await migrationStatus(client, folder);
    const pending = only ? only.filter((name) => all.includes(name)) : all;
    for (const [index, name] of pending.entries()) {
      const began = performance.now();
      await apply(client, folder, name);
      const seconds = ((performance.now() - began) / 1000).toFixed(1);
      onProgress(`数据库结构升级 ${index + 1}/${pending.length}：${name}（${seconds} 秒）`);
    }
    return pending;
  });
}

/** What a health check needs: whether every migration of this version is in the database. */
export async function migrationStatus(client: Queryable, folder = defaultFolder()) {
  const [names, rows] = await Promise.all([migrationNames(folder), recorded(client)]);
  const done = new Set(rows.filter((row) => row.state === "applied").map((row) => row.name));
  const pending = names.filter((name) => !done.has(name));
  return { current: pending.length === 0, pending };
}

/** The schema version of a database: its migrations with their checksums, as they were applied. */
export async function migrationsApplied(client: Queryable) {
  if ((await recorded(client)).length === 0) return [];
  return select<{ name: string; checksum: string }>(
    client,
    `SELECT "migration_name" AS "name", "checksum" FROM "_prisma_migrations"
      WHERE "finished_at" IS NOT NULL AND "rolled_back_at" IS NULL
      ORDER BY "finished_at", "migration_name"`,
  );
}

/** A pg client or pool, or a Prisma client. */
export type Queryable =
  | { query(sql: string): Promise<{ rows: unknown[] }> }
  | { $queryRawUnsafe(sql: string): Promise<unknown> };

// Any number will do as long as no other program on the same database uses it.
const LOCK = 20240424;

// As Prisma Migrate creates it.
const CREATE_TABLE = `CREATE TABLE IF NOT EXISTS "_prisma_migrations" (
  "id" VARCHAR(36) PRIMARY KEY NOT NULL,
  "checksum" VARCHAR(64) NOT NULL,
  "finished_at" TIMESTAMPTZ,
  "migration_name" VARCHAR(255) NOT NULL,
  "logs" TEXT,
  "rolled_back_at" TIMESTAMPTZ,
  "started_at" TIMESTAMPTZ NOT NULL DEFAULT now(),
  "applied_steps_count" INTEGER NOT NULL DEFAULT 0
)`;

async function apply(client: Client, folder: string, name: string) {
  const file = path.join(folder, name, "migration.sql");
  const sql = await readFile(file, "utf8");
  const checksum = createHash("sha256").update(sql).digest("hex");
  await client.query("BEGIN");
  try {
    await client.query(sql);
    await client.query(
      `INSERT INTO "_prisma_migrations"
         ("id", "checksum", "migration_name", "finished_at", "applied_steps_count")
       VALUES ($1, $2, $3, clock_timestamp(), 1)`,
      [randomUUID(), checksum, name],
    );
    await client.query("COMMIT");
  } catch (error) {
    await client.query("ROLLBACK").catch(() => undefined);
    throw explained(error, file, sql);
  }
}

function explained(error: unknown, file: string, sql: string) {
  if (!(error instanceof DatabaseError)) return error;
  const before = error.position ? sql.slice(0, Number(error.position) - 1) : undefined;
  const line = before === undefined ? "" : ` 第 ${before.split("\n").length} 行`;
  const advice = ADVICE[error.code ?? ""] ?? "数据库未被改动，请修正后重试";
  return new OperatorError(`升级脚本 ${file}${line}执行失败：${error.message}；${advice}。`, {
    cause: error,
  });
}

const ADVICE: Record<string, string> = {
  "42501": "请由数据库管理员授予该账号建表和安装扩展的权限后重试",
  "0A000": "请在数据库服务器上安装 postgresql-contrib 后重试",
  "58P01": "请在数据库服务器上安装 postgresql-contrib 后重试",
};

async function migrationNames(folder: string) {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  return entries
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort();
}

type Recorded = { name: string; state: "applied" | "failed" };

async function recorded(client: Queryable): Promise<Recorded[]> {
  const [table] = await select<{ exists: boolean }>(
    client,
    `SELECT to_regclass('"_prisma_migrations"') IS NOT NULL AS "exists"`,
  );
  if (!table?.exists) return [];
  return select<Recorded>(
    client,
    `SELECT "migration_name" AS "name",
            CASE WHEN "finished_at" IS NULL THEN 'failed' ELSE 'applied' END AS "state"
       FROM "_prisma_migrations" WHERE "rolled_back_at" IS NULL`,
  );
}

// This program never leaves a failed row; `prisma migrate` interrupted half way does.
async function refuseInterrupted(client: Client) {
  const failed = (await recorded(client)).find((row) => row.state === "failed");
  if (!failed) return;
  throw new OperatorError(
    `数据库结构升级 ${failed.name} 曾被其他工具中断，请先恢复升级前的数据库备份，再重新启动。`,
  );
}

async function select<T>(client: Queryable, sql: string): Promise<T[]> {
  if ("query" in client) return (await client.query(sql)).rows as T[];
  return (await client.$queryRawUnsafe(sql)) as T[];
}

function defaultFolder() {
  return path.resolve("prisma/migrations");
}

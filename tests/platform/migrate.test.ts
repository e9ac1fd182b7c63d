import { mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { Client } from "pg";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { writeMigration } from "../../lib/cli/db-diff";
import { migrate, migrationStatus } from "../../lib/platform/migrate";
import { schemaDrift } from "../../lib/platform/schema-engine";
import { scratchFolder } from "../cli/portal";
import { startScratchServer } from "../support/embedded";

let server: Awaited<ReturnType<typeof startScratchServer>>;
let scratch: Awaited<ReturnType<typeof scratchFolder>>;
let client: Client;
let folder: string;
let schemaFile: string;

beforeAll(async () => {
  server = await startScratchServer();
});
afterAll(() => server.stop());

beforeEach(async () => {
  scratch = await scratchFolder("prisma");
  folder = path.join(scratch.folder, "migrations");
  schemaFile = path.join(scratch.folder, "schema.prisma");
  await mkdir(scratch.folder);
  await writeFile(schemaFile, SCHEMA);
  client = new Client({ connectionString: server.url });
  await client.connect();
  await client.query("DROP SCHEMA public CASCADE; CREATE SCHEMA public");
});

afterEach(async () => {
  await client.end();
  await scratch.remove();
});

describe("migrating", () => {
  test("applies what is pending in order, once, with bodies in dollar quotes", async () => {
    await add("1_tables", "CREATE TABLE a (n int); CREATE EXTENSION pg_trgm;");
    await add("2_guard", GUARD);
    expect(await migrate(server.url, { folder })).toEqual(["1_tables", "2_guard"]);
    await expect(client.query("INSERT INTO a VALUES (1)")).rejects.toThrow("no; not 1");
    expect(await migrate(server.url, { folder })).toEqual([]);
    await add("3_more", "ALTER TABLE a ADD m int");
    expect(await migrationStatus(client, folder)).toEqual({ current: false, pending: ["3_more"] });
    expect(await migrate(server.url, { folder })).toEqual(["3_more"]);
    expect(await migrationStatus(client, folder)).toEqual({ current: true, pending: [] });
  });

  test("takes no time to speak of when nothing is pending", async () => {
    await add("1_tables", "CREATE TABLE a (n int)");
    await migrate(server.url, { folder });
    const began = performance.now();
    await migrate(server.url, { folder });
    expect(performance.now() - began).toBeLessThan(1_000);
  });

  test("a script that fails changes nothing, names its line and can be tried again", async () => {
    await add("1_broken", "CREATE TABLE a (n int);\nCREATE TABLE b (n nonsense);");
    await expect(migrate(server.url, { folder })).rejects.toThrow(
      /1_broken\/migration\.sql 第 2 行执行失败：.*数据库未被改动/,
    );
    await add("1_broken", "CREATE TABLE a (n int)");
    expect(await migrate(server.url, { folder })).toEqual(["1_broken"]);
  });

  test("from several processes at once applies each script once", async () => {
    await add("1_tables", "CREATE TABLE a (n int); SELECT pg_sleep(0.2)");
    const applied = await Promise.all([1, 2, 3].map(() => migrate(server.url, { folder })));
    expect(applied.flat()).toEqual(["1_tables"]);
  });

  test("refuses to go on where another tool stopped half way", async () => {
    await add("1_tables", "CREATE TABLE a (n int)");
    await migrate(server.url, { folder });
    await client.query(`UPDATE _prisma_migrations SET finished_at = NULL`);
    await expect(migrate(server.url, { folder })).rejects.toThrow("1_tables 曾被其他工具中断");
  });
});

describe("npm run db:diff", () => {
  test("writes what the schema has and the migrations lack, then nothing", async () => {
    const file = await writeMigration("init", schemaFile);
    expect(path.relative(folder, file ?? "")).toMatch(/^\d{14}_init\/migration\.sql$/);
    expect(await readFile(file ?? "", "utf8")).toContain('CREATE TABLE "Point"');
    expect(await readdir(folder)).toContain("migration_lock.toml");
    expect(await writeMigration("again", schemaFile)).toBeUndefined();
    expect(await readdir(folder)).toHaveLength(2);
  });
});

describe("the drift between database and schema", () => {
  test("leaves hand-written checks, triggers, functions, views and partial or expression indexes alone", async () => {
    await add("1_init", BY_HAND);
    await migrate(server.url, { folder });
    expect(await schemaDrift(server.url, schemaFile)).toBe("");
  });

  test("tells a column the database lacks", async () => {
    await add("1_init", BY_HAND);
    await migrate(server.url, { folder });
    await writeFile(schemaFile, SCHEMA.replace("title String", "title String\n  body String?"));
    expect(await schemaDrift(server.url, schemaFile)).toContain('ADD COLUMN     "body" TEXT');
    await rm(schemaFile);
  });
});

async function add(name: string, sql: string) {
  await mkdir(path.join(folder, name), { recursive: true });
  await writeFile(path.join(folder, name, "migration.sql"), sql);
}

const GUARD = `
CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'no; not %', NEW.n;
END;
$$;
CREATE TRIGGER refuse BEFORE INSERT ON a FOR EACH ROW EXECUTE FUNCTION refuse();`;

const SCHEMA = `
generator client {
  provider = "prisma-client"
  output   = "./generated"
}
datasource db {
  provider = "postgresql"
}
model Point {
  id    Int @id @default(autoincrement())
  title String
  day   DateTime @db.Date
  @@index([title(ops: raw("gin_trgm_ops"))], type: Gin)
}
`;

const BY_HAND = `
CREATE EXTENSION IF NOT EXISTS pg_trgm;
CREATE TABLE "Point" (
  "id" SERIAL NOT NULL, "title" TEXT NOT NULL, "day" DATE NOT NULL,
  CONSTRAINT "Point_pkey" PRIMARY KEY ("id"), CONSTRAINT "named" CHECK ("title" <> '')
);
CREATE INDEX "Point_title_idx" ON "Point" USING GIN ("title" gin_trgm_ops);
CREATE UNIQUE INDEX "one_open" ON "Point" ("day") WHERE "title" = 'open';
CREATE UNIQUE INDEX "folded" ON "Point" (lower("title"), "day");
CREATE FUNCTION nothing() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NEW; END; $$;
CREATE TRIGGER nothing BEFORE INSERT ON "Point" FOR EACH ROW EXECUTE FUNCTION nothing();
CREATE VIEW "Today" AS SELECT * FROM "Point";
CREATE SEQUENCE receipt;`;

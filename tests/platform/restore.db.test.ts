import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm, truncate, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { gunzipSync, gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { checkArchive } from "@/lib/platform/archive";
import { writeBackup } from "@/lib/platform/backup";
import { withClient } from "@/lib/platform/connection";
import { migrate } from "@/lib/platform/migrate";
import { restoreBackup } from "@/lib/platform/restore";
import { contents, emptyDatabases, restoreTool } from "../support/backups";
import { withDatabase } from "../support/database";
import { hire } from "../support/people";

const own = withDatabase({ template: "plan" });
const emptyDatabase = emptyDatabases();
let folder: string;
let file: string;

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "duban-restore-"));
  file = path.join(folder, "all.tar.gz");
  await hire("office", "ADMIN");
  await writeBackup({ databaseUrl: own.url, file, portal: "0.1.0" }, new Date(), () => undefined);
});

afterAll(() => rm(folder, { recursive: true, force: true }));

describe("a restore", () => {
  test("of an older version's backup brings the schema up to date", async () => {
    const older = await emptyDatabase();
    const all = (await checkArchive(file)).migrations.map(({ name }) => name);
    const only = all.filter((name) => name < "20261124005000");
    await migrate(older, { only });
    const insert = `INSERT INTO accounts (name, post, role, password_hash)
                    VALUES ('of-then', '管理员', 'ADMIN', 'x')`;
    await withClient(older, (client) => client.query(insert));
    const archive = path.join(folder, "older.tar.gz");
    await writeBackup(
      { databaseUrl: older, file: archive, portal: "0" },
      new Date(),
      () => undefined,
    );
    const url = await emptyDatabase();
    expect((await restoreTool(url, archive, path.join(folder, "older"))).code).toBe(0);
    await withClient(url, async (client) => {
      const applied = await client.query("SELECT 1 FROM _prisma_migrations");
      expect(applied.rowCount).toBe(all.length);
      const { rows } = await client.query("SELECT name, one_time FROM accounts");
      expect(rows).toEqual([{ name: "of-then", one_time: false }]);
    });
  }, 60_000);

  test("that the database refuses half way says so and leaves no rows", async () => {
    const manifest = await checkArchive(file);
    const tables = manifest.tables.map((table) =>
      table.name === "accounts" ? { ...table, columns: [...table.columns, "unknown"] } : table,
    );
    const databaseUrl = await emptyDatabase();
    const asked = { databaseUrl, file, manifest: { ...manifest, tables } };
    await expect(restoreBackup(asked, () => undefined)).rejects.toThrow(/恢复没有完成/);
    expect((await contents(databaseUrl)).accounts).toEqual([]);
  }, 60_000);

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
  }, 60_000);

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

import { createHash } from "node:crypto";
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { checkArchive } from "@/lib/platform/archive";
import { writeBackup } from "@/lib/platform/backup";
import { withClient } from "@/lib/platform/connection";
import { db } from "@/lib/platform/db";
import { newStorageKey, storage } from "@/lib/platform/storage";
import { contents, emptyDatabases, filesOf, restoreTool, schemaOf } from "../support/backups";
import { withDatabase } from "../support/database";
import { hire } from "../support/people";
import { bring } from "./storage-rules";

const own = withDatabase({ template: "demonstration" });
const emptyDatabase = emptyDatabases();
let folder: string;
let file: string;

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "duban-backup-"));
  file = path.join(folder, "all.tar.gz");
  await standFile("合同扫描件".repeat(50_000));
  await standFile("一页");
});

afterAll(async () => {
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

const backup = (target = file) =>
  writeBackup({ databaseUrl: own.url, file: target, portal: "0.1.0" }, new Date(), () => undefined);

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
  });

  test("leaves nothing behind where it cannot be written", async () => {
    const nowhere = path.join(folder, "no-folder", "x.tar.gz");
    await expect(backup(nowhere)).rejects.toThrow(/无法写入/);
    expect((await readdir(folder)).filter((name) => name.endsWith(".part"))).toEqual([]);
  });
});

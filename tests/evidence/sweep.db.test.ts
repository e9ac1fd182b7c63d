import { existsSync } from "node:fs";
import { mkdir, rm, utimes, writeFile } from "node:fs/promises";
import path from "node:path";
import { beforeAll, describe, expect, test, vi } from "vitest";
import { SYSTEM_ACTOR } from "@/lib/audit/commands";
import { sweepEvidence } from "@/lib/evidence/sweep";
import { db } from "@/lib/platform/db";
import { env } from "@/lib/platform/env";
import { newStorageKey } from "@/lib/platform/storage";
import type { Actor } from "@/lib/policy";
import { withDatabase } from "../support/database";
import { at, hireForCity } from "../support/people";
import { submit } from "../support/reports";
import { bytesOf, DAY, MONTH, remove, stored, upload } from "./desk";
import { pdf } from "./samples";

withDatabase({ template: "plan" });

let staff: Actor;
let fresh: () => { id: number };

beforeAll(async () => {
  ({ staff, fresh } = await hireForCity("staff", "济南市"));
});

const sweep = (remove: boolean, day = "2024-09-08") =>
  sweepEvidence(SYSTEM_ACTOR, { remove }, at(day), new Date());
const place = (...parts: string[]) => path.join(env().DATA_DIR, "evidence", ...parts);

/** Bytes as a crash leaves them, so many hours ago. */
async function left(hours: number, ...parts: string[]): Promise<string> {
  const file = place(...parts);
  await mkdir(path.dirname(file), { recursive: true });
  await writeFile(file, pdf());
  const then = new Date(Date.now() - hours * 3_600_000);
  await utimes(file, then, then);
  return file;
}

describe("the sweep", () => {
  test("finds nothing where rows and bytes agree, and deletes nothing of it", async () => {
    const { id } = fresh();
    await upload(staff, id);
    await submit(staff, id, DAY);
    const before = await stored();
    expect(await sweep(true)).toMatchObject({
      files: 1,
      missing: [],
      stray: [],
      removed: [],
      deleted: 0,
    });
    expect(await stored()).toEqual(before);
  });

  test("shows bytes without a row and unfinished uploads once they are a day old, and deletes them when asked", async () => {
    const [young, old] = [newStorageKey(), newStorageKey()];
    const youngFile = await left(2, young.slice(0, 2), young);
    const oldFile = await left(30, old.slice(0, 2), old);
    const unfinished = await left(30, "incoming", "cut.part");
    const running = await left(1, "incoming", "running.part");
    expect((await sweep(false)).stray.sort()).toEqual([old, unfinished].sort());
    expect(existsSync(oldFile)).toBe(true);
    expect((await sweep(true)).deleted).toBe(2);
    expect([oldFile, unfinished].map((file) => existsSync(file))).toEqual([false, false]);
    expect([youngFile, running].map((file) => existsSync(file))).toEqual([true, true]);
  });

  test("shows rows whose bytes are gone and leaves them", async () => {
    const { id } = await upload(staff, fresh().id, "丢失.pdf");
    const { storageKey } = await db().evidenceFile.findUniqueOrThrow({ where: { id } });
    const file = place(storageKey.slice(0, 2), storageKey);
    await rm(file);
    expect((await sweep(true)).missing).toEqual([{ id, name: "丢失.pdf", storageKey }]);
    await writeFile(file, pdf());
    expect((await sweep(false)).missing).toEqual([]);
  });

  test("deletes what was removed a day ago and never handed in, row and bytes, and notes it", async () => {
    const { id } = fresh();
    const carried = await upload(staff, id, "报过.pdf", pdf("报过"));
    const updateId = await submit(staff, id, DAY);
    await db().withdrawal.create({
      data: {
        updateId,
        accountId: staff.accountId,
        withdrawnAt: at(DAY),
        withdrawnOn: new Date(DAY),
      },
    });
    await remove(staff, carried.id);
    const gone = await upload(staff, id, "没报.pdf", pdf("没报"));
    await remove(staff, gone.id);
    expect((await sweep(true, DAY)).removed).toEqual([]);
    const found = await sweep(true);
    expect(found.removed.map(({ name }) => name)).toEqual(["没报.pdf"]);
    expect(found.deleted).toBe(1);
    expect(await db().evidenceFile.count({ where: { id: gone.id } })).toBe(0);
    expect(await bytesOf(staff, carried.id)).toEqual(pdf("报过"));
    const entry = { action: "evidence.delete", subject: `evidence:${gone.id}` };
    expect(await db().auditEntry.count({ where: entry })).toBe(1);
  });
});

test("a name and version never stand for two contents: what was removed and swept keeps its number", async () => {
  const { id } = fresh();
  const first = await upload(staff, id, "名单.pdf", pdf("一"));
  const second = await upload(staff, id, "名单.pdf", pdf("二"));
  await remove(staff, second.id);
  await sweep(true);
  expect(await db().evidenceFile.count({ where: { id: { in: [first.id, second.id] } } })).toBe(0);
  expect((await upload(staff, id, "名单.pdf", pdf("三"))).version).toBe(3);
  expect((await upload(staff, fresh().id, "名单.pdf")).version).toBe(1);
  const run = (sql: string) => db().$executeRawUnsafe(sql);
  await expect(run("DELETE FROM evidence_names")).rejects.toThrow(/may only rise/);
  await expect(run("UPDATE evidence_names SET last_version = 1")).rejects.toThrow(/may only rise/);
});

describe("a crash in the middle of an upload", () => {
  test("between bytes and row leaves nothing that anybody sees, and the sweep takes the bytes", async () => {
    const { id } = fresh();
    const { storage } = await import("@/lib/platform/storage");
    // The connection to the database goes away after the bytes were kept: nobody knows about the row.
    const kept = await storage();
    const keep = vi.spyOn(kept, "keep").mockImplementationOnce(async (key, incoming) => {
      keep.mockRestore();
      await kept.keep(key, incoming);
      await db().$executeRaw`ALTER TABLE evidence_files RENAME TO evidence_elsewhere`;
    });
    await expect(upload(staff, id, "中断.pdf")).rejects.toThrow();
    await db().$executeRaw`ALTER TABLE evidence_elsewhere RENAME TO evidence_files`;
    const rows = await db().evidenceFile.count({
      where: { assignmentId: id, period: { month: new Date(MONTH) } },
    });
    expect(rows).toBe(0);
    const inTwoDays = new Date(Date.now() + 2 * 86_400_000);
    const found = await sweepEvidence(SYSTEM_ACTOR, { remove: true }, at(DAY), inTwoDays);
    expect(found.missing).toEqual([]);
    expect(found.stray.length).toBeGreaterThan(0);
    expect(
      (await sweepEvidence(SYSTEM_ACTOR, { remove: false }, at(DAY), inTwoDays)).stray,
    ).toEqual([]);
  });

  test("before the bytes are whole leaves no row and no file under a key", async () => {
    const { id } = fresh();
    const before = await stored();
    await expect(upload(staff, id, "半.pdf", [pdf(), new Error("killed")])).rejects.toThrow();
    expect(await stored()).toEqual(before);
  });
});

import { readFile, rm } from "node:fs/promises";
import path from "node:path";
import { afterEach, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { keepAnchor, readChain } from "@/lib/audit/chain";
import { purgeAudit, recordEntry, SYSTEM_ACTOR } from "@/lib/audit/commands";
import { auditHash } from "@/lib/audit/rules";
import { db, transact } from "@/lib/platform/db";
import { withDatabase } from "../support/database";
import { at, hire } from "../support/people";
import { refusalOf } from "../support/reports";
import { verifyTool } from "./verify-tool";

const own = withDatabase({ template: "empty" });

const old = 40;
const NOW = at("2024-09-06");

const write = (subject: string, action = "holiday.set") =>
  transact((tx) =>
    recordEntry(tx, SYSTEM_ACTOR, { action, subject, after: { name: subject } }, at("2024-09-06")),
  );

beforeAll(async () => {
  // Entries of a year ago stand at the front of the log.
  vi.useFakeTimers({ toFake: ["Date"], now: Date.now() - 365 * 86_400_000 });
  const standing = await db().auditEntry.count();
  for (let count = standing; count < old; count += 1) await write(`holiday:${count}`);
  vi.useRealTimers();
  await hire("auditor", "AUDITOR");
  for (let count = 0; count < 20; count += 1) await write(`holiday:new-${count}`);
});

describe("with triggers switched off by whoever owns the database", () => {
  let untouched: { entries: object[]; chain: object[] };
  const tables = { entries: "audit_entries", chain: "audit_chain" } as const;

  const meddle = async (...statements: string[]) => {
    for (const table of Object.values(tables))
      await db().$executeRawUnsafe(`ALTER TABLE ${table} DISABLE TRIGGER USER`);
    for (const sql of statements) await db().$executeRawUnsafe(sql);
    for (const table of Object.values(tables))
      await db().$executeRawUnsafe(`ALTER TABLE ${table} ENABLE TRIGGER USER`);
  };
  const fault = async () => (await readChain()).fault;

  beforeEach(async () => {
    untouched = {
      entries: await db()
        .$queryRaw`SELECT to_jsonb(e) AS row FROM audit_entries e ORDER BY sequence`,
      chain: await db().$queryRaw`SELECT to_jsonb(c) AS row FROM audit_chain c`,
    };
    expect(await fault()).toBeNull();
  });

  afterEach(async () => {
    const put = (table: string, rows: object[]) =>
      `INSERT INTO ${table} SELECT r.* FROM json_array_elements('${JSON.stringify(
        rows.map((each) => (each as { row: object }).row),
      ).replaceAll("'", "''")}'::json) e, jsonb_populate_record(NULL::${table}, e::jsonb) r`;
    await meddle(
      "DELETE FROM audit_entries",
      "DELETE FROM audit_chain",
      put("audit_entries", untouched.entries),
      put("audit_chain", untouched.chain),
    );
    await rm(path.join(own.dataDir, "audit-anchors.jsonl"), { force: true });
    expect(await fault()).toBeNull();
  });

  test("an edited entry is found, on screen's way and with the tool's exit code", async () => {
    await meddle("UPDATE audit_entries SET account_name = '别人' WHERE sequence = 45");
    expect(await fault()).toEqual({ sequence: 45, sentence: "第 45 条的内容被改动过。" });
    const { status, stderr } = verifyTool(own);
    expect([status, stderr]).toEqual([1, expect.stringContaining("第 45 条的内容被改动过")]);
  });

  test("a removed entry is found", async () => {
    await meddle("DELETE FROM audit_entries WHERE sequence = 45");
    expect(await fault()).toMatchObject({
      sequence: 46,
      sentence: expect.stringContaining("缺失"),
    });
  });

  test("two swapped entries are found", async () => {
    await meddle(
      "UPDATE audit_entries SET sequence = 1000 WHERE sequence = 45",
      "UPDATE audit_entries SET sequence = 45 WHERE sequence = 46",
      "UPDATE audit_entries SET sequence = 46 WHERE sequence = 1000",
    );
    expect(await fault()).toMatchObject({ sequence: 45 });
  });

  test("an end cut off is found", async () => {
    const { end } = await readChain();
    await meddle(`DELETE FROM audit_entries WHERE sequence > ${end.sequence - 3}`);
    expect(await fault()).toEqual({
      sequence: end.sequence - 2,
      sentence: `末尾的第 ${end.sequence - 2} 至 ${end.sequence} 条缺失。`,
    });
  });

  test("a front cut off is found, also by one who knows where the start is kept", async () => {
    await meddle("DELETE FROM audit_entries WHERE sequence <= 10");
    expect(await fault()).toMatchObject({ sequence: 11 });
    await meddle(
      `UPDATE audit_chain SET start_sequence = 10,
         start_hash = (SELECT previous_hash FROM audit_entries WHERE sequence = 11)`,
    );
    expect(await fault()).toEqual({
      sequence: 10,
      sentence: "第 10 条以前的记录被移除，却没有相应的清理记录。",
    });
  });

  test("an end cut off together with the place where it is kept is found by the anchor in the data folder", async () => {
    const { end } = await readChain();
    await keepAnchor(NOW);
    await meddle(
      `DELETE FROM audit_entries WHERE sequence >= ${end.sequence}`,
      `UPDATE audit_chain SET end_sequence = ${end.sequence - 1}, end_hash =
         (SELECT hash FROM audit_entries WHERE sequence = ${end.sequence - 1})`,
    );
    expect(await fault()).toMatchObject({
      sequence: end.sequence,
      sentence: expect.stringContaining("锚点"),
    });
    await write("holiday:in-its-place");
    expect(await fault()).toMatchObject({
      sentence: expect.stringContaining("整条链可能被重算过"),
    });
  });

  test("a chain that was computed anew from an edit on is found by the anchor", async () => {
    await keepAnchor(NOW);
    const rows = await db().auditEntry.findMany({ orderBy: { sequence: "asc" } });
    const changes: string[] = [];
    let previousHash = rows[49]?.previousHash ?? "";
    for (const row of rows.slice(49)) {
      const { hash: _, ...rest } = { ...row, previousHash };
      const address = row.sequence === 50 ? "9.9.9.9" : row.address;
      previousHash = auditHash({
        ...rest,
        address,
        at: row.at.toISOString(),
        businessOn: row.businessOn.toISOString().slice(0, 10),
      });
      changes.push(
        `UPDATE audit_entries SET address = '${address}', previous_hash = '${rest.previousHash}',
           hash = '${previousHash}' WHERE sequence = ${row.sequence}`,
      );
    }
    await meddle(...changes, `UPDATE audit_chain SET end_hash = '${previousHash}'`);
    expect(await fault()).toMatchObject({ sentence: expect.stringContaining("锚点") });
  });
});

describe("for whoever does not switch triggers off", () => {
  test.each([
    ["edit an entry", "UPDATE audit_entries SET action = 'x' WHERE sequence = 1"],
    ["remove an entry, however old", "DELETE FROM audit_entries WHERE sequence = 1"],
    ["empty the log", "TRUNCATE audit_entries"],
    ["move its end", "UPDATE audit_chain SET end_sequence = end_sequence - 1"],
    ["move its start to what is younger than six months", PLACE("sequence = 50")],
    ["move its start without the right hash", "UPDATE audit_chain SET start_sequence = 5"],
    ["name another chain", "UPDATE audit_chain SET chain_id = gen_random_uuid()"],
    ["remove where it begins and ends", "DELETE FROM audit_chain"],
    ["empty that table", "TRUNCATE audit_chain"],
    [
      "add an entry that follows none",
      `INSERT INTO audit_entries SELECT sequence + 1000, at, business_on, account_id, account_name,
         address, action, subject, before, after, previous_hash, 'x' FROM audit_entries WHERE sequence = 1`,
    ],
  ])("the database refuses to %s", async (_, sql) => {
    await expect(db().$executeRawUnsafe(sql)).rejects.toThrow(/refused|follow/);
  });
});

function PLACE(where: string) {
  return `UPDATE audit_chain SET start_sequence = e.sequence, start_hash = e.hash
            FROM audit_entries e WHERE e.${where}`;
}

describe("keeping", () => {
  test("refuses a day within the last six months", async () => {
    const recent = new Date(Date.now() - 150 * 86_400_000).toISOString().slice(0, 10);
    const asked = purgeAudit(SYSTEM_ACTOR, { before: recent }, at("2024-09-06"), new Date());
    expect(await refusalOf(asked)).toBe("INVALID");
  });

  test("what is older goes, and the rest can still be verified", async () => {
    const entries = (await readChain()).entries;
    const before = new Date(Date.now() - 200 * 86_400_000).toISOString().slice(0, 10);
    const gone = await purgeAudit(SYSTEM_ACTOR, { before }, at("2024-09-06"), new Date());
    expect(gone).toBe(old);
    expect(await readChain()).toMatchObject({
      fault: null,
      purgedThrough: old,
      entries: entries - old + 1,
    });
    expect(await purgeAudit(SYSTEM_ACTOR, { before }, at("2024-09-06"), new Date())).toBe(0);
    const { status, stdout } = verifyTool(own);
    expect([status, stdout]).toEqual([0, expect.stringContaining("链条完整")]);
    expect(await readFile(path.join(own.dataDir, "audit-anchors.jsonl"), "utf8")).toContain(
      '"sequence"',
    );
  });
});

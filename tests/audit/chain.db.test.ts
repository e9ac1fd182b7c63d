import { describe, expect, test } from "vitest";
import { createAccount } from "@/lib/accounts/commands";
import { recordEntry, SYSTEM_ACTOR } from "@/lib/audit/commands";
import { listAuditEntries, verifyAuditChain } from "@/lib/audit/queries";
import { db, transact } from "@/lib/platform/db";
import { withDatabase } from "../support/database";
import { actorNamed, at, hire, hireForCity } from "../support/people";
import { approve, race, refusalOf, submit } from "../support/reports";

withDatabase({ template: "plan" });

const sequences = async () =>
  (
    await db().auditEntry.findMany({ orderBy: { sequence: "asc" }, select: { sequence: true } })
  ).map(({ sequence }) => sequence);

describe("the audit log", () => {
  test("written by 30 commands at the same moment is gapless and whole", async () => {
    const auditor = await hire("auditor", "AUDITOR");
    const reviewer = await hire("reviewer", "REVIEWER");
    const { staff, fresh } = await hireForCity("staff", "济南市");
    const before = (await sequences()).length;
    const ends = await race([
      ...Array.from({ length: 15 }, async () =>
        approve(reviewer, await submit(staff, fresh().id, "2024-09-06"), "2024-09-07"),
      ),
      ...Array.from({ length: 15 }, (_, index) => hire(`parallel-${index}`, "LEADER")),
    ]);
    expect(ends).toEqual(ends.map(() => undefined));
    const after = await sequences();
    expect(after).toHaveLength(before + 45);
    expect(after).toEqual(after.map((_, index) => index + 1));
    expect(await verifyAuditChain(auditor)).toMatchObject({
      entries: after.length,
      fault: null,
    });
  });

  test("holds no entry of a command that failed", async () => {
    const before = (await sequences()).length;
    await hire("twice", "LEADER");
    await expect(hire("twice", "LEADER")).rejects.toThrow("账号 twice 已存在");
    const failing = transact(async (tx) => {
      await recordEntry(tx, SYSTEM_ACTOR, { action: "test", subject: "x" }, at("2024-09-06"));
      throw new Error("after the entry");
    });
    await expect(failing).rejects.toThrow("after the entry");
    expect(await sequences()).toHaveLength(before + 1);
    expect((await verifyAuditChain(await actorNamed("auditor"))).fault).toBeNull();
  });

  test("keeps who it was as they were called then, whatever becomes of the account", async () => {
    await db().account.update({ where: { name: "twice" }, data: { post: "改了岗位" } });
    const { accountId } = await actorNamed("twice");
    const entry = await db().auditEntry.findFirstOrThrow({
      where: { subject: `account:${accountId}` },
    });
    expect(entry.after).toMatchObject({ post: "LEADER" });
    expect(entry.accountName).toBe("系统 · system");
  });

  test("keeps the day of business and the real time apart", async () => {
    const began = Date.now();
    const account = {
      name: "dated",
      post: "x",
      role: "LEADER" as const,
      unitId: null,
      cityId: null,
      password: "",
      passwordHash: "none",
    };
    const id = await createAccount(SYSTEM_ACTOR, account, new Date("2024-09-06T16:30:00Z"));
    const entry = await db().auditEntry.findFirstOrThrow({ where: { subject: `account:${id}` } });
    expect(entry.businessOn).toEqual(new Date("2024-09-07"));
    expect(entry.at.getTime()).toBeGreaterThanOrEqual(began);
  });

  test("is read by the auditor, newest first, in pages, and by nobody else: not even the admin", async () => {
    const auditor = await actorNamed("auditor");
    const [first, second] = [
      await listAuditEntries(auditor, {}, null, 10),
      await listAuditEntries(auditor, {}, (await sequences()).length - 9, 10),
    ];
    const all = await sequences();
    expect([...first, ...second].map(({ sequence }) => sequence)).toEqual(all.slice(-20).reverse());
    for (const role of ["STAFF", "REVIEWER", "LEADER", "ADMIN"] as const) {
      expect(await refusalOf(listAuditEntries({ ...auditor, role }, {}, null))).toBe("NOT_FOUND");
      expect(await refusalOf(verifyAuditChain({ ...auditor, role }))).toBe("NOT_FOUND");
    }
  });

  test("tells the first entry that somebody with the database in hand has edited or removed", async () => {
    const auditor = await actorNamed("auditor");
    const meddle = async (sql: string) => {
      // Who may switch triggers off may do anything; the chain still tells.
      await db().$executeRawUnsafe("ALTER TABLE audit_entries DISABLE TRIGGER USER");
      await db().$executeRawUnsafe(sql);
      await db().$executeRawUnsafe("ALTER TABLE audit_entries ENABLE TRIGGER USER");
      return (await verifyAuditChain(auditor)).fault;
    };
    const swap = `UPDATE audit_entries SET account_name = '别人' WHERE sequence = 20`;
    expect(await meddle(swap)).toMatchObject({ sequence: 20 });
    expect(await meddle("DELETE FROM audit_entries WHERE sequence = 10")).toMatchObject({
      sequence: 11,
    });
  });
});

import { beforeAll, describe, expect, test } from "vitest";
import { recordEntry, recordRefusal, SYSTEM_ACTOR } from "@/lib/audit/commands";
import { countAuditEntries, listAuditEntries } from "@/lib/audit/queries";
import { subjectName } from "@/lib/audit-text";
import { transact } from "@/lib/platform/db";
import type { Actor } from "@/lib/policy";
import { withDatabase } from "../support/database";
import { at, hire } from "../support/people";
import { refusalOf } from "../support/reports";

withDatabase({ template: "empty" });

let auditor: Actor;
let leader: Actor;

const write = (subject: string, action = "holiday.set") =>
  transact((tx) =>
    recordEntry(tx, SYSTEM_ACTOR, { action, subject, after: { name: subject } }, at("2024-09-06")),
  );

beforeAll(async () => {
  auditor = await hire("auditor", "AUDITOR");
  leader = await hire("leader", "LEADER");
  for (let count = 0; count < 20; count += 1) await write(`holiday:new-${count}`);
});

describe("searching", () => {
  const found = async (filter: Parameters<typeof listAuditEntries>[1]) =>
    (await listAuditEntries(auditor, filter, null, 200)).map(({ subject }) => subject);

  test("says what a subject is called now, and only its number where there is nothing to call", async () => {
    await write(`account:${leader.accountId}`);
    await write("account:2147483647999");
    await write("account:x");
    const [odd, gone, known] = await listAuditEntries(auditor, { noun: "account" }, null, 3);
    expect(known).toMatchObject({ called: "leader" });
    expect([odd?.called, gone?.called]).toEqual([null, null]);
    expect(subjectName(known?.subject ?? "", known?.called)).toBe(
      `账号 #${leader.accountId}（leader）`,
    );
    expect(subjectName("account:x", null)).toBe("账号 #x");
  });

  test("finds by who, what, which, when, refusals and words of the content", async () => {
    await recordRefusal(
      { ...leader, unitName: null },
      { path: "/reviews/12?x=1", code: "NOT_FOUND", sentence: "没有找到这一项。" },
      at("2024-09-06"),
    );
    await write("holiday:100%", "holiday.remove");
    expect(await found({ refused: "1" })).toEqual(["page:/reviews/12"]);
    expect(await found({ who: "LEADER" })).toEqual(["page:/reviews/12"]);
    expect(await found({ action: "holiday.remove" })).toEqual(["holiday:100%"]);
    expect(await found({ action: "access." })).toEqual(["page:/reviews/12"]);
    expect(await found({ noun: "holiday", id: "new-3" })).toEqual(["holiday:new-3"]);
    expect(await found({ text: "100%" })).toEqual(["holiday:100%"]);
    expect(await found({ text: "0_%" })).toEqual([]);
    expect(await found({ text: "没有找到" })).toEqual(["page:/reviews/12"]);
    const today = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10);
    expect(await found({ to: "2020-01-01" })).toEqual([]);
    expect((await found({ from: today, noun: "holiday" })).length).toBe(21);
    expect(await countAuditEntries(auditor, { noun: "holiday" }, 10)).toBe(10);
  });

  test("is for the auditor alone", async () => {
    expect(await refusalOf(listAuditEntries(leader, {}, null))).toBe("NOT_FOUND");
    expect(await refusalOf(countAuditEntries(leader, {}, 5))).toBe("NOT_FOUND");
  });
});

import { beforeAll, describe, expect, test } from "vitest";
import { recordEntry, recordRefusal, SYSTEM_ACTOR } from "@/lib/audit/commands";
import { countAuditEntries, listAuditEntries } from "@/lib/audit/queries";
import { subjectName } from "@/lib/audit-text";
import { db, transact } from "@/lib/platform/db";
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

  test("finds what the screen says in words where the record holds a code or a number", async () => {
    const record = (subject: string, after: object, action = "holiday.set") =>
      transact((tx) => recordEntry(tx, SYSTEM_ACTOR, { action, subject, after }, at("2024-09-06")));
    const city = await db().city.create({
      data: { name: "沂源市", shortName: "沂源", displayOrder: 90 },
    });
    const unit = await db().unit.create({
      data: {
        ...{
          name: "沂源市水务局",
          shortName: "水务局",
          kind: "GOVERNMENT" as const,
          officialOrder: 9000,
        },
        ...{ pinyinInitials: "yysswj", cityId: city.id },
      },
    });
    await record("adjustment:1", { kind: "PAUSE" }, "adjustment.approve");
    await record("adjustment:2", { kind: "DUE" }, "adjustment.approve");
    await record("meeting:1", { resolutions: [{ unitId: unit.id }, { unitId: 999_999 }] });
    await record(`unit:${unit.id}`, { order: 3 });
    await record("meeting:2", { cities: { cityId: city.id } });
    await record("meeting:3", { cityId: 999_999, unitId: 999_998 });
    expect(await found({ text: "暂停" })).toEqual(["adjustment:1"]);
    expect(await found({ text: "批准调整" })).toEqual(["adjustment:2", "adjustment:1"]);
    expect(await found({ text: "水务局" })).toEqual([`unit:${unit.id}`, "meeting:1"]);
    expect(await found({ text: "沂源市" })).toEqual([
      ...["meeting:2", `unit:${unit.id}`, "meeting:1"],
    ]);
    expect(await countAuditEntries(auditor, { text: "暂停" }, 10)).toBe(1);
  });

  test("is for the auditor alone", async () => {
    expect(await refusalOf(listAuditEntries(leader, {}, null))).toBe("NOT_FOUND");
    expect(await refusalOf(countAuditEntries(leader, {}, 5))).toBe("NOT_FOUND");
  });
});

import { beforeAll, describe, expect, test } from "vitest";
import { addActionItem, retireActionItem, setActionItem } from "@/lib/action-items/commands";
import { listActionItems } from "@/lib/action-items/queries";
import {
  addActionItemInput,
  retireActionItemInput,
  setActionItemInput,
} from "@/lib/action-items/schema";
import { SYSTEM_ACTOR } from "@/lib/audit/commands";
import { importNotice } from "@/lib/documents/commands";
import { readNotice } from "@/lib/documents/notice";
import { db } from "@/lib/platform/db";
import type { Actor } from "@/lib/policy";
import { getPointRecord } from "@/lib/progress/point-record";
import { getReportForm } from "@/lib/progress/queries";
import { directory } from "../documents/published";
import { HEAD } from "../documents/read";
import { withDatabase } from "../support/database";
import { assignmentOf, at, hire, unitNamed } from "../support/people";
import { approve, race, refusalOf, submit } from "../support/reports";

withDatabase({ template: "plan" });

const UNIT = "济南市教育局";
const POINT = 20;
let admin: Actor;
let reviewer: Actor;
let staff: Actor;
let other: Actor;
let share = 0;
let pointId = 0;
let unitId = 0;

beforeAll(async () => {
  admin = await hire("admin", "ADMIN");
  reviewer = await hire("reviewer", "REVIEWER");
  staff = await hire("staff", "STAFF", { unit: UNIT });
  other = await hire("other", "STAFF", { unit: "临沂市教育局" });
  share = await assignmentOf(UNIT, POINT);
  pointId = (await db().workPoint.findFirstOrThrow({ where: { number: POINT } })).id;
  unitId = (await unitNamed(UNIT)).id;
});

const shown = async (day: string) => (await getPointRecord(reviewer, pointId, day)).actionItems;
const texts = async (day: string) => (await shown(day)).map(({ text }) => text);
const listed = async (id: number) =>
  (await listActionItems(admin, pointId, "2024-12-31")).find((each) => each.id === id);
const askedOf = async (actor: Actor, unit: string, day: string) =>
  (await getReportForm(actor, await assignmentOf(unit, POINT), undefined, day)).actionItems;

const add = async (text: string, day: string, more: Record<string, unknown> = {}, by = admin) => {
  const typed = { pointId, text, unitIds: [], ...more };
  return (await addActionItem(by, addActionItemInput.parse(typed), at(day))).actionItemId;
};
async function content(actionItemId: number, changes: Record<string, unknown> = {}) {
  const item = await db().actionItem.findUniqueOrThrow({
    where: { id: actionItemId },
    include: { versions: { orderBy: { id: "desc" }, take: 1 } },
  });
  const [newest] = item.versions;
  const stands = { text: newest?.text ?? item.text, unitIds: [] };
  return setActionItemInput.parse({
    actionItemId,
    version: newest?.id ?? 0,
    ...stands,
    ...changes,
  });
}
const set = async (id: number, day: string, changes: Record<string, unknown>, by = admin) =>
  setActionItem(by, await content(id, changes), at(day));
const retire = async (id: number, day: string, by = admin) => {
  const { version } = await content(id);
  const input = retireActionItemInput.parse({ actionItemId: id, version, reason: "已并入第 2 条" });
  return retireActionItem(by, input, at(day));
};
const ofNotice = () => db().actionItem.findFirstOrThrow({ where: { pointId, origin: "DOCUMENT" } });

describe("an action item", () => {
  test("that is added stands from its day, last, for the units named", async () => {
    const before = await texts("2024-06-09");
    const id = await add("8月底前选派第二批教师", "2024-06-10", {
      dueOn: "2024-08-31",
      unitIds: [String(unitId)],
    });
    expect(await texts("2024-06-09")).toEqual(before);
    expect((await shown("2024-06-10")).at(-1)).toMatchObject({
      text: "8月底前选派第二批教师",
      added: true,
      original: null,
      dueOn: "2024-08-31",
      units: [UNIT],
      settled: null,
    });
    const own = await askedOf(staff, UNIT, "2024-06-10");
    expect(own.find((each) => each.id === id)).toMatchObject({ dueOn: "2024-08-31" });
    const theirs = await askedOf(other, "临沂市教育局", "2024-06-10");
    expect(theirs.map((each) => each.id)).not.toContain(id);
    const entry = await db().auditEntry.findFirstOrThrow({ orderBy: { sequence: "desc" } });
    expect(entry.action).toBe("action-item.add");
  });

  test("of the notice is reworded from a day on: what was ticked stays, the published words stay in sight", async () => {
    const { id, text, position } = await ofNotice();
    const updateId = await submit(staff, share, "2024-06-12", { actions: { [id]: "2024-06-11" } });
    await approve(reviewer, updateId, "2024-06-13");
    await set(id, "2024-06-20", { text: "选派 20 名骨干教师到对方学校任教" });
    const on = async (day: string) => (await shown(day)).find((each) => each.position === position);
    expect(await on("2024-06-19")).toMatchObject({ text, original: null });
    expect(await on("2024-06-20")).toMatchObject({
      text: "选派 20 名骨干教师到对方学校任教",
      original: text,
      done: [{ unitName: UNIT, doneOn: "2024-06-11" }],
    });
    const { timeline } = await getPointRecord(reviewer, pointId, "2024-06-30");
    expect(timeline[0]).toMatchObject({ actions: [{ text }] });
    expect((await listed(id))?.changes).toMatchObject([{ setOn: "2024-06-20", retired: false }]);
  });

  test("that is retired with a reason leaves forms and pages from that day, and can come back", async () => {
    const id = await add("建立联席机制", "2024-06-10");
    await retire(id, "2024-07-01");
    expect(await texts("2024-06-30")).toContain("建立联席机制");
    expect(await texts("2024-07-01")).not.toContain("建立联席机制");
    expect((await askedOf(staff, UNIT, "2024-07-01")).map((each) => each.id)).not.toContain(id);
    expect(await listed(id)).toMatchObject({
      retired: true,
      changes: [{ reason: "已并入第 2 条", setOn: "2024-07-01" }, { setOn: "2024-06-10" }],
    });
    expect(await refusalOf(retire(id, "2024-07-02"))).toBe("STALE");
    await set(id, "2024-07-03", {});
    expect(await texts("2024-07-03")).toContain("建立联席机制");
    const entry = await db().auditEntry.findFirstOrThrow({ orderBy: { sequence: "desc" } });
    expect(entry.action).toBe("action-item.restore");
  });

  test("two added at once get a place each", async () => {
    const ends = await race([add("甲", "2024-06-11"), add("乙", "2024-06-11")]);
    expect(ends).toEqual([undefined, undefined]);
  });
});

describe("refused is", () => {
  test("whoever is no administrator", async () => {
    const { id } = await ofNotice();
    for (const actor of [reviewer, staff]) {
      expect(await refusalOf(add("丙", "2024-06-11", {}, actor))).toBe("NOT_FOUND");
      expect(await refusalOf(set(id, "2024-06-21", { text: "改" }, actor))).toBe("NOT_FOUND");
      expect(await refusalOf(retire(id, "2024-06-21", actor))).toBe("NOT_FOUND");
      expect(await refusalOf(listActionItems(actor, pointId, "2024-06-21"))).toBe("NOT_FOUND");
    }
  });

  test("what a meeting settled, which is the meeting's", async () => {
    const meeting = await db().meeting.create({
      data: {
        ...{ planId: admin.plan?.id ?? 0, title: "会议", place: "", attendance: "" },
        ...{
          heldOn: new Date("2024-06-18"),
          openedById: reviewer.accountId,
          openedAt: at("2024-06-18"),
        },
      },
    });
    const { id } = await db().actionItem.create({
      data: {
        ...{ pointId, position: 90, text: "会上定的", origin: "MEETING", meetingId: meeting.id },
        ...{ addedOn: new Date("2024-06-18"), dueOn: new Date("2024-08-01") },
      },
    });
    await expect(set(id, "2024-06-21", { text: "改" })).rejects.toThrow("联席会议议定");
    expect(await refusalOf(retire(id, "2024-06-21"))).toBe("INVALID");
  });

  test("a page that has not seen the newest, and the slower of two", async () => {
    const id = await add("丁", "2024-06-11");
    const seen = await content(id, { text: "丁一" });
    await setActionItem(admin, seen, at("2024-06-12"));
    expect(await refusalOf(setActionItem(admin, seen, at("2024-06-12")))).toBe("STALE");
    const next = await content(id, { text: "丁二" });
    const late = retireActionItemInput.parse({ ...next, reason: "不做了" });
    const ends = await race([
      setActionItem(admin, next, at("2024-06-13")),
      retireActionItem(admin, late, at("2024-06-13")),
    ]);
    expect(ends.sort()).toEqual(["STALE", undefined]);
  });

  test("no words, no reason, a day outside the point's time, a unit that is not of the point, no change", async () => {
    expect(addActionItemInput.safeParse({ pointId, text: " ", unitIds: [] }).success).toBe(false);
    const bare = { actionItemId: 1, version: 0, reason: "" };
    expect(retireActionItemInput.safeParse(bare).success).toBe(false);
    const id = await add("戊", "2024-06-11");
    await expect(set(id, "2024-06-12", { dueOn: "2025-06-30" })).rejects.toMatchObject({
      fields: { dueOn: expect.stringContaining("2024-12-31") },
    });
    const stranger = await db().unit.findFirstOrThrow({
      where: { assignments: { none: { pointId } }, kind: "GOVERNMENT" },
    });
    await expect(set(id, "2024-06-12", { unitIds: [String(stranger.id)] })).rejects.toMatchObject({
      fields: { unitIds: expect.stringContaining("不承担") },
    });
    await expect(set(id, "2024-06-12", {})).rejects.toThrow("没有变化");
  });

  test("an administrator who works on another plan", async () => {
    const id = await add("己", "2024-06-11");
    const notice = `${HEAD}一、任务\n1. 建校。新建一所学校。（责任单位：市教育局）`;
    await importNotice(SYSTEM_ACTOR, readNotice(notice), directory, at("2025-03-06"));
    const elsewhere = await hire("elsewhere", "ADMIN");
    expect(await refusalOf(set(id, "2025-03-06", { text: "改" }, elsewhere))).toBe("STALE");
    expect(await listActionItems(elsewhere, pointId, "2025-03-06")).toEqual([]);
  });
});

test("what an administrator added and decided is never changed and never removed, whoever writes", async () => {
  const run = (sql: string) => db().$executeRawUnsafe(sql);
  for (const table of ["action_item_versions", "item_units"]) {
    await expect(run(`DELETE FROM ${table}`)).rejects.toThrow("immutable");
    await expect(run(`TRUNCATE ${table} CASCADE`)).rejects.toThrow("immutable");
  }
  await expect(run("UPDATE action_item_versions SET text = 'x'")).rejects.toThrow("immutable");
  const added = "added_by_id IS NOT NULL";
  await expect(run(`UPDATE action_items SET text = 'x' WHERE ${added}`)).rejects.toThrow(
    "immutable",
  );
  await expect(run(`DELETE FROM action_items WHERE ${added}`)).rejects.toThrow("immutable");
});

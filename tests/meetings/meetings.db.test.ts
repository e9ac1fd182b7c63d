import { beforeAll, describe, expect, test } from "vitest";
import { getBoard } from "@/lib/dashboards/queries";
import {
  addResolution,
  cancelMeeting,
  closeMeeting,
  openMeeting,
  takeBackResolution,
} from "@/lib/meetings/commands";
import { getMeeting, listMeetings } from "@/lib/meetings/queries";
import { addResolutionInput, openMeetingInput } from "@/lib/meetings/schema";
import { listMessages } from "@/lib/notifications/queries";
import { db } from "@/lib/platform/db";
import type { Actor } from "@/lib/policy";
import { getPointRecord } from "@/lib/progress/point-record";
import { getReportForm } from "@/lib/progress/queries";
import { withDatabase } from "../support/database";
import { actorNamed, assignmentOf, at, hire, unitNamed } from "../support/people";
import { approve, race, refusalOf, submit } from "../support/reports";

withDatabase({ template: "plan" });

const UNIT = "济南市教育局";
const DAY = "2024-07-18";
let staff: Actor;
let reviewer: Actor;
let leader: Actor;
let point: { id: number; number: number };
let unitId: number;

beforeAll(async () => {
  await hire("staff", "STAFF", { unit: UNIT });
  await hire("reviewer", "REVIEWER");
  await hire("leader", "LEADER", { city: "临沂市" });
  staff = await actorNamed("staff");
  reviewer = await actorNamed("reviewer");
  leader = await actorNamed("leader");
  point = await db().workPoint.findFirstOrThrow({ where: { number: 20 } });
  unitId = (await unitNamed(UNIT)).id;
});

const open = (actor: Actor, day = DAY) =>
  openMeeting(
    actor,
    openMeetingInput.parse({ title: "第一次联席会议", heldOn: day, place: "济南", attendance: "" }),
    at(day),
  );
const settle = (meetingId: number, blocks: Record<string, unknown> = {}, day = DAY) =>
  addResolution(
    reviewer,
    addResolutionInput.parse({
      meetingId,
      pointId: point.id,
      text: "9月底前完成第二批教师互派",
      unitIds: [unitId],
      dueOn: "2024-09-30",
      ...blocks,
    }),
    at(day),
  );

describe("a 联席会议", () => {
  test("is opened by reviewers and leaders, one at a time, never for a day to come", async () => {
    expect(await refusalOf(open(staff))).toBe("NOT_FOUND");
    const later = openMeetingInput.parse({
      title: "第一次联席会议",
      heldOn: "2024-07-19",
      place: "",
      attendance: "",
    });
    expect(await refusalOf(openMeeting(leader, later, at(DAY)))).toBe("INVALID");
    const both = await race([open(leader), open(reviewer)]);
    expect(both.filter((end) => end === undefined)).toHaveLength(1);
    const meetings = await listMeetings(staff);
    expect(meetings).toMatchObject([{ title: "第一次联席会议", open: true, resolutions: 0 }]);
  });

  test("what it settles becomes an action item of its point from that day on, for its units alone", async () => {
    const [{ id } = { id: 0 }] = await listMeetings(reviewer);
    const before = await getPointRecord(staff, point.id, DAY);
    const { actionItemId } = await settle(id);
    const after = await getPointRecord(staff, point.id, DAY);
    expect(after.actionItems).toHaveLength(before.actionItems.length + 1);
    expect(after.actionItems.at(-1)).toMatchObject({
      text: "9月底前完成第二批教师互派",
      // Both cities have an office of this kind: its whole name.
      settled: { meeting: "第一次联席会议", dueOn: "2024-09-30", units: [UNIT] },
    });
    expect((await getPointRecord(staff, point.id, "2024-07-17")).actionItems).toEqual(
      before.actionItems,
    );
    const own = await getReportForm(staff, await assignmentOf(UNIT, 20), undefined, DAY);
    expect(own.actionItems.map((item) => item.id)).toContain(actionItemId);
    await hire("other", "STAFF", { unit: "临沂市教育局" });
    const other = await actorNamed("other");
    const foreign = await getReportForm(
      other,
      await assignmentOf("临沂市教育局", 20),
      undefined,
      DAY,
    );
    expect(foreign.actionItems.map((item) => item.id)).not.toContain(actionItemId);
  });

  test("several typed at the same moment each get a place of their own", async () => {
    const [{ id } = { id: 0 }] = await listMeetings(reviewer);
    const ends = await race([1, 2, 3].map((n) => settle(id, { text: `同时记下的事项${n}` })));
    expect(ends).toEqual([undefined, undefined, undefined]);
    expect((await getMeeting(leader, id)).resolutions).toHaveLength(4);
  });

  test("takes an item back while it is open, and a past day still shows what stood then", async () => {
    const [{ id } = { id: 0 }] = await listMeetings(reviewer);
    const wrong = (await getMeeting(leader, id)).resolutions.at(-1);
    if (!wrong) throw new Error("nothing was settled");
    const input = { actionItemId: wrong.id };
    expect(await refusalOf(takeBackResolution(staff, input, at(DAY)))).toBe("NOT_FOUND");
    const ends = await race([
      takeBackResolution(reviewer, input, at("2024-07-19")),
      takeBackResolution(leader, input, at("2024-07-19")),
    ]);
    expect(ends.filter((end) => end === undefined)).toHaveLength(1);
    expect(ends).toContain("STALE");
    const texts = async (day: string) =>
      (await getPointRecord(staff, point.id, day)).actionItems.map((item) => item.text);
    expect(await texts(DAY)).toContain(wrong.text);
    expect(await texts("2024-07-19")).not.toContain(wrong.text);
  });

  test("refuses another plan's point, a unit without the duty, and a day before the meeting", async () => {
    const [{ id } = { id: 0 }] = await listMeetings(reviewer);
    const stranger = (await unitNamed("济南市水务局")).id;
    expect(await refusalOf(settle(id, { unitIds: [stranger] }))).toBe("INVALID");
    expect(await refusalOf(settle(id, { dueOn: "2024-07-17" }))).toBe("INVALID");
    expect(await refusalOf(settle(id, { pointId: 999_999 }))).toBe("NOT_FOUND");
  });

  test("counts an item as carried out once every unit's report of it is approved", async () => {
    const [{ id } = { id: 0 }] = await listMeetings(reviewer);
    const [first] = (await getMeeting(leader, id)).resolutions;
    if (!first) throw new Error("nothing was settled");
    const assignmentId = await assignmentOf(UNIT, 20);
    const updateId = await submit(staff, assignmentId, "2024-07-22", {
      actions: { [first.id]: "2024-07-21" },
    });
    expect((await getMeeting(leader, id)).resolutions[0]?.units[0]?.doneOn).toBeNull();
    await approve(reviewer, updateId, "2024-07-23");
    expect((await getMeeting(leader, id)).resolutions[0]?.units[0]?.doneOn).toBe("2024-07-21");
    expect(await listMeetings(leader)).toMatchObject([{ done: 1 }]);
    const input = { actionItemId: first.id };
    expect(await refusalOf(takeBackResolution(reviewer, input, at("2024-07-24")))).toBe("STALE");
  });

  test("tells every unit what it has to do when it ends, and then nothing changes", async () => {
    const [{ id } = { id: 0 }] = await listMeetings(reviewer);
    const ends = await race([
      closeMeeting(reviewer, { meetingId: id }, at("2024-07-24")),
      closeMeeting(leader, { meetingId: id }, at("2024-07-24")),
    ]);
    expect(ends.filter((end) => end === undefined)).toHaveLength(1);
    const { messages } = await listMessages(staff, {});
    expect(messages.filter(({ kind }) => kind === "RESOLVED").map(({ text }) => text)).toContain(
      "联席会议议定（第 20 项）：9月底前完成第二批教师互派，9月30日前完成",
    );
    expect(await refusalOf(settle(id, {}, "2024-07-24"))).toBe("STALE");
    const change = (sql: string) => db().$executeRawUnsafe(sql);
    await expect(change(`UPDATE meetings SET closed_at = NULL WHERE id = ${id}`)).rejects.toThrow(
      /may only be closed/,
    );
    await expect(
      change(`UPDATE action_items SET text = '改' WHERE meeting_id = ${id}`),
    ).rejects.toThrow(/taken back/);
    await expect(change("DELETE FROM action_item_units")).rejects.toThrow(/immutable/);
    expect(await open(reviewer, "2024-07-25")).toMatchObject({ meetingId: expect.any(Number) });
  });

  test("opened by mistake is cancelled as long as it settled nothing, and the day before still shows it", async () => {
    const id = (await listMeetings(reviewer)).find((meeting) => meeting.open)?.id ?? 0;
    const input = { meetingId: id };
    const cancel = (actor: Actor) => cancelMeeting(actor, input, at("2024-07-26"));
    expect(await refusalOf(cancel(staff))).toBe("NOT_FOUND");
    const { actionItemId } = await settle(id, {}, "2024-07-25");
    expect(await refusalOf(cancel(reviewer))).toBe("STALE");
    const force = `UPDATE meetings SET cancelled = true, closed_at = now(), closed_by_id = opened_by_id WHERE id = ${id}`;
    await expect(db().$executeRawUnsafe(force)).rejects.toThrow(/may not be cancelled/);
    await takeBackResolution(reviewer, { actionItemId }, at("2024-07-25"));
    // One writes something down while another cancels: only one of them comes through.
    const ends = await race([cancel(reviewer), cancel(leader), settle(id, {}, "2024-07-26")]);
    expect(ends.filter((end) => end === undefined)).toHaveLength(1);
    for (const { id: left } of (await getMeeting(leader, id).catch(() => null))?.resolutions ??
      []) {
      await takeBackResolution(reviewer, { actionItemId: left }, at("2024-07-26"));
      await cancel(reviewer);
    }
    expect((await listMeetings(leader)).map((meeting) => meeting.id)).not.toContain(id);
    expect(await refusalOf(getMeeting(leader, id))).toBe("NOT_FOUND");
    expect(await refusalOf(settle(id, {}, "2024-07-27"))).toBe("STALE");
    expect(await refusalOf(cancel(reviewer))).toBe("STALE");
    const held = async (day: string) =>
      (await getBoard(leader, day)).meetings.map((each) => each.id);
    expect(await held("2024-07-25")).toContain(id);
    expect(await held("2024-07-26")).not.toContain(id);
    const entry = await db().auditEntry.findFirst({ where: { action: "meeting.cancel" } });
    expect(entry).toMatchObject({ subject: `meeting:${id}`, before: { title: "第一次联席会议" } });
  });
});

import { describe, expect, test } from "vitest";
import { toDbDate } from "@/lib/dates";
import { listMessages } from "@/lib/notifications/queries";
import { db } from "@/lib/platform/db";
import type { Actor } from "@/lib/policy";
import { answerReminder, sendReminders } from "@/lib/reminders/commands";
import { listReminders } from "@/lib/reminders/queries";
import { answerReminderInput, sendRemindersInput } from "@/lib/reminders/schema";
import { choice, DAY, remindersOf, SEPTEMBER, UNIT, withNudging } from "../support/nudges";
import { actorNamed, assignmentOf, at, hire } from "../support/people";
import { handIn } from "../support/reported";
import { race, refusalOf } from "../support/reports";

const office = withNudging();
const NOW = at(DAY);

// As the next request would find the person, with the plan as it now stands.
const send = async (
  { name }: Actor,
  reports: string[],
  text = "请{单位}报送第{序号}项{月份}进展。{别的}",
) => sendReminders(await actorNamed(name), sendRemindersInput.parse({ reports, text }), NOW);
const answer = (actor: Actor, reminderId: number, text: string) =>
  answerReminder(actor, answerReminderInput.parse({ reminderId, answer: text }), at("2024-09-28"));
const messagesOf = async (actor: Actor) => (await listMessages(actor)).messages;
describe("a nudge", () => {
  test("is recorded, told to the unit in its own words, and counted", async () => {
    const [point = 0] = office.points;
    expect(await send(office.reviewer, [await choice(UNIT, point)])).toEqual({ sent: 1, left: 0 });
    const [first] = await remindersOf(UNIT, point);
    expect(first).toMatchObject({
      text: `请${UNIT}报送第${point}项9月进展。{别的}`,
      sentById: office.reviewer.accountId,
      sentOn: toDbDate(DAY),
    });
    expect(await messagesOf(office.staff)).toMatchObject([
      { kind: "NUDGED", text: first?.text, path: `/reminders?only=${first?.id}`, readAt: null },
    ]);
    await send(office.reviewer, [await choice(UNIT, point, 1)]);
    expect((await messagesOf(office.staff))[0]?.text).toContain("（第 2 次催办）");
    const { reminders } = await listReminders(office.reviewer);
    expect(reminders.map(({ ordinal, times }) => [ordinal, times])).toEqual([
      [2, 2],
      [1, 2],
    ]);
    expect(reminders[0]).toMatchObject({
      unitName: UNIT,
      month: SEPTEMBER,
      sentBy: "济南 · REVIEWER",
    });
    const entry = await db().auditEntry.findFirst({
      where: { action: "reminder.send" },
      orderBy: { sequence: "desc" },
    });
    expect(entry?.after).toMatchObject({ units: [UNIT] });
  });

  test("goes to the 经办人 alone where there is one", async () => {
    const [, point = 0] = office.points;
    const colleague = await hire("colleague", "STAFF", { unit: UNIT });
    await db().assignment.update({
      where: { id: await assignmentOf(UNIT, point) },
      data: { handlerId: colleague.accountId },
    });
    const before = (await messagesOf(office.staff)).length;
    await send(office.reviewer, [await choice(UNIT, point)]);
    expect(await messagesOf(colleague)).toHaveLength(1);
    expect(await messagesOf(office.staff)).toHaveLength(before);
  });

  test("sent twice by a double press, or by two people at once, is one nudge", async () => {
    const point = office.points.at(-1) ?? 0;
    const reports = [await choice(UNIT, point)];
    const ends = await race([
      send(office.reviewer, reports),
      send(office.reviewer, reports),
      send(office.leader, reports),
    ]);
    expect(ends.filter((end) => end === undefined)).toHaveLength(1);
    expect(ends.filter((end) => end === "STALE")).toHaveLength(2);
    expect(await remindersOf(UNIT, point)).toHaveLength(1);
  });

  test("leaves out what was handed in since the page was drawn, and repeats nothing that is named twice", async () => {
    const [a = 0, b = 0] = office.points;
    await handIn(await assignmentOf("临沂市教育局", a), SEPTEMBER, "2024-09-26");
    const gone = await choice("临沂市教育局", a);
    const owed = await choice("临沂市教育局", b);
    expect(await send(office.leader, [gone, owed, owed])).toEqual({ sent: 1, left: 1 });
    expect(await remindersOf("临沂市教育局", a)).toEqual([]);
    expect(await remindersOf("临沂市教育局", b)).toHaveLength(1);
    expect(await refusalOf(send(office.leader, [gone]))).toBe("STALE");
  });

  test("for a report that was returned is sent; for a locked or a coming period it is not", async () => {
    const point = office.points[2] ?? office.points[0] ?? 0;
    const id = await assignmentOf(UNIT, point);
    await handIn(id, "2024-08-01", "2024-08-26", "RETURNED");
    expect(await send(office.reviewer, [await choice(UNIT, point, 0, "2024-08-01")])).toMatchObject(
      {
        sent: 1,
      },
    );
    await db().$executeRaw`UPDATE periods SET locked_on = '2024-09-01' WHERE month = '2024-06-01'`;
    await db().$executeRaw`UPDATE plans SET revision = revision + 1`;
    expect(
      await refusalOf(send(office.reviewer, [await choice(UNIT, point, 0, "2024-06-01")])),
    ).toBe("STALE");
    expect(
      await refusalOf(send(office.reviewer, [await choice(UNIT, point, 0, "2024-11-01")])),
    ).toBe("STALE");
  });

  test("is no business of another city's reviewer, of staff, or of an admin; one of many is enough to refuse all", async () => {
    const [point = 0] = office.points;
    const admin = await hire("admin", "ADMIN");
    const own = await choice("临沂市教育局", office.points.at(-1) ?? 0);
    const foreign = await choice(UNIT, point, 2);
    const count = await db().reminder.count();
    for (const actor of [office.linyiReviewer, office.staff, office.other, admin]) {
      expect(await refusalOf(send(actor, [own, foreign]))).toBe("NOT_FOUND");
    }
    expect(await refusalOf(send(office.leader, ["999999.2024-09-01"]))).toBe("NOT_FOUND");
    expect(await db().reminder.count()).toBe(count);
  });

  test("is never changed or deleted afterwards", async () => {
    await expect(db().$executeRaw`UPDATE reminders SET text = '别的'`).rejects.toThrow(/answered/);
    await expect(db().$executeRaw`DELETE FROM reminders`).rejects.toThrow(/answered/);
  });
});

describe("its answer", () => {
  test("is given once, in place, by the unit alone, and told to who sent it", async () => {
    const [point = 0] = office.points;
    const reminder = (await remindersOf(UNIT, point))[0];
    const id = reminder?.id ?? 0;
    for (const actor of [office.other, office.reviewer, office.leader]) {
      expect(await refusalOf(answer(actor, id, "代答"))).toBe("NOT_FOUND");
    }
    expect(await refusalOf(answer(office.staff, 999_999, "无此催办"))).toBe("NOT_FOUND");
    const colleague = await actorNamed("colleague");
    const ends = await race([
      answer(office.staff, id, "30日前报送。"),
      answer(colleague, id, "下周报送。"),
    ]);
    expect(ends.sort()).toEqual(["STALE", undefined]);
    const answered = (await listReminders(office.staff)).reminders.find((row) => row.id === id);
    expect(answered?.answer).toMatch(/报送。$/);
    expect(answered?.answeredBy).toBe("STAFF");
    const [told, ...rest] = (await messagesOf(office.reviewer)).filter(
      ({ kind }) => kind === "ANSWERED",
    );
    expect(told?.text).toBe(`${UNIT}答复第 ${point} 项的催办：${answered?.answer}`);
    expect(rest).toEqual([]);
    expect(await messagesOf(office.leader)).toEqual([]);
  });

  test.each(["", "  \n ", "字".repeat(501), "答\u0000复"])("%j is no answer", (text) => {
    expect(answerReminderInput.safeParse({ reminderId: 1, answer: text }).success).toBe(false);
  });
});

test.each([
  [{ reports: [], text: "请报送" }, "reports"],
  [{ reports: ["x"], text: "请报送" }, "reports"],
  [{ reports: ["1.2024-13-01"], text: "请报送" }, "reports"],
  [{ reports: ["1.2024-09-01"], text: " " }, "text"],
  [{ reports: ["1.2024-09-01"], text: "字".repeat(301) }, "text"],
])("a form of %j is refused", (input, field) => {
  const issues = sendRemindersInput.safeParse(input).error?.issues ?? [];
  expect(issues.map(({ path }) => path[0])).toContain(field);
});

import { beforeAll, describe, expect, test } from "vitest";
import { toDbDate } from "@/lib/dates";
import { db } from "@/lib/platform/db";
import type { Actor } from "@/lib/policy";
import { sendReminders } from "@/lib/reminders/commands";
import { getNudgeDesk } from "@/lib/reminders/queries";
import { nudgePageInput, sendRemindersInput } from "@/lib/reminders/schema";
import { choice, DAY, remindersOf, UNIT, withNudging } from "../support/nudges";
import { endPause, startPause } from "../support/pauses";
import { actorNamed, at, hire } from "../support/people";
import { refusalOf } from "../support/reports";
import { statementsOf } from "../support/statements";

const office = withNudging();
let admin: Actor;

beforeAll(async () => {
  admin = await hire("admin", "ADMIN");
});

// As the next request would find the person, with the plan as it now stands.
const send = async ({ name }: Actor, reports: string[]) =>
  sendReminders(
    await actorNamed(name),
    sendRemindersInput.parse({ reports, text: "请{单位}报送第{序号}项。" }),
    at(DAY),
  );
/** The page as a person opens it now. */
const listed = async (report: string) => {
  const desk = await getNudgeDesk(
    await actorNamed(office.reviewer.name),
    nudgePageInput.parse({}),
    DAY,
  );
  return desk.targets.some(
    ({ assignmentId, period }) => report === `${assignmentId}.${period.month}.0`,
  );
};

describe("what nobody owes is not nudged for, whatever the page sends:", () => {
  test("a paused point; once it is resumed it is again", async () => {
    const [number = 0, other = 0] = office.points;
    const { id: pointId } = await db().workPoint.findFirstOrThrow({ where: { number } });
    const report = await choice(UNIT, number);
    expect(await listed(report)).toBe(true);
    const paused = { pointId, reason: "上级调整", basis: "会议纪要〔2024〕3号" };
    await startPause(admin, paused, at("2024-09-26"));
    expect(await listed(report)).toBe(false);
    await expect(send(office.reviewer, [report])).rejects.toMatchObject({
      code: "STALE",
      message: expect.stringContaining("暂停"),
    });
    expect(await send(office.reviewer, [report, await choice(UNIT, other)])).toEqual({
      sent: 1,
      left: 1,
    });
    expect(await remindersOf(UNIT, number)).toEqual([]);
    const { id: pauseId } = await db().pause.findFirstOrThrow({ where: { pointId } });
    await endPause(admin, { pauseId }, at(DAY, "08:00:00"));
    expect(await listed(report)).toBe(true);
    expect(await send(office.reviewer, [report])).toEqual({ sent: 1, left: 0 });
  });

  test("a month whose reports were due before the unit had the point", async () => {
    const point = office.points.at(-1) ?? 0;
    const august = await choice(UNIT, point, 0, "2024-08-01");
    const assignmentId = Number(august.split(".")[0]);
    // Away from the point since July, and back on the day after August's reports were due.
    const term = await db().assignmentTerm.findFirstOrThrow({ where: { assignmentId } });
    await db().assignmentTerm.update({
      where: { id: term.id },
      data: { endsOn: toDbDate("2024-07-01") },
    });
    const { id: _, ...rest } = term;
    await db().assignmentTerm.create({ data: { ...rest, startsOn: toDbDate("2024-08-26") } });
    await db().$executeRaw`UPDATE plans SET revision = revision + 1`;
    expect(await listed(august)).toBe(false);
    expect(await refusalOf(send(office.reviewer, [august]))).toBe("STALE");
    expect(await send(office.reviewer, [await choice(UNIT, point)])).toEqual({ sent: 1, left: 0 });
  });
});

test("as many as a page may choose take few statements", async () => {
  const leader = await actorNamed(office.leader.name);
  const { targets } = await getNudgeDesk(leader, nudgePageInput.parse({}), DAY);
  const reports = targets
    .filter(({ times }) => times === 0)
    .map(({ assignmentId, period }) => `${assignmentId}.${period.month}.0`);
  const many = reports.slice(0, 400);
  expect(many.length).toBeGreaterThan(300);
  expect((await statementsOf(() => send(office.leader, many))).length).toBeLessThanOrEqual(12);
  expect(await db().reminder.count()).toBeGreaterThanOrEqual(many.length);
});

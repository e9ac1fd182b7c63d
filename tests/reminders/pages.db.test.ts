import { beforeAll, describe, expect, test } from "vitest";
import { forgetBoards } from "@/lib/dashboards/board-cache";
import { db } from "@/lib/platform/db";
import type { Actor } from "@/lib/policy";
import { sendReminders } from "@/lib/reminders/commands";
import { getNudgeDesk, listReminders } from "@/lib/reminders/queries";
import { nudgePageInput, sendRemindersInput } from "@/lib/reminders/schema";
import { choice, DAY, remindersOf, SEPTEMBER, UNIT, withNudging } from "../support/nudges";
import { assignmentOf, at, hire } from "../support/people";
import { handIn } from "../support/reported";
import { refusalOf } from "../support/reports";
import { statementsOf } from "../support/statements";

const office = withNudging();

beforeAll(async () => {
  await hire("colleague", "STAFF", { unit: UNIT });
  const [first = 0, second = 0] = office.points;
  for (const seen of [0, 1]) await nudge(UNIT, first, seen);
  await nudge("临沂市教育局", first, 0);
  await handIn(await assignmentOf(UNIT, second), "2024-08-01", "2024-08-26", "RETURNED");
});

async function nudge(unit: string, point: number, seen: number) {
  const reports = [await choice(unit, point, seen)];
  const input = sendRemindersInput.parse({ reports, text: "请报送。" });
  await sendReminders(office.leader, input, at(DAY));
}

describe("the pages", () => {
  test("each sees its own: a unit its nudges, a city's reviewer that city's, a leader both", async () => {
    const units = async (actor: Actor) =>
      new Set((await listReminders(actor)).reminders.map(({ unitName }) => unitName));
    expect(await units(office.staff)).toEqual(new Set([UNIT]));
    expect(await units(office.other)).toEqual(new Set(["临沂市教育局"]));
    expect(await units(office.reviewer)).toEqual(new Set([UNIT]));
    expect(await units(office.linyiReviewer)).toEqual(new Set(["临沂市教育局"]));
    expect(await units(office.leader)).toEqual(new Set([UNIT, "临沂市教育局"]));
    expect(await refusalOf(listReminders(await hire("admin", "ADMIN")))).toBe("NOT_FOUND");
    // Who deals with other plans only reads nothing of this one.
    expect(await units({ ...office.leader, planIds: [0] })).toEqual(new Set());
    const foreign = (await remindersOf(UNIT, office.points[0] ?? 0))[0]?.id;
    expect((await listReminders(office.other, { only: foreign })).reminders).toEqual([]);
    for (const { answer: given } of (await listReminders(office.leader, { open: true }))
      .reminders) {
      expect(given).toBeNull();
    }
    const page = await listReminders(office.leader, {}, 2);
    expect(page.reminders).toHaveLength(2);
    const older = await listReminders(office.leader, { before: page.next ?? 0 }, 2);
    expect(older.reminders[0]?.id).toBeLessThan(page.reminders[1]?.id ?? 0);
  });

  test("what may be nudged for is what is owed in one's city, with how often it was", async () => {
    forgetBoards();
    const desk = await getNudgeDesk(office.reviewer, nudgePageInput.parse({}), DAY);
    expect(desk.cities.map(({ name }) => name)).toEqual(["济南市"]);
    expect(new Set(desk.targets.map(({ unit }) => unit.cityId)).size).toBe(1);
    const [point = 0] = office.points;
    const id = await assignmentOf(UNIT, point);
    expect(
      desk.targets.find((row) => row.assignmentId === id && row.period.month === SEPTEMBER),
    ).toMatchObject({ times: 2, lastOn: DAY, state: "OVERDUE" });
    expect(await refusalOf(getNudgeDesk(office.staff, nudgePageInput.parse({}), DAY))).toBe(
      "NOT_FOUND",
    );
  });

  test("one report's link, the chosen city and the chosen state narrow it; recipients are named", async () => {
    const [point = 0] = office.points;
    const assignment = String(await assignmentOf(UNIT, point));
    const one = await getNudgeDesk(
      office.leader,
      nudgePageInput.parse({ assignment, month: SEPTEMBER }),
      DAY,
    );
    expect(one.targets.map(({ unit, period }) => [unit.name, period.month])).toEqual([
      [UNIT, SEPTEMBER],
    ]);
    const returned = await getNudgeDesk(
      office.leader,
      nudgePageInput.parse({ state: "RETURNED" }),
      DAY,
    );
    expect(returned.targets).toHaveLength(1);
    const report = `${assignment}.${SEPTEMBER}`;
    const nobodys = `${await assignmentOf("济南市财政局", await pointOf("济南市财政局"))}.${SEPTEMBER}`;
    const desk = await getNudgeDesk(
      office.leader,
      nudgePageInput.parse({ report: [report, nobodys] }),
      DAY,
    );
    const names = new Map(desk.chosen.map(({ unit, recipients }) => [unit.name, recipients]));
    expect(names.get(UNIT)).toEqual(["STAFF（staff）", "STAFF（colleague）"]);
    expect(names.get("济南市财政局")).toEqual([]);
    const foreign = await getNudgeDesk(office.linyiReviewer, nudgePageInput.parse({ report }), DAY);
    expect(foreign.chosen).toEqual([]);
  });

  test("take at most three statements", async () => {
    forgetBoards();
    const page = () => getNudgeDesk(office.leader, nudgePageInput.parse({}), DAY);
    expect((await statementsOf(page)).length).toBeLessThanOrEqual(3);
    expect((await statementsOf(() => listReminders(office.leader))).length).toBe(1);
  });
});

async function pointOf(unit: string): Promise<number> {
  const { point } = await db().assignment.findFirstOrThrow({
    where: { unit: { name: unit } },
    include: { point: true },
  });
  return point.number;
}

import { beforeAll, describe, expect, test } from "vitest";
import { decideAdjustment, proposeAdjustment } from "@/lib/adjustments/commands";
import { decideAdjustmentInput, proposeAdjustmentInput } from "@/lib/adjustments/schema";
import { getCalendarText } from "@/lib/calendar-feeds/queries";
import type { Board } from "@/lib/dashboards/board";
import { getDueMonth } from "@/lib/dashboards/due";
import { getHeatmap } from "@/lib/dashboards/heat";
import {
  getBoard,
  getChapterDashboard,
  getOverview,
  getUnitDashboard,
  listReportRows,
} from "@/lib/dashboards/queries";
import { askedReports, STATES_OF, WORST_FIRST } from "@/lib/dashboards/reporting";
import { robotSummary } from "@/lib/digests/digest";
import { getBadges, listMyReports } from "@/lib/inbox/queries";
import { lockPeriod } from "@/lib/periods/commands";
import { db } from "@/lib/platform/db";
import { type Actor, may } from "@/lib/policy";
import { owedReports } from "@/lib/reminders/owed";
import { getNudgeDesk } from "@/lib/reminders/queries";
import { nudgePageInput } from "@/lib/reminders/schema";
import { listBuiltInViews } from "@/lib/views/built-in";
import { openApi, pagesOf } from "../support/api";
import { withDatabase } from "../support/database";
import { readCalendar } from "../support/icalendar";
import { endPause, startPause } from "../support/pauses";
import { actorNamed, at } from "../support/people";

withDatabase({ template: "demonstration" });

// Two days after September's reports were due.
const DAY = "2024-09-27";
let leader: Actor;
let reviewer: Actor;
let board: Board;

/** Numbers of the points with reports outstanding on the day. */
async function outstanding(): Promise<number[]> {
  const owed = owedReports(await getBoard(await actorNamed("leader"), DAY));
  return [...new Set(owed.map(({ point }) => point.number))];
}

const pointId = async (number: number) =>
  (await db().workPoint.findFirstOrThrow({ where: { number } })).id;

/** Of points with reports outstanding one is paused, one was, one is cancelled; June and July are locked. */
beforeAll(async () => {
  const admin = await actorNamed("admin");
  const office = await actorNamed("reviewer");
  const [paused = 0, was = 0, cancelled = 0] = await outstanding();
  expect(cancelled).toBeGreaterThan(0);
  const why = { reason: "上级规划调整", basis: "会议纪要〔2024〕3号" };
  await startPause(admin, { pointId: await pointId(paused), ...why }, at("2024-09-23"));
  const over = { pointId: await pointId(was), ...why };
  await startPause(admin, over, at("2024-09-23"));
  const { id } = await db().pause.findFirstOrThrow({ where: { pointId: over.pointId } });
  await endPause(admin, { pauseId: id }, at("2024-09-26"));
  const cancel = { pointId: await pointId(cancelled), kind: "CANCEL", ...why };
  const { adjustmentId } = await proposeAdjustment(
    office,
    proposeAdjustmentInput.parse(cancel),
    at("2024-09-24"),
  );
  const decision = { adjustmentId, decision: "APPROVED", opinion: "同意" };
  await decideAdjustment(
    admin,
    decideAdjustmentInput.parse(decision),
    at("2024-09-24", "11:00:00"),
  );
  for (const month of ["2024-06-01", "2024-07-01"]) {
    const period = await db().period.findFirstOrThrow({ where: { month: new Date(month) } });
    await lockPeriod(admin, { periodId: period.id }, at("2024-09-24", "12:00:00"));
  }
  [leader, reviewer] = [await actorNamed("leader"), await actorNamed("reviewer")];
  board = await getBoard(leader, DAY);
});

const sumOf = <T>(rows: T[], pick: (row: T) => number) =>
  rows.reduce((sum, row) => sum + pick(row), 0);
const asked = () => askedReports(board);
const now = () => asked().filter(({ period }) => period === board.period);
const begun = () => board.periods.filter(({ month }) => month <= DAY);
const isIn = ({ state }: { state: string }) => STATES_OF.REPORTED.some((each) => each === state);

describe("on a day with points paused, cancelled, resumed and closed, and months locked", () => {
  test("there is something of each kind, so that agreeing means something", () => {
    const halts = board.points.map(({ halted }) => halted);
    expect(halts).toContain("PAUSED");
    expect(halts).toContain("CANCELLED");
    expect(board.points.some(({ sides }) => sides.some(({ closureId }) => closureId))).toBe(true);
    const states = new Set(asked().map(({ state }) => state));
    expect(states).toContain("OVERDUE");
    expect(states).toContain("MISSED");
    const shares = board.points.flatMap(({ units }) =>
      units.filter(({ group }) => group === "NONE"),
    );
    expect(now().length).toBeLessThan(shares.length);
  });

  test("overview, chapters, the unit's pages and the lists count alike", async () => {
    const { reporting } = await getOverview(leader, DAY);
    expect(reporting?.squares).toHaveLength(now().length);
    for (const state of WORST_FIRST) {
      const wanted = now().filter((row) => row.state === state).length;
      expect(reporting?.counts[state]).toBe(wanted);
      expect((await listReportRows(leader, DAY, { state })).rows).toHaveLength(wanted);
      for (const { month } of begun()) {
        const rows = asked().filter((row) => row.period.month === month && row.state === state);
        const list = await listReportRows(leader, DAY, { state, month: month.slice(0, 7) });
        expect(list.rows).toHaveLength(rows.length);
      }
    }
    for (const { number } of board.chapters) {
      const chapter = await getChapterDashboard(leader, number, DAY);
      const own = now().filter(({ point }) => point.chapterNumber === number);
      expect(chapter.reporting?.squares).toHaveLength(own.length);
    }
    const units = new Map(board.assignments.map(({ unit }) => [unit.id, unit]));
    for (const id of units.keys()) {
      const { grid, summary } = await getUnitDashboard(leader, id, DAY);
      const own = asked().filter(({ share }) => share.unit.id === id);
      const cells = grid.flatMap((row) => row.cells.filter((state) => state !== null));
      expect(cells.sort()).toEqual(own.map(({ state }) => state).sort());
      const current = own.filter(({ period }) => period === board.period);
      expect([summary.due, summary.reported]).toEqual([
        current.length,
        current.filter(isIn).length,
      ]);
    }
  });

  test("the heat map of units shows the worst of what is asked of each", async () => {
    const { rows } = await getHeatmap(leader, "unit", DAY);
    for (const { key, cells } of rows) {
      const own = now().filter(({ share }) => share.unit.id === key);
      const worst = WORST_FIRST.find((state) => own.some((row) => row.state === state)) ?? null;
      expect(cells.at(-1)?.reporting ?? null).toBe(worst);
    }
  });

  test("the reminders, 催办 and the group chats chase exactly what is 待报, 逾期 or 被退回", async () => {
    const owed = owedReports(board);
    const desk = await getNudgeDesk(reviewer, nudgePageInput.parse({}), DAY);
    expect(desk.targets).toHaveLength(owed.length);
    for (const state of ["DUE", "OVERDUE", "RETURNED"] as const) {
      const wanted = asked().filter((row) => row.state === state).length;
      expect(owed.filter((each) => each.state === state)).toHaveLength(wanted);
      expect(desk.targets.filter((each) => each.state === state)).toHaveLength(wanted);
    }
    const late = robotSummary(board.cities, owed, [])?.match(/逾期 \d+/g) ?? [];
    expect(sumOf(late, (part) => Number(part.slice(3)))).toBe(
      asked().filter(({ state }) => state === "OVERDUE").length,
    );
  });

  test("我的填报, its count in the menu and the built-in view are what is asked of the person's units", async () => {
    const people = await db().account.findMany({ where: { role: "STAFF", active: true } });
    let owing = 0;
    for (const { name } of people) {
      const person = await actorNamed(name);
      const own = asked().filter(({ share }) =>
        may(person, "draft.write", { unitId: share.unit.id }),
      );
      const owed = owedReports(board).filter(({ unit }) =>
        may(person, "draft.write", { unitId: unit.id }),
      );
      const corrections = own.filter(
        ({ state, cell }) => state === "APPROVED" && cell.state === "RETURNED",
      );
      owing += owed.length;
      const reports = await listMyReports(person, DAY);
      const current = own.filter(({ period }) => period === board.period);
      expect(reports.filter(({ month }) => month === board.period?.month)).toHaveLength(
        current.length,
      );
      expect(reports.filter((report) => report.owed)).toHaveLength(
        owed.length + corrections.length,
      );
      const { toReport } = await getBadges(person, DAY);
      expect(toReport).toBe(owed.length + corrections.length);
      const view = (await listBuiltInViews(person, DAY)).find((each) => each.name === "我的待报");
      expect(view?.count).toBe(toReport);
    }
    expect(owing).toBeGreaterThan(0);
  });

  test("the calendar of what is due and the subscribed ones say the same of every month", async () => {
    const { events } = readCalendar(await getCalendarText(leader, DAY));
    for (const { month } of begun()) {
      const rows = asked().filter((row) => row.period.month === month);
      const { items } = await getDueMonth(leader, month, DAY);
      const period = items.find(({ kind }) => kind === "PERIOD");
      const reported = rows.filter(isIn).length;
      expect(period?.note).toBe(`应报 ${rows.length} 份，已报 ${reported} 份`);
      expect(period?.href({ asOf: DAY })).toBe(`/reporting?month=${month.slice(0, 7)}&asOf=${DAY}`);
      const told = events
        .filter(({ UID }) => UID?.value.startsWith(`period-${month}-`))
        .map(({ DESCRIPTION }) => /^应报(\d+)份，已报(\d+)份$/.exec(DESCRIPTION?.value ?? ""));
      expect(told).toHaveLength(board.cities.length);
      expect(sumOf(told, (each) => Number(each?.[1]))).toBe(rows.length);
      expect(sumOf(told, (each) => Number(each?.[2]))).toBe(reported);
    }
    const person = await actorNamed("ly-jyj");
    const own = asked().filter(({ share }) => person.unitIds.includes(share.unit.id));
    const mine = readCalendar(await getCalendarText(person, DAY)).events.filter(
      ({ UID }) => UID?.value.startsWith("report-") && (UID.value.slice(-16, -6) ?? "") <= DAY,
    );
    expect(mine).toHaveLength(own.length);
    expect(mine.filter(({ SUMMARY }) => SUMMARY?.value.includes("（已报）"))).toHaveLength(
      own.filter(isIn).length,
    );
  });

  test("the read API counts 应报 and 已报 of each unit alike", async () => {
    const ask = await openApi(await actorNamed("admin"));
    const pages = await pagesOf(ask)(
      "/api/v1/plans/{year}/units",
      `/api/v1/plans/2024/units?asOf=${DAY}`,
    );
    const items = pages.flatMap((page) => page.items as { due: number; reported: number }[]);
    expect(sumOf(items, ({ due }) => due)).toBe(now().length);
    expect(sumOf(items, ({ reported }) => reported)).toBe(now().filter(isIn).length);
  });

  test("a point that was paused when September's reports were due owes none of them", () => {
    const points = board.points.filter(
      ({ halted, time }) => !halted && time.pauses.some(({ endsOn }) => endsOn === "2024-09-26"),
    );
    expect(points).toHaveLength(1);
    const owed = owedReports(board).filter(({ point }) => point.number === points[0]?.number);
    expect(owed.filter(({ period }) => period.month === "2024-09-01")).toEqual([]);
  });
});

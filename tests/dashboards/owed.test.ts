import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Board, buildBoard, type Point } from "@/lib/dashboards/board";
import {
  askedReports,
  type CellState,
  isOwed,
  reportingGrid,
  reportingOf,
  reportRows,
  stateNow,
  unitGrid,
  WORST_FIRST,
} from "@/lib/dashboards/reporting";
import { pointRows } from "@/lib/dashboards/rows";
import type { UnitShare } from "@/lib/dashboards/shares";
import type { Snapshot } from "@/lib/dashboards/snapshot";
import { unitSummaries } from "@/lib/dashboards/unit-summaries";
import { robotSummary } from "@/lib/digests/digest";
import { owedReports } from "@/lib/reminders/owed";
import { anyBoard, anySnapshot } from "./boards";

const covers = (from: string, to: string | null, day: string) =>
  from <= day && (to === null || to > day);

/** The rule in the words of the duties, from the facts alone: what is asked of a unit for a period. */
function restsOn(snapshot: Snapshot, point: Point, share: UnitShare, day: string): boolean {
  return (
    point.time.pauses.some(({ startsOn, endsOn }) => covers(startsOn, endsOn, day)) ||
    snapshot.closures.some(
      ({ pointId, cityId, closedOn, reopenedOn }) =>
        pointId === point.id &&
        cityId === share.unit.cityId &&
        // The month in which a side is taken up again is reported on again.
        covers(
          closedOn,
          reopenedOn && snapshot.asOf >= reopenedOn ? `${reopenedOn.slice(0, 7)}-01` : reopenedOn,
          day,
        ),
    )
  );
}

function expected(snapshot: Snapshot, point: Point, share: UnitShare, index: number) {
  const { asOf, periods } = snapshot;
  const [cell, period] = [share.cells[index], periods[index]];
  if (!cell || !period || period.dueOn < share.since) return null;
  if (cell.approvedOn) return "APPROVED";
  if (cell.state === "PENDING") return "PENDING";
  if (restsOn(snapshot, point, share, asOf)) return null;
  if (period.dueOn <= asOf && restsOn(snapshot, point, share, period.dueOn)) return null;
  if (period.lockedOn !== null) return "MISSED";
  if (cell.state === "RETURNED") return "RETURNED";
  return period.dueOn < asOf ? "OVERDUE" : "DUE";
}

const count = (states: (CellState | null)[], state: CellState) =>
  states.filter((each) => each === state).length;
const STATES: CellState[] = WORST_FIRST;
const monthsOf = (board: Board) =>
  board.periods.filter(({ month }) => month <= board.asOf).map(({ month }) => month.slice(0, 7));

describe("what report is owed", () => {
  test("is asked of whoever has the point, but not while it is paused, cancelled or closed, nor for what was due then", () => {
    const met = new Set<CellState | null>();
    fc.assert(
      fc.property(anySnapshot, (snapshot) => {
        const board = buildBoard(snapshot);
        const said = new Map(
          askedReports(board).map(({ share, period, state }) => [
            `${share.assignmentId} ${period.month}`,
            state,
          ]),
        );
        for (const point of board.points) {
          for (const share of point.units) {
            for (const [index, { month }] of board.periods.entries()) {
              const state = expected(snapshot, point, share, index);
              met.add(state);
              expect(said.get(`${share.assignmentId} ${month}`) ?? null).toBe(state);
            }
          }
        }
      }),
    );
    // Otherwise the boards leave out what the rule is about.
    expect(met).toEqual(new Set([...STATES, null]));
  });

  test("is one number on the overview, in the chapters, the lists, the units' records and the reminders", () => {
    let owing = 0;
    fc.assert(
      fc.property(anyBoard, (board) => {
        const owed = owedReports(board);
        owing += owed.length;
        // The lists of all months together are what is chased, state by state.
        for (const state of ["OVERDUE", "DUE", "RETURNED"] as const) {
          const listed = monthsOf(board).flatMap((month) => reportRows(board, { month, state }));
          expect(listed).toHaveLength(owed.filter((each) => each.state === state).length);
        }
        const whole = reportingOf(board, board.points);
        const current = owed.filter(({ period }) => period.month === board.period?.month);
        for (const state of STATES) {
          expect(reportRows(board, { state: state })).toHaveLength(whole?.counts[state] ?? 0);
          const chapters = board.chapters.map(({ points }) => reportingOf(board, points));
          expect(chapters.reduce((sum, each) => sum + (each?.counts[state] ?? 0), 0)).toBe(
            whole?.counts[state],
          );
          if (isOwed(state)) {
            expect(current.filter((each) => each.state === state)).toHaveLength(
              whole?.counts[state] ?? 0,
            );
          }
        }
        const units = unitSummaries(board);
        const sum = (pick: (unit: (typeof units)[number]) => number) =>
          units.reduce((total, unit) => total + pick(unit), 0);
        expect(sum(({ due }) => due)).toBe(whole?.squares.length);
        expect(sum(({ reported }) => reported)).toBe(
          (whole?.counts.APPROVED ?? 0) + (whole?.counts.PENDING ?? 0),
        );
        for (const { shares, unit } of units) {
          const cells = unitGrid(board, shares).flatMap((row) => row.cells);
          const own = owed.filter((each) => each.unit.id === unit.id);
          expect(cells.filter((state) => isOwed(state))).toHaveLength(own.length);
        }
      }),
    );
    expect(owing).toBeGreaterThan(100);
  });

  test("shows the worst of a unit's points in the record of a chapter", () => {
    fc.assert(
      fc.property(anyBoard, (board) => {
        for (const row of reportingGrid(board, board.points)) {
          const shares = board.points.flatMap((point) =>
            point.units
              .filter(({ unit }) => unit.id === row.share.unit.id)
              .map((share) => ({ point, share })),
          );
          const now = shares.map(({ point, share }) => stateNow(board, point, share));
          const place = board.period ? board.periods.indexOf(board.period) : -1;
          const worst = STATES.find((state) => count(now, state) > 0) ?? null;
          expect(row.cells[place] ?? null).toBe(worst);
        }
      }),
    );
  });

  test("is told the group chats by the same count, city by city", () => {
    fc.assert(
      fc.property(anyBoard, (board) => {
        const owed = owedReports(board);
        const text = robotSummary(board.cities, owed, []);
        const lines = (text ?? "").split("\n").filter(Boolean);
        const late = lines.map((line) => Number(/逾期 (\d+) 项/.exec(line)?.[1]));
        expect(late.reduce((sum, each) => sum + each, 0)).toBe(
          owed.filter(({ state }) => state === "OVERDUE").length,
        );
      }),
    );
  });

  test("makes no side 未报送 or late for what was not asked of it", () => {
    let resting = 0;
    fc.assert(
      fc.property(anyBoard, (board) => {
        const unreported = new Set(pointRows(board, { tag: "未报送" }).map(({ number }) => number));
        for (const point of board.points) {
          const asked = askedReports(board, (share) => share.pointId === point.id);
          const missed = asked.some(({ state }) => isOwed(state) || state === "MISSED");
          if (!missed) expect(unreported.has(point.number)).toBe(false);
          if (!point.halted) continue;
          resting += 1;
          expect(owedReports(board).some((each) => each.point.number === point.number)).toBe(false);
          expect(pointRows(board, { due: "month" }).some(({ id }) => id === point.id)).toBe(false);
          expect(point.tags).toContain(point.halted === "PAUSED" ? "已暂停" : "已取消");
        }
      }),
    );
    expect(resting).toBeGreaterThan(20);
  });
});

import type { IsoDate } from "../dates";
import { isOpen, type PeriodFacts } from "../periods/rules";
import { isPausedOn } from "../plan/rules";
import type { Board, Point } from "./board";
import type { ReportChoice, ReportFilter } from "./schema";
import type { UnitShare } from "./shares";

/** MISSED: not handed in before the period was locked, so that nobody can any more. */
export type CellState = "APPROVED" | "PENDING" | "RETURNED" | "DUE" | "OVERDUE" | "MISSED";

/** 本期填报: how the reports of one period stand, one square an assignment that has to report. */
export type Reporting = {
  month: IsoDate;
  squares: { share: UnitShare; state: CellState }[];
  counts: Record<CellState, number>;
};

/** One row a unit, one cell a month that has begun. */
export type ReportingRow = { share: UnitShare; points: number[]; cells: (CellState | null)[] };

/** One report that is asked for: a row of the list behind every count of reports. */
export type ReportRow = {
  share: UnitShare;
  point: Point;
  period: PeriodFacts;
  cell: UnitShare["cells"][number];
  state: CellState;
};

/** The states behind a choice: 已报 is handed in and not sent back, 未报 was never handed in. */
export const STATES_OF: Record<ReportChoice, CellState[]> = {
  REPORTED: ["APPROVED", "PENDING"],
  APPROVED: ["APPROVED"],
  PENDING: ["PENDING"],
  RETURNED: ["RETURNED"],
  UNREPORTED: ["DUE", "OVERDUE", "MISSED"],
  DUE: ["DUE"],
  OVERDUE: ["OVERDUE"],
  MISSED: ["MISSED"],
};

/** The worst first: what a cell of several points shows. */
export const WORST_FIRST: CellState[] = [
  "OVERDUE",
  "MISSED",
  "RETURNED",
  "DUE",
  "PENDING",
  "APPROVED",
];

/** Nothing stands for the period and the unit can still hand it in: it is counted, shown and chased. */
export function isOwed(state: CellState | null): state is "DUE" | "OVERDUE" | "RETURNED" {
  return state === "DUE" || state === "OVERDUE" || state === "RETURNED";
}

/** Owed, or a correction of what stands came back: that one is the unit's to do, and nobody is chased for it. */
export function isToDo(
  board: Pick<Board, "asOf">,
  { state, cell, point, share, period }: ReportRow,
): boolean {
  if (state !== "APPROVED") return isOwed(state);
  return cell.state === "RETURNED" && isAsked(board, point, share, period);
}

/**
 * Whether a unit is asked for a period's report, begun or not. The one rule for screens, files,
 * calendars and reminders: not a group, not what was due before the unit had the point, and nothing
 * of a side that rests (暂停, 取消, 销号) on the day, or rested when the report was due.
 */
export function isAsked(
  { asOf }: Pick<Board, "asOf">,
  point: Point,
  share: UnitShare,
  { dueOn }: PeriodFacts,
): boolean {
  if (share.group !== "NONE" || dueOn < share.since) return false;
  const rests = restsOf(point, share.unit.cityId);
  return !isPausedOn(rests, asOf) && !(dueOn <= asOf && isPausedOn(rests, dueOn));
}

/** A paused or cancelled point, or a city's side of it that is 销号: nothing is asked of its units on the day. */
export function isResting(board: Pick<Board, "asOf">, point: Point, cityId: number | null) {
  return isPausedOn(restsOf(point, cityId), board.asOf);
}

function restsOf({ sides, time }: Point, cityId: number | null) {
  return sides.find(({ city }) => city.id === cityId)?.rests ?? time.pauses;
}

/**
 * How a unit's report of a period stands; null where none is asked for, or the month has not begun.
 * What was handed in stands, whatever was asked.
 */
export function reportStateOf(
  board: Pick<Board, "asOf" | "periods">,
  point: Point,
  share: UnitShare,
  index: number,
): CellState | null {
  const [cell, period] = [share.cells[index], board.periods[index]];
  if (!cell || !period || share.group !== "NONE" || period.dueOn < share.since) return null;
  if (cell.approvedOn !== null) return "APPROVED";
  if (cell.state === "PENDING") return "PENDING";
  if (!isAsked(board, point, share, period)) return null;
  if (!isOpen(period, board.asOf)) return "MISSED";
  if (cell.state === "RETURNED") return "RETURNED";
  return period.dueOn < board.asOf ? "OVERDUE" : "DUE";
}

/** Every report asked for in the periods that have begun, by point, then in the directory's order, then by month. */
export function askedReports(
  board: Board,
  isWanted: (share: UnitShare, point: Point) => boolean = () => true,
  periods: readonly PeriodFacts[] = board.periods,
): ReportRow[] {
  const places = periods.map((period) => ({ period, index: board.periods.indexOf(period) }));
  return board.points.flatMap((point) =>
    point.units
      .filter((share) => isWanted(share, point))
      .flatMap((share) =>
        places.flatMap(({ period, index }) => {
          const cell = share.cells[index];
          const state = reportStateOf(board, point, share, index);
          return cell && state ? [{ share, point, period, cell, state }] : [];
        }),
      ),
  );
}

/** What is asked for one period and how it stands, by point and then in the directory's order. */
export function reportRows(board: Board, filter: ReportFilter = {}): ReportRow[] {
  const { month } = filter;
  const period =
    month === undefined
      ? board.period
      : board.periods.find((candidate) => candidate.month.startsWith(month));
  if (!period) return [];
  const states = filter.state && STATES_OF[filter.state];
  return askedReports(
    board,
    (share, point) =>
      (filter.point === undefined || point.number === filter.point) &&
      (filter.chapter === undefined || point.chapterNumber === filter.chapter) &&
      (filter.city === undefined || share.unit.cityId === filter.city) &&
      (filter.unit === undefined || share.unit.id === filter.unit),
    [period],
  ).filter(({ state }) => !states || states.includes(state));
}

/** The square of one share in the current period; null when nothing is asked of it. */
export function stateNow(board: Board, point: Point, share: UnitShare): CellState | null {
  if (!board.period) return null;
  return reportStateOf(board, point, share, board.periods.indexOf(board.period));
}

export function reportingOf(board: Board, points: Point[]): Reporting | null {
  if (!board.period) return null;
  const counts: Reporting["counts"] = {
    APPROVED: 0,
    PENDING: 0,
    RETURNED: 0,
    DUE: 0,
    OVERDUE: 0,
    MISSED: 0,
  };
  const squares: Reporting["squares"] = [];
  for (const point of points) {
    for (const share of point.units) {
      const state = stateNow(board, point, share);
      if (!state) continue;
      counts[state] += 1;
      squares.push({ share, state });
    }
  }
  const order: CellState[] = ["APPROVED", "PENDING", "DUE", "RETURNED", "MISSED", "OVERDUE"];
  squares.sort((a, b) => order.indexOf(a.state) - order.indexOf(b.state));
  return { month: board.period.month, squares, counts };
}

/** The months of a share that have begun. */
function cellsOf(board: Board, point: Point, share: UnitShare): (CellState | null)[] {
  return share.cells.map((_, index) => reportStateOf(board, point, share, index));
}

/** Points × months of one unit. */
export function unitGrid(
  board: Board,
  shares: { share: UnitShare; point: Point }[],
): ReportingRow[] {
  return shares.map(({ share, point }) => ({
    share,
    points: [],
    cells: cellsOf(board, point, share),
  }));
}

/** Units × months over several points: a month shows the worst of the unit's points. */
export function reportingGrid(board: Board, points: Point[]): ReportingRow[] {
  const rows = new Map<number, ReportingRow>();
  for (const point of points) {
    for (const share of point.units) {
      if (share.group !== "NONE") continue;
      const cells = cellsOf(board, point, share);
      const row = rows.get(share.unit.id);
      if (!row) {
        rows.set(share.unit.id, { share, points: [share.pointId], cells });
        continue;
      }
      row.points.push(share.pointId);
      row.cells = row.cells.map((cell, index) => {
        const other = cells[index] ?? null;
        return WORST_FIRST.find((state) => state === cell || state === other) ?? null;
      });
    }
  }
  return [...rows.values()].sort((a, b) => a.share.unit.order - b.share.unit.order);
}

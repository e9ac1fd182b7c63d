import type { IsoDate } from "../dates";
import type { Board, Point } from "./board";
import type { ReportChoice, ReportFilter } from "./schema";
import type { UnitShare } from "./shares";

export type CellState = "APPROVED" | "PENDING" | "RETURNED" | "DUE" | "OVERDUE";

/** 本期填报: how the reports of one period stand, one square an assignment that has to report. */
export type Reporting = {
  month: IsoDate;
  squares: { share: UnitShare; state: CellState }[];
  counts: Record<CellState, number>;
};

/** One row a unit, one cell a month that has begun. */
export type ReportingRow = { share: UnitShare; points: number[]; cells: (CellState | null)[] };

/** One report that is owed for a period: a row of the list behind every count of reports. */
export type ReportRow = { share: UnitShare; point: Point; state: CellState; month: IsoDate };

/** The states behind a choice: 已报 is handed in and not sent back, 未报 was never handed in. */
export const STATES_OF: Record<ReportChoice, CellState[]> = {
  REPORTED: ["APPROVED", "PENDING"],
  APPROVED: ["APPROVED"],
  PENDING: ["PENDING"],
  RETURNED: ["RETURNED"],
  UNREPORTED: ["DUE", "OVERDUE"],
  DUE: ["DUE"],
  OVERDUE: ["OVERDUE"],
};

/** What is owed for one period and how it stands, by point and then in the directory's order. */
export function reportRows(board: Board, filter: ReportFilter = {}): ReportRow[] {
  const index = periodIndex(board, filter.month);
  const period = board.periods[index];
  if (!period) return [];
  const states = filter.state && STATES_OF[filter.state];
  return board.points
    .filter((point) => filter.point === undefined || point.number === filter.point)
    .filter((point) => filter.chapter === undefined || point.chapterNumber === filter.chapter)
    .flatMap((point) =>
      point.units.flatMap((share) => {
        const state = share.group === "NONE" ? cellsOf(board, share)[index] : null;
        if (!state || (states && !states.includes(state))) return [];
        if (filter.city !== undefined && share.unit.cityId !== filter.city) return [];
        if (filter.unit !== undefined && share.unit.id !== filter.unit) return [];
        return [{ share, point, state, month: period.month }];
      }),
    );
}

/** The place of a month's period in the board, of the current one without a month; -1 where there is none. */
function periodIndex(board: Board, month: string | undefined): number {
  if (month === undefined) return board.period ? board.periods.indexOf(board.period) : -1;
  return board.periods.findIndex((period) => period.month.startsWith(month));
}

/** The square of one share in the current period; null when it has nothing to report (a group). */
export function stateNow(board: Board, share: UnitShare): CellState | null {
  if (!board.period || share.group !== "NONE") return null;
  return cellsOf(board, share)[board.periods.indexOf(board.period)] ?? null;
}

export function reportingOf(board: Board, shares: UnitShare[]): Reporting | null {
  if (!board.period) return null;
  const counts: Reporting["counts"] = { APPROVED: 0, PENDING: 0, RETURNED: 0, DUE: 0, OVERDUE: 0 };
  const squares: Reporting["squares"] = [];
  for (const share of shares) {
    const state = stateNow(board, share);
    if (!state) continue;
    counts[state] += 1;
    squares.push({ share, state });
  }
  const order: CellState[] = ["APPROVED", "PENDING", "DUE", "RETURNED", "OVERDUE"];
  squares.sort((a, b) => order.indexOf(a.state) - order.indexOf(b.state));
  return { month: board.period.month, squares, counts };
}

/** The months of a share that have begun; null before it was assigned. */
export function cellsOf(board: Board, share: UnitShare): (CellState | null)[] {
  return share.cells.map((cell, index) => {
    const period = board.periods[index];
    if (!period || period.dueOn < share.since) return null;
    if (cell.approvedOn !== null) return "APPROVED";
    if (cell.state === "PENDING" || cell.state === "RETURNED") return cell.state;
    return period.dueOn < board.asOf ? "OVERDUE" : "DUE";
  });
}

/** Units × months over several points: a month shows the worst of the unit's points. */
export function reportingGrid(board: Board, shares: UnitShare[]): ReportingRow[] {
  const severity: CellState[] = ["OVERDUE", "RETURNED", "DUE", "PENDING", "APPROVED"];
  const rows = new Map<number, ReportingRow>();
  for (const share of shares) {
    if (share.group !== "NONE") continue;
    const cells = cellsOf(board, share);
    const row = rows.get(share.unit.id);
    if (!row) {
      rows.set(share.unit.id, { share, points: [share.pointId], cells });
      continue;
    }
    row.points.push(share.pointId);
    row.cells = row.cells.map((cell, index) => {
      const other = cells[index] ?? null;
      return severity.find((state) => state === cell || state === other) ?? null;
    });
  }
  return [...rows.values()].sort((a, b) => a.share.unit.order - b.share.unit.order);
}

/** A paused point, or a city's side of it that is 销号: nothing is asked of its units, nobody chases them. */
export function isResting({ paused, sides }: Point, cityId: number | null): boolean {
  return paused || sides.some(({ city, closureId }) => city.id === cityId && closureId !== null);
}

import "server-only";
import { daysBetween, type IsoDate } from "../dates";
import { notFound } from "../platform/refusal";
import { type Actor, may } from "../policy";
import { LIGHTS, type Light } from "../status/rules";
import { type Board, countLights, type Point } from "./board";
import { readBoard } from "./board-cache";
import type { UnitShare } from "./shares";
import { getPlanRevision } from "./snapshot";
import type { TrendPoint } from "./trend";

/** The whole plan as of the end of a day. Throws NOT_FOUND for whoever may not read it, and before the first import. */
export async function getBoard(actor: Actor, asOf: IsoDate): Promise<Board> {
  return (await reading(actor, asOf)).board;
}

/** The board of a year's plan, for programs; NOT_FOUND when there is no such plan. */
export async function getBoardOfYear(actor: Actor, year: number, asOf: IsoDate): Promise<Board> {
  if (!may(actor, "plan.read")) throw notFound();
  const plan = await getPlanRevision(year);
  if (!plan) throw notFound();
  return (await readBoard(plan, asOf)).board;
}

export type CellState = "APPROVED" | "PENDING" | "RETURNED" | "DUE" | "OVERDUE";

/** 本期填报: how the reports of one period stand, one square an assignment that has to report. */
export type Reporting = {
  month: IsoDate;
  squares: { share: UnitShare; state: CellState }[];
  counts: Record<CellState, number>;
};

export type Overview = {
  board: Board;
  trend: TrendPoint[];
  reporting: Reporting | null;
  /** points that need somebody to act, the most severe and the furthest behind first */
  attention: Point[];
};

export async function getOverview(actor: Actor, asOf: IsoDate): Promise<Overview> {
  const { board, trends } = await reading(actor, asOf);
  const attention = attentionOf(board.points);
  return {
    board,
    trend: trends.whole,
    reporting: reportingOf(board, board.assignments),
    attention,
  };
}

export type ChapterDashboard = {
  board: Board;
  chapter: Board["chapters"][number];
  trends: Map<number, TrendPoint[]>;
  reporting: Reporting | null;
  grid: ReportingRow[];
  problems: ProblemRow[];
};

/** One row a unit, one cell a month that has begun. */
export type ReportingRow = { share: UnitShare; points: number[]; cells: (CellState | null)[] };

export type ProblemRow = UnitShare["problems"][number] & {
  point: Point;
  share: UnitShare;
  /** whole days since it was raised */
  days: number;
};

export async function getChapterDashboard(
  actor: Actor,
  number: number,
  asOf: IsoDate,
): Promise<ChapterDashboard> {
  const { board, trends } = await reading(actor, asOf);
  const chapter = board.chapters.find((candidate) => candidate.number === number);
  if (!chapter) throw notFound();
  const shares = chapter.points.flatMap((point) => point.units);
  return {
    board,
    chapter,
    trends: trends.points,
    reporting: reportingOf(board, shares),
    grid: reportingGrid(board, shares),
    problems: problemsOf(chapter.points, board.asOf),
  };
}

export type PointDashboard = { board: Board; point: Point; trend: TrendPoint[] };

export async function getPointDashboard(
  actor: Actor,
  number: number,
  asOf: IsoDate,
): Promise<PointDashboard> {
  const { board, trends } = await reading(actor, asOf);
  const point = board.points.find((candidate) => candidate.number === number);
  if (!point) throw notFound();
  return { board, point, trend: trends.points.get(point.id) ?? [] };
}

export type UnitSummary = {
  unit: UnitShare["unit"];
  shares: { share: UnitShare; point: Point }[];
  counts: Record<Light, number>;
  /** mean of its approved percents; null for a group */
  percent: number | null;
  due: number;
  reported: number;
};

/** Every unit that holds an assignment on the day, in the directory's order; of the plan in force, or a year's. */
export async function listUnitSummaries(
  actor: Actor,
  asOf: IsoDate,
  year?: number,
): Promise<{ board: Board; units: UnitSummary[] }> {
  const board = await (year === undefined
    ? getBoard(actor, asOf)
    : getBoardOfYear(actor, year, asOf));
  const byUnit = new Map<number, UnitSummary>();
  for (const point of board.points) {
    for (const share of point.units) {
      const summary = byUnit.get(share.unit.id) ?? emptySummary(share.unit);
      byUnit.set(share.unit.id, summary);
      summary.shares.push({ share, point });
      summary.counts[point.light] += 1;
      const state = stateNow(board, share);
      if (state) summary.due += 1;
      if (state === "APPROVED" || state === "PENDING") summary.reported += 1;
    }
  }
  for (const summary of byUnit.values()) {
    if (summary.unit.kind === "GROUP") continue;
    const percents = summary.shares.map(({ share }) => share.percent ?? 0);
    summary.percent = percents.reduce((sum, value) => sum + value, 0) / percents.length;
  }
  const units = [...byUnit.values()].sort((a, b) => a.unit.order - b.unit.order);
  return { board, units };
}

export async function getUnitDashboard(
  actor: Actor,
  unitId: number,
  asOf: IsoDate,
): Promise<{ board: Board; summary: UnitSummary; grid: ReportingRow[]; problems: ProblemRow[] }> {
  const { board, units } = await listUnitSummaries(actor, asOf);
  const summary = units.find((candidate) => candidate.unit.id === unitId);
  if (!summary) throw notFound();
  const own = summary.shares.map(({ share }) => share);
  return {
    board,
    summary,
    grid: own.map((share) => ({ share, points: [], cells: cellsOf(board, share) })),
    problems: problemsOf(
      summary.shares.map(({ point }) => point),
      board.asOf,
    ).filter((problem) => problem.share.unit.id === unitId),
  };
}

/** The square of one share in the current period; null when it has nothing to report (a group). */
export function stateNow(board: Board, share: UnitShare): CellState | null {
  if (!board.period || share.group !== "NONE") return null;
  return cellsOf(board, share)[board.periods.indexOf(board.period)] ?? null;
}

function reportingOf(board: Board, shares: UnitShare[]): Reporting | null {
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
function cellsOf(board: Board, share: UnitShare): (CellState | null)[] {
  return share.cells.map((cell, index) => {
    const period = board.periods[index];
    if (!period || period.dueOn < share.since) return null;
    if (cell.approvedOn !== null) return "APPROVED";
    if (cell.state === "PENDING" || cell.state === "RETURNED") return cell.state;
    return period.dueOn < board.asOf ? "OVERDUE" : "DUE";
  });
}

/** Units × months over several points: a month shows the worst of the unit's points. */
function reportingGrid(board: Board, shares: UnitShare[]): ReportingRow[] {
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

/** Problems open on the day, the oldest first. */
function problemsOf(points: Point[], asOf: IsoDate): ProblemRow[] {
  return points
    .flatMap((point) =>
      point.units.flatMap((share) =>
        share.problems.map((problem) => ({
          ...problem,
          point,
          share,
          days: daysBetween(problem.raisedOn, asOf),
        })),
      ),
    )
    .sort((a, b) => b.days - a.days);
}

/** Points that need somebody to act, the most severe and the furthest behind first. */
export function attentionOf(points: Point[]): Point[] {
  return points
    .filter((point) => ["SEVERE", "LAGGING", "UNREPORTED"].includes(point.light))
    .sort(byUrgency);
}

function byUrgency(a: Point, b: Point): number {
  const light = LIGHTS.indexOf(a.light) - LIGHTS.indexOf(b.light);
  return light !== 0 ? light : a.percent - a.expected - (b.percent - b.expected);
}

function emptySummary(unit: UnitShare["unit"]): UnitSummary {
  return { unit, shares: [], counts: countLights([]), percent: null, due: 0, reported: 0 };
}

function reading(actor: Actor, asOf: IsoDate) {
  if (!may(actor, "plan.read") || !actor.plan) throw notFound();
  return readBoard(actor.plan, asOf);
}

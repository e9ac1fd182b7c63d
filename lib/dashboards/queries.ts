import "server-only";
import type { IsoDate } from "../dates";
import { notFound } from "../platform/refusal";
import { type Actor, may } from "../policy";
import type { Board, Point } from "./board";
import { lastKnownBoard, readBoard } from "./board-cache";
import {
  type Changes,
  changesBetween,
  datesToCompare,
  issuedBetween,
  lastMeeting,
  type NamedDate,
} from "./changes";
import { type Comparison, comparisonOf } from "./comparison";
import { type DirectiveView, directivesFor } from "./directives";
import { type ProblemRow, problemRows } from "./open-problems";
import { type OrderView, ordersFor } from "./orders";
import { findPlanOfYear } from "./plans";
import {
  type Reporting,
  type ReportingRow,
  type ReportRow,
  reportingGrid,
  reportingOf,
  reportRows,
  unitGrid,
} from "./reporting";
import {
  byUrgency,
  groupPoints,
  isAcute,
  type PointRow,
  type PointRowGroup,
  pointRows,
} from "./rows";
import type { OpenProblemFilter, PointFilter, ReportFilter, UnitFilter } from "./schema";
import type { TrendPoint } from "./trend";
import { listedUnits, type UnitSummary, unitSummaries } from "./unit-summaries";

/** The whole plan as of the end of a day. Throws NOT_FOUND for whoever may not read it, and before the first import. */
export async function getBoard(actor: Actor, asOf: IsoDate): Promise<Board> {
  return (await reading(actor, asOf)).board;
}

/** The board of the plan an address names (2024, 2024-3), for programs; NOT_FOUND when there is no such plan. */
export async function getBoardOfYear(
  actor: Actor,
  year: string | number,
  asOf: IsoDate,
): Promise<Board> {
  if (!may(actor, "plan.read")) throw notFound();
  const plan = await findPlanOfYear(actor, year);
  if (!plan) throw notFound();
  return (await readBoard(plan, asOf)).board;
}

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
    reporting: reportingOf(board, board.points),
    attention,
  };
}

export type ChapterDashboard = {
  board: Board;
  chapter: Board["chapters"][number];
  rows: PointRow[];
  trends: Map<number, TrendPoint[]>;
  reporting: Reporting | null;
  grid: ReportingRow[];
  problems: ProblemRow[];
};

export async function getChapterDashboard(
  actor: Actor,
  number: number,
  asOf: IsoDate,
): Promise<ChapterDashboard> {
  const { board, trends } = await reading(actor, asOf);
  const chapter = board.chapters.find((candidate) => candidate.number === number);
  if (!chapter) throw notFound();
  return {
    board,
    chapter,
    rows: pointRows(board, { chapter: number }),
    trends: trends.points,
    reporting: reportingOf(board, chapter.points),
    grid: reportingGrid(board, chapter.points),
    problems: problemRows(board, { level: "ALL", chapter: number }),
  };
}

export type PointList = { board: Board; rows: PointRow[]; groups: PointRowGroup[] | null };

/** The points behind a figure, put together as asked for; what a screen and a file of them show. */
export async function listPointRows(
  actor: Actor,
  asOf: IsoDate,
  filter: PointFilter,
): Promise<PointList> {
  const board = await getBoard(actor, asOf);
  const rows = pointRows(board, filter);
  return {
    board,
    rows,
    groups: filter.group ? groupPoints(board, rows, filter.group, filter) : null,
  };
}

/** The reports behind a figure: what is owed for one period, and how it stands. */
export async function listReportRows(
  actor: Actor,
  asOf: IsoDate,
  filter: ReportFilter,
): Promise<{ board: Board; rows: ReportRow[] }> {
  const board = await getBoard(actor, asOf);
  return { board, rows: reportRows(board, filter) };
}

/** The problems behind a figure, as they stood open at the end of a day. */
export async function listProblemRows(
  actor: Actor,
  asOf: IsoDate,
  filter: OpenProblemFilter,
): Promise<{ board: Board; rows: ProblemRow[] }> {
  const board = await getBoard(actor, asOf);
  return { board, rows: problemRows(board, filter) };
}

export type ChangesView = {
  board: Board;
  changes: Changes;
  /** 新批示, of those the reader may read */
  issued: DirectiveView[];
  /** 新督办单, likewise */
  ordered: OrderView[];
  choices: NamedDate[];
};

/**
 * What differs between the ends of two days; without a first one since the last period's due date.
 * Two days the wrong way round are read the right way.
 */
export async function getChanges(
  actor: Actor,
  { from, to }: { from?: IsoDate | undefined; to: IsoDate },
): Promise<ChangesView> {
  const [first, last] = from !== undefined && from > to ? [to, from] : [from, to];
  const known = actor.plan && lastKnownBoard(actor.plan, last);
  const guess = first ?? (known && datesToCompare(known, last).first);
  // Both days at once where the earlier one is known or can be guessed: a new reading takes its time.
  const [board] = await Promise.all([getBoard(actor, last), guess && getBoard(actor, guess)]);
  const { first: usual, choices } = datesToCompare(board, last, lastMeeting(board, last));
  const since = first ?? usual;
  const earlier = await getBoard(actor, since);
  return {
    board,
    changes: changesBetween(earlier, board),
    issued: issuedBetween(directivesFor(actor, board), since, last),
    ordered: issuedBetween(ordersFor(actor, board), since, last),
    choices,
  };
}

/** The cities of the plan beside each other at the end of a day. */
export async function getComparison(
  actor: Actor,
  asOf: IsoDate,
): Promise<{ board: Board; comparison: Comparison }> {
  const board = await getBoard(actor, asOf);
  return { board, comparison: comparisonOf(board) };
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

/** The units behind a figure; every unit that holds an assignment on the day without a filter; of the plan in force, or a year's. */
export async function listUnitSummaries(
  actor: Actor,
  asOf: IsoDate,
  filter: UnitFilter = {},
  year?: string | number,
): Promise<{ board: Board; units: UnitSummary[] }> {
  const board = await (year === undefined
    ? getBoard(actor, asOf)
    : getBoardOfYear(actor, year, asOf));
  return { board, units: listedUnits(unitSummaries(board), filter) };
}

export type UnitDashboard = {
  board: Board;
  summary: UnitSummary;
  /** the unit of the same kind in the other city */
  counterpart: UnitSummary | null;
  grid: ReportingRow[];
  problems: ProblemRow[];
};

export async function getUnitDashboard(
  actor: Actor,
  unitId: number,
  asOf: IsoDate,
): Promise<UnitDashboard> {
  const { board, units } = await listUnitSummaries(actor, asOf);
  const summary = units.find((candidate) => candidate.unit.id === unitId);
  if (!summary) throw notFound();
  const { counterpartId } = summary.unit;
  return {
    board,
    summary,
    counterpart: units.find((candidate) => candidate.unit.id === counterpartId) ?? null,
    grid: unitGrid(board, summary.shares),
    problems: problemRows(board, { level: "ALL", unit: unitId }),
  };
}

/** Points that need somebody to act, the most severe and the furthest behind first. */
export function attentionOf(points: Point[]): Point[] {
  return points.filter(({ light }) => isAcute(light)).sort(byUrgency);
}

function reading(actor: Actor, asOf: IsoDate) {
  if (!may(actor, "plan.read") || !actor.plan) throw notFound();
  return readBoard(actor.plan, asOf);
}

import "server-only";
import type { Board } from "../dashboards/board";
import { type DirectiveView, listDirectives } from "../dashboards/directives";
import {
  filterText,
  isFilterKnown,
  ledgerFilterParts,
  lineOf,
  problemFilterParts,
  reportFilterParts,
} from "../dashboards/filter-text";
import { problemRows } from "../dashboards/open-problems";
import { listOrders } from "../dashboards/orders";
import { getBoard, getChanges } from "../dashboards/queries";
import { reportRows } from "../dashboards/reporting";
import { pointRows, rowsInOrder } from "../dashboards/rows";
import type { OpenProblemFilter, PointFilter, ReportFilter } from "../dashboards/schema";
import type { IsoDate } from "../dates";
import type { DirectiveFilter, OrderFilter } from "../directives/schema";
import { yearMonth } from "../format";
import { notFound } from "../platform/refusal";
import { type Actor, may } from "../policy";
import { changeParts } from "./changes";
import { directiveColumns } from "./directives";
import { PROBLEM_COLUMNS } from "./problems";
import { reportColumns } from "./reports";
import { ledgerColumns, ledgerFileName, listedUnits } from "./rules";
import type {
  ChangesLedgerInput,
  DirectiveLedgerInput,
  FileInput,
  LedgerInput,
  OrderLedgerInput,
  ProblemLedgerInput,
  ReportLedgerInput,
} from "./schema";
import { type Ledger, type List, noteOf, noteTaking, takeList } from "./taking";
import { workbookPieces, XLSX } from "./xlsx";

/** 台账: the rows of the points page with a filter, as a file. */
export async function exportLedger(
  actor: Actor,
  { asOf, format, split, ...filter }: LedgerInput,
  now: Date,
): Promise<Ledger> {
  const board = await boardToTake(actor, asOf);
  if (!isFilterKnown(board, filter)) throw notFound();
  const list: List<PointFilter, ReturnType<typeof rowsInOrder>[number]> = {
    noun: "台账",
    measure: "项",
    units: listedUnits(board),
    said: (part) => filterText(board, part),
    columns: (part) => ledgerColumns(board.cities, part.unit !== undefined, filter.group),
    rows: (part) => rowsInOrder(board, part),
    count: (part) => pointRows(board, part).length,
  };
  return takeList(actor, board, list, filter, { asOf, format, split }, now);
}

/** 批示台账 as far as the reader may read it. */
export function exportDirectives(
  actor: Actor,
  { asOf, format, split, ...filter }: DirectiveLedgerInput,
  now: Date,
): Promise<Ledger> {
  const taking = { asOf, format, split };
  return exportDirected(actor, "批示", filter, taking, now, (board, part) => {
    const { directives: rows, ...known } = listDirectives(actor, board, part);
    return { rows, ...known };
  });
}

/** 督办单台账 likewise. */
export function exportOrders(
  actor: Actor,
  { asOf, format, split, ...filter }: OrderLedgerInput,
  now: Date,
): Promise<Ledger> {
  const taking = { asOf, format, split };
  return exportDirected(actor, "督办单", filter, taking, now, (board, part) => {
    const { orders: rows, ...known } = listOrders(actor, board, part);
    return { rows, ...known };
  });
}

type Named = { id: number; name: string };
type Directed = { rows: DirectiveView[]; units: Named[]; authors?: Named[] };

async function exportDirected<Filter extends DirectiveFilter | OrderFilter>(
  actor: Actor,
  noun: "批示" | "督办单",
  filter: Filter,
  taking: FileInput,
  now: Date,
  read: (board: Board, part: Partial<Filter>) => Directed,
): Promise<Ledger> {
  const board = await boardToTake(actor, taking.asOf);
  const all = read(board, {});
  const list = {
    noun: `${noun}台账`,
    measure: "件",
    units: listedUnits(
      board,
      all.rows.flatMap(({ units }) => units),
    ),
    said: (part: Filter) => lineOf(ledgerFilterParts(board, part, all)),
    columns: () => directiveColumns(noun),
    rows: (part: Filter) => read(board, part).rows,
  };
  return takeList(actor, board, list, filter, taking, now);
}

/** 需要协调: the problems that stood open at the end of a day. */
export async function exportProblems(
  actor: Actor,
  { asOf, format, split, ...filter }: ProblemLedgerInput,
  now: Date,
): Promise<Ledger> {
  const board = await boardToTake(actor, asOf);
  const list = {
    noun: "需要协调的问题",
    measure: "条",
    units: listedUnits(
      board,
      board.problems.map(({ unit }) => unit),
    ),
    said: (part: OpenProblemFilter) => {
      const parts = problemFilterParts(board, part);
      return lineOf(part.level === undefined ? ["市级以上", ...parts] : parts);
    },
    columns: () => PROBLEM_COLUMNS,
    rows: (part: OpenProblemFilter) => problemRows(board, part),
  };
  return takeList(actor, board, list, filter, { asOf, format, split }, now);
}

/** 填报情况 of one period: who has to report, and how each stands. */
export async function exportReports(
  actor: Actor,
  { asOf, format, split, ...filter }: ReportLedgerInput,
  now: Date,
): Promise<Ledger> {
  const board = await boardToTake(actor, asOf);
  const month = filter.month ? `${filter.month}-01` : board.period?.month;
  const list = {
    noun: "填报情况",
    measure: "条",
    units: listedUnits(board),
    facts: month ? [["填报期", yearMonth(month)] as [string, string]] : [],
    said: (part: ReportFilter) => lineOf(reportFilterParts(board, part)),
    columns: () => reportColumns(board),
    rows: (part: ReportFilter) => reportRows(board, part),
  };
  return takeList(actor, board, list, filter, { asOf, format, split }, now);
}

/** 变化 between the ends of two days, each list of the page on a sheet of its own. */
export async function exportChanges(
  actor: Actor,
  { asOf, from }: ChangesLedgerInput,
  now: Date,
): Promise<Ledger> {
  if (!may(actor, "ledger.export")) throw notFound();
  const view = await getChanges(actor, { from, to: asOf });
  const { board, changes } = view;
  const parts = changeParts(view);
  const filter = `${changes.from} 日终至 ${changes.to} 日终`;
  const noun = "变化";
  const rows = parts.reduce((sum, part) => sum + part.rows.length, 0);
  await noteTaking(
    actor,
    board,
    { list: noun, format: "xlsx", filter, asOf: changes.to, rows },
    now,
  );
  const name = ledgerFileName(board.plan.title, {
    ...{ noun, what: `自${changes.from}`, asOf: changes.to, format: "xlsx" },
  });
  const sheets = parts.map((part) => ({
    ...part,
    title: `${board.plan.title}${noun}：${part.name}`,
    note: noteOf(actor, [filter]),
  }));
  return { name, type: XLSX, pieces: workbookPieces(sheets) };
}

async function boardToTake(actor: Actor, asOf: IsoDate): Promise<Board> {
  if (!may(actor, "ledger.export")) throw notFound();
  return getBoard(actor, asOf);
}

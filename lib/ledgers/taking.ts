import "server-only";
import { recordEntry } from "../audit/commands";
import type { Board } from "../dashboards/board";
import { transact } from "../platform/db";
import type { Actor } from "../policy";
import { csvPieces } from "./csv";
import { type Column, type Listed, ledgerFileName, sheetFilters } from "./rules";
import type { FileInput } from "./schema";
import { workbookPieces, XLSX } from "./xlsx";

export type Ledger = { name: string; type: string; pieces: Iterable<Uint8Array> };

type Narrowed = { city?: number | undefined; unit?: number | undefined };

/** A list of a screen: its rows and columns follow from its filter. */
export type List<Filter extends Narrowed, Row> = {
  /** 批示台账: behind the plan's title, and in the file's name */
  noun: string;
  /** what its rows are counted in */
  measure: string;
  /** who may have a sheet, in their order */
  units: Listed[];
  /** what is said of it besides 统计截止: in the head of a sheet, in CSV a column each */
  facts?: [name: string, value: string][];
  said: (filter: Filter) => string;
  columns: (filter: Filter) => Column<Row>[];
  rows: (filter: Filter) => Row[];
  /** how many the screen says it shows, where a row of the file is not always one of them */
  count?: (filter: Filter) => number;
};

/** A list with a filter as a file; who took what is noted first. */
export async function takeList<Filter extends Narrowed, Row>(
  actor: Actor,
  board: Board,
  list: List<Filter, Row>,
  filter: Filter,
  { asOf, format, split }: FileInput,
  now: Date,
): Promise<Ledger> {
  const { noun, units, facts = [], said, columns } = list;
  const [rows, what] = [list.rows(filter), said(filter)];
  const taken = { list: noun, format, split, filter: what, asOf, rows: rows.length };
  await noteTaking(actor, board, taken, now);
  const name = ledgerFileName(board.plan.title, { noun, what, asOf, format });
  if (format === "csv") {
    const trailer: [string, string][] = [["统计截止", asOf], ...facts];
    if (isDemonstration(actor)) trailer.push(["数据说明", "演示数据"]);
    const pieces = csvPieces(columns(filter), rows, trailer);
    return { name, type: "text/csv; charset=utf-8", pieces };
  }
  const sheetOf = (sheet: { name: string; filter: Filter }) => {
    const own = list.rows(sheet.filter);
    const lines = [
      `统计截止：${asOf}`,
      ...facts.map(([fact, value]) => `${fact}：${value}`),
      `范围：${said(sheet.filter)}，${countText(list, sheet.filter, own.length)}`,
    ];
    return {
      name: sheet.name,
      title: `${board.plan.title}${noun}`,
      note: noteOf(actor, lines),
      columns: columns(sheet.filter),
      rows: own,
    };
  };
  const places = { name: noun, cities: board.cities, units };
  const sheets = sheetFilters(places, filter, split).map(sheetOf);
  // A sheet of a city or unit that has no row under the filter says nothing; a workbook has one at least.
  const full = sheets.filter((sheet) => sheet.rows.length > 0);
  const pieces = workbookPieces(full.length > 0 ? full : [sheetOf({ name: noun, filter })]);
  return { name, type: XLSX, pieces };
}

/** 12 项, as the screen says; with the rows of the file where those of several groups are more. */
function countText<Filter extends Narrowed, Row>(
  { measure, count }: List<Filter, Row>,
  filter: Filter,
  rows: number,
): string {
  const shown = count?.(filter) ?? rows;
  return `${shown} ${measure}${shown === rows ? "" : `（分组列 ${rows} 行）`}`;
}

/** Who took which list, of which day and narrowed to what. */
export async function noteTaking(
  actor: Actor,
  board: Board,
  after: object,
  now: Date,
): Promise<void> {
  const entry = { action: "ledger.export", subject: `plan:${board.plan.id}`, after };
  await transact((tx) => recordEntry(tx, actor, entry, now));
}

function isDemonstration(actor: Actor): boolean {
  return actor.plan?.demonstration === true;
}

/** The line above a table. */
export function noteOf(actor: Actor, lines: string[]): string {
  const shown = isDemonstration(actor) ? ["演示数据，进展均为演示编制，不代表实际情况"] : [];
  return [...shown, ...lines].join("　");
}

import "server-only";
import { recordEntry } from "../audit/commands";
import { filterText, isFilterKnown } from "../dashboards/filter-text";
import { getBoard } from "../dashboards/queries";
import { rowsInOrder } from "../dashboards/rows";
import { transact } from "../platform/db";
import { notFound } from "../platform/refusal";
import { type Actor, may } from "../policy";
import { csvPieces } from "./csv";
import { ledgerColumns, ledgerFileName, sheetFilters } from "./rules";
import type { LedgerInput } from "./schema";
import { workbookPieces } from "./xlsx";

export type Ledger = { name: string; type: string; pieces: Iterable<Uint8Array> };

/** 台账: the rows of the points page with a filter, as a file; who took what is noted first. */
export async function exportLedger(
  actor: Actor,
  { asOf, format, split, ...filter }: LedgerInput,
  now: Date,
): Promise<Ledger> {
  if (!may(actor, "ledger.export")) throw notFound();
  const board = await getBoard(actor, asOf);
  if (!isFilterKnown(board, filter)) throw notFound();
  const demonstration = actor.plan?.demonstration === true;
  const rows = rowsInOrder(board, filter);
  const what = filterText(board, filter);
  const columns = ledgerColumns(board.cities, filter.unit !== undefined, filter.group);
  const after = { format, split, filter: what, asOf, rows: rows.length };
  const entry = { action: "ledger.export", subject: `plan:${board.plan.id}`, after };
  await transact((tx) => recordEntry(tx, actor, entry, now));
  const part = what === "全部" ? "" : what.replaceAll(" · ", "_");
  const name = ledgerFileName(board.plan.title, asOf, part, format);
  if (format === "csv") {
    const trailer: [string, string][] = [["统计截止", asOf]];
    if (demonstration) trailer.push(["数据说明", "演示数据"]);
    return { name, type: "text/csv; charset=utf-8", pieces: csvPieces(columns, rows, trailer) };
  }
  const sheets = sheetFilters(board, filter, split).map((sheet) => {
    const own = rowsInOrder(board, sheet.filter);
    return {
      name: sheet.name,
      title: `${board.plan.title}台账`,
      note: [
        demonstration && "演示数据，进展均为演示编制，不代表实际情况",
        `统计截止：${asOf}`,
        `范围：${filterText(board, sheet.filter)}，${own.length} 项`,
      ]
        .filter(Boolean)
        .join("　"),
      columns: ledgerColumns(board.cities, sheet.filter.unit !== undefined, filter.group),
      rows: own,
    };
  });
  // A sheet of a city or unit that has no row under the filter says nothing; a workbook has one at least.
  const full = sheets.filter((sheet) => sheet.rows.length > 0);
  return { name, type: XLSX, pieces: workbookPieces(full.length > 0 ? full : sheets.slice(0, 1)) };
}

const XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

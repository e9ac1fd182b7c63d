import { Zip, ZipDeflate } from "fflate";
import { toDbDate } from "../dates";
import { type Cell, type Column, looksLikeFormula, sheetNames } from "./rules";
import { HEAD_ROWS, packageParts, STYLE, sheetEnd, sheetStart } from "./xlsx-parts";

export const XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

export type Sheet<Row> = {
  name: string;
  /** the two lines above the table */
  title: string;
  note: string;
  columns: Column<Row>[];
  rows: Iterable<Row>;
};

type Heading = Pick<Column, "group" | "name" | "width" | "merged">;

/**
 * An Excel workbook piece by piece, so that a ledger of any length takes no more memory than a row:
 * the head frozen and repeated on every A3 page, chapters merged, dates and percents as such.
 */
export function* workbookPieces<Row>(sheets: Sheet<Row>[]): Iterable<Uint8Array> {
  const pieces: Uint8Array[] = [];
  const zip = new Zip((error, piece) => {
    if (error) throw error;
    pieces.push(piece);
  });
  const encoder = new TextEncoder();
  const names = sheetNames(sheets.map(({ name }) => name));
  const files: [string, Iterable<string>][] = [
    ...packageParts(names).map(([name, xml]): [string, Iterable<string>] => [name, [xml]]),
    ...sheets.map((sheet, index): [string, Iterable<string>] => [
      `xl/worksheets/sheet${index + 1}.xml`,
      sheetXml(sheet),
    ]),
  ];
  for (const [name, content] of files) {
    const file = new ZipDeflate(name, { level: 6 });
    zip.add(file);
    for (const part of content) {
      file.push(encoder.encode(part));
      yield* pieces.splice(0);
    }
    file.push(new Uint8Array(0), true);
    yield* pieces.splice(0);
  }
  zip.end();
  yield* pieces.splice(0);
}

/** In the measure of a column's width: a Chinese character is as wide as two figures. */
function printedWidth(text: string): number {
  return [...text].reduce((sum, character) => sum + (character > "\u00ff" ? 2 : 1), 0);
}

function* sheetXml<Row>({ title, note, columns, rows }: Sheet<Row>): Iterable<string> {
  const merges: string[] = [];
  yield sheetStart(columns.map(({ width }) => width));
  const last = letters(columns.length - 1);
  yield line(1, 30, [textCell("A1", title, STYLE.title)]);
  const room = columns.reduce((sum, { width }) => sum + width, 0);
  yield line(2, 20 * Math.max(1, Math.ceil(printedWidth(note) / room)), [
    textCell("A2", note, STYLE.note),
  ]);
  merges.push(`A1:${last}1`, `A2:${last}2`);
  yield* head(columns, merges);
  const runs = columns.map(() => ({ value: "", from: 0 }));
  let number = HEAD_ROWS;
  for (const row of rows) {
    number += 1;
    const cells = columns.map(({ cell }) => cell(row));
    let outer = "";
    columns.forEach(({ merged }, index) => {
      const run = runs[index];
      // A chapter that goes on in the next group begins anew there.
      const value = `${outer}${JSON.stringify(cells[index])}`;
      if (merged) outer = value;
      if (!merged || !run || run.value === value) return;
      endRun(merges, index, run.from, number - 1);
      runs[index] = { value, from: number };
    });
    yield line(
      number,
      heightOf(cells, columns),
      cells.map((cell, index) => cellXml(cell, `${letters(index)}${number}`, columns[index])),
    );
  }
  columns.forEach(({ merged }, index) => {
    if (merged) endRun(merges, index, runs[index]?.from ?? 0, number);
  });
  yield sheetEnd(merges);
}

/** Groups over names; a group that is one column of its own name takes both lines. */
function* head(columns: Heading[], merges: string[]): Iterable<string> {
  const cells = columns.map(({ group }, index) =>
    textCell(`${letters(index)}3`, columns[index - 1]?.group === group ? "" : group, STYLE.head),
  );
  const single = new Set<number>();
  for (let from = 0; from < columns.length; ) {
    const group = columns[from]?.group;
    let to = from;
    while (columns[to + 1]?.group === group) to += 1;
    if (to > from) merges.push(`${letters(from)}3:${letters(to)}3`);
    else if (columns[from]?.name === group) {
      merges.push(`${letters(from)}3:${letters(from)}4`);
      single.add(from);
    }
    from = to + 1;
  }
  yield line(3, 20, cells);
  yield line(
    4,
    20,
    columns.map(({ name }, index) =>
      textCell(`${letters(index)}4`, single.has(index) ? "" : name, STYLE.head),
    ),
  );
}

function endRun(merges: string[], column: number, from: number, to: number) {
  if (from > 0 && to > from) merges.push(`${letters(column)}${from}:${letters(column)}${to}`);
}

function line(number: number, height: number, cells: string[]): string {
  return `<row r="${number}" ht="${height}" customHeight="1">${cells.join("")}</row>`;
}

function cellXml(cell: Cell, at: string, column: Heading | undefined): string {
  if (cell.kind === "text") {
    const plain = column?.merged ? STYLE.merged : STYLE.text;
    return textCell(at, cell.value, looksLikeFormula(cell.value) ? STYLE.quoted : plain);
  }
  if (cell.kind === "empty") return `<c r="${at}" s="${STYLE.text}"/>`;
  const value =
    cell.kind === "date"
      ? (toDbDate(cell.value).getTime() - EPOCH) / 86_400_000
      : cell.kind === "percent"
        ? cell.value / 100
        : cell.value;
  return `<c r="${at}" s="${STYLE[cell.kind]}"><v>${value}</v></c>`;
}

// Day 0 of Excel's calendar as far as any date after February 1900 goes.
const EPOCH = Date.UTC(1899, 11, 30);

/** Text in place and never a formula, however it begins. */
function textCell(at: string, value: string, style: number): string {
  if (value === "") return `<c r="${at}" s="${style}"/>`;
  return `<c r="${at}" s="${style}" t="inlineStr"><is><t xml:space="preserve">${escapeText(value)}</t></is></c>`;
}

/** Without what XML cannot hold; `_x0041_` would be read as a letter, so its first sign is written out. */
function escapeText(value: string): string {
  return value
    .slice(0, 32_767)
    .replace(/(?![\t\n\r])\p{Cc}|\p{Cs}|[\ufffe\uffff]/gu, "")
    .replace(/_(?=x[0-9a-f]{4}_)/gi, "_x005F_")
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;");
}

/** Lines of the fullest cell; programs do not all measure wrapped text themselves. In points. */
function heightOf(cells: Cell[], columns: Heading[]): number {
  const lines = cells.map((cell, index) => {
    const column = columns[index];
    if (cell.kind !== "text" || !column || column.merged) return 1;
    return cell.value
      .split("\n")
      .reduce((sum, part) => sum + Math.max(1, Math.ceil(widthOf(part) / (column.width - 1.5))), 0);
  });
  return Math.min(409, Math.max(...lines) * 14 + 6);
}

/** A Chinese character takes the room of two. */
function widthOf(text: string): number {
  let width = 0;
  for (const each of text) width += each.charCodeAt(0) > 0xff ? 2 : 1;
  return width;
}

/** 0 → A, 26 → AA */
function letters(index: number): string {
  const rest = String.fromCharCode(65 + (index % 26));
  return index < 26 ? rest : letters(Math.floor(index / 26) - 1) + rest;
}

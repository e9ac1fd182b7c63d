import { fold } from "./fold";
import type { Line } from "./lines";
import { markerOf } from "./markers";
import { areBodies } from "./names";
import { figureOf } from "./numerals";
import { type Column, headsOf } from "./table-heads";

const BAR = /[|｜]\s*$/;
/** A cell is no longer than this many lines. */
const MOST_LINES = 30;

type Cell = { text: string; line: number; lines: number };

/**
 * A table that a page put one cell to a line, put together again: the heads one below the other, with a
 * bar behind each cell or none. What does not come out even stays as the lines it was.
 */
export function gatherCells(lines: readonly Line[]): Line[] {
  const gathered: Line[] = [];
  for (let at = 0; at < lines.length; ) {
    const table = tableAt(lines, at);
    if (table) gathered.push(...table.rows);
    else gathered.push(lines[at] as Line);
    at = table ? table.end : at + 1;
  }
  return gathered;
}

function tableAt(lines: readonly Line[], at: number): { rows: Line[]; end: number } | null {
  const first = lines[at];
  if (!first || first.cells || first.text.length > 16) return null;
  const barred = BAR.test(first.text);
  const heads: string[] = [];
  for (let index = at; index < lines.length && heads.length < 16; index += 1) {
    const text = lines[index]?.text ?? "";
    const line = lines[index];
    if (BAR.test(text) !== barred || !line || line.cells || isSection(line)) break;
    const head = cellText(text);
    if (headsOf([head])[0] === null) break;
    heads.push(head);
  }
  const kinds = headsOf(heads);
  if (heads.length < 3 || kinds[0] !== "NUMBER" || !kinds.includes("UNITS")) return null;
  if (!kinds.includes("TASK") && !kinds.includes("CONTENT")) return null;
  const from = at + heads.length;
  const rows: Line[] = [rowOf(heads.map((text) => ({ text, line: first.line, lines: 1 })))];
  if (!barred) {
    const below = plainRows(lines, from, kinds);
    return below.rows.some(({ cells }) => cells)
      ? { rows: [...rows, ...below.rows], end: below.end }
      : null;
  }
  const cells = barredCells(lines, from);
  let end = from;
  for (let index = 0; index + heads.length <= cells.length; index += heads.length) {
    const row = cells.slice(index, index + heads.length);
    if (figureOf(row[0]?.text ?? "") === null) break;
    rows.push(rowOf(row));
    end += row.reduce((sum, cell) => sum + cell.lines, 0);
  }
  return rows.length > 1 ? { rows, end } : null;
}

/** 建设园区， ⏎ 引进企业 | ⏎ 市商务局 |: a bar ends a cell. */
function barredCells(lines: readonly Line[], from: number): Cell[] {
  const cells: Cell[] = [];
  let start = from;
  for (let index = from; index < lines.length && index - start < MOST_LINES; index += 1) {
    const text = lines[index]?.text ?? "";
    if (!BAR.test(text)) continue;
    const parts = lines.slice(start, index + 1).map((line) => cellText(line.text));
    const line = lines[start]?.line ?? 0;
    cells.push({ text: parts.join(""), line, lines: index + 1 - start });
    start = index + 1;
  }
  return cells;
}

/**
 * A line for each cell; a row lasts from its number to the next, and has a line for every head. Between
 * rows a line may head those below it: 一、稳增长.
 */
function plainRows(lines: readonly Line[], from: number, kinds: readonly (Column | null)[]) {
  const width = kinds.length;
  const rows: Line[] = [];
  let last = 0;
  let at = from;
  let end = from;
  while (at < lines.length) {
    const heading = lines[at];
    if (heading && isSection(heading)) {
      rows.push(heading);
      at += 1;
      continue;
    }
    const row = lines.slice(at, at + width);
    const number = figureOf(row[0]?.text ?? "");
    const inner = row.slice(1).some(({ text }) => figureOf(text) !== null);
    if (row.length < width || number === null || inner || row.some((line) => line.cells)) break;
    const next = lines[at + width];
    const ends = next === undefined || figureOf(next.text) === number + 1;
    // Behind the last row other text may stand, and numbers may leave some out: then who answers has
    // to look like it.
    const named = row.every(({ text }, index) => kinds[index] !== "UNITS" || areBodies(text, true));
    const goesOn = next !== undefined && (figureOf(next.text) ?? 0) > number;
    if (!ends && !(named && (goesOn || (next && isSection(next)))) && !looksLast(next?.text ?? ""))
      break;
    if (number <= last && !named) break;
    rows.push(rowOf(row.map(({ text, line }) => ({ text, line, lines: 1 }))));
    last = number;
    at += width;
    end = at;
    if (!ends && !goesOn && !(next && isSection(next))) break;
  }
  // A heading with no row below it is none of the table.
  while (rows.length > 0 && !rows.at(-1)?.cells) rows.pop();
  return { rows, end };
}

const isSection = ({ text, cells }: Line) =>
  !cells && text.length <= 40 && !/[。；：]/.test(text) && markerOf(text)?.level === "HAN";

const looksLast = (text: string) =>
  text.length > 24 || /^(?:备注|注|附|抄送|合计|[（(])/.test(text) || /[局府室厅会日]$/.test(text);

const cellText = (text: string) => text.replace(/[|｜\s]+$/u, "").replace(/^[|｜\s]+/u, "");

function rowOf(cells: readonly Cell[]): Line {
  const texts = cells.map((cell) => (fold(cell.text) === "" ? "" : cell.text));
  return {
    line: cells[0]?.line ?? 0,
    text: texts.filter((text) => text !== "").join("\t"),
    cells: texts,
  };
}

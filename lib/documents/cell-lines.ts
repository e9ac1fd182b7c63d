import { fold } from "./fold";
import type { Line } from "./lines";
import { figureOf } from "./numerals";
import { headsOf } from "./table-heads";

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
    if (BAR.test(text) !== barred || lines[index]?.cells) break;
    const head = cellText(text);
    if (headsOf([head])[0] === null) break;
    heads.push(head);
  }
  const kinds = headsOf(heads);
  if (heads.length < 3 || kinds[0] !== "NUMBER" || !kinds.includes("UNITS")) return null;
  if (!kinds.includes("TASK") && !kinds.includes("CONTENT")) return null;
  const from = at + heads.length;
  const cells = barred ? barredCells(lines, from) : plainCells(lines, from, heads.length);
  const rows: Line[] = [rowOf(heads.map((text) => ({ text, line: first.line, lines: 1 })))];
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

/** A line for each cell; a row lasts from its number to the next, and has a line for every head. */
function plainCells(lines: readonly Line[], from: number, width: number): Cell[] {
  const cells: Cell[] = [];
  for (let at = from; at + width <= lines.length; at += width) {
    const number = figureOf(lines[at]?.text ?? "");
    const next = figureOf(lines[at + width]?.text ?? "");
    const row = lines.slice(at, at + width);
    const inner = row.slice(1).some(({ text }) => figureOf(text) !== null);
    const ends = at + width === lines.length || next === (number ?? 0) + 1;
    if (number === null || inner || row.some((line) => line.cells)) break;
    // Behind the last row other text may stand: it has to look like a row all the same.
    if (!ends && !looksLast(lines[at + width]?.text ?? "")) break;
    cells.push(...row.map(({ text, line }) => ({ text, line, lines: 1 })));
    if (!ends || next === null) break;
  }
  return cells;
}

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

import type { Line } from "./lines";
import { figureOf } from "./numerals";
import { headsOf } from "./table-heads";

const BAR = /[|｜│┃┆┇┊┋║╎╏¦]/;
/** What a program draws between rows: ├──┼──┤, |---|:---:|, +----+. */
const RULE = /^(?=.*[-—–─━═=┄┅┈┉╌╍])[\s|｜¦+:：\-—–=\u2500-\u257f]{3,}$/u;
/** Drawing alone, which is no text wherever it stands. */
const DRAWN = /^[\s\u2500-\u257f]+$/u;

/** A row of a table as it is printed, over one line or several. */
type Printed = { line: number; text: string };
type Head = { heads: string[]; number: number };

/**
 * Tables drawn with bars in plain text, | 1 | 园区 | 市商务局 | or │1│园区│市商务局│, row by row: bars may
 * be ragged, a cell may be broken into lines. What has no head of a table of tasks stays as it is.
 */
export function gatherBars(lines: readonly Line[]): Line[] {
  const gathered: Line[] = [];
  let head: Head | null = null;
  for (let at = 0; at < lines.length; ) {
    const end = blockEnd(lines, at, head);
    const block = lines.slice(at, end);
    const table: { rows: Line[]; head: Head } | null =
      block.length > 0 ? tableOf(block, head) : null;
    if (table) {
      head = table.head;
      gathered.push(...table.rows);
    } else {
      const left = block.length > 0 ? block : lines.slice(at, at + 1);
      gathered.push(...left.filter(({ text }) => !DRAWN.test(text)));
    }
    at = Math.max(end, at + 1);
  }
  return gathered;
}

/** Whether a line has two cells or more; a tab parts the cells of a table that has two columns. */
const isBarred = ({ text, cells }: Line) => !cells && cellsIn(text).length > 1;
const isRule = ({ text }: Line) => RULE.test(text);
const isOpen = (text: string) => BAR.test(text.charAt(0)) && !BAR.test(text.slice(-1));

function cellsIn(text: string): string[] {
  const cut = BAR.test(text) ? text.split(BAR) : text.split("\t");
  if (!BAR.test(text)) return cut.map((cell) => cell.trim());
  if (cut[0]?.trim() === "") cut.shift();
  if (cut.at(-1)?.trim() === "" && BAR.test(text.slice(-1))) cut.pop();
  return cut.map((cell) => cell.trim());
}

/** Whether a row that is still open may go on with a line: one of no bar before it, and cells enough left. */
const takes = (row: string, line: string, width: number) =>
  isOpen(row) && !BAR.test(line.charAt(0)) && cellsIn(row + line).length <= width;

/** Whether the row a line may go on with is ended by a bar, here or right below: plain text behind a table is none. */
function isEndedSoon(lines: readonly Line[], at: number): boolean {
  const next = lines.slice(at, at + 4).find(({ text }) => BAR.test(text));
  return next !== undefined && !BAR.test(next.text.charAt(0));
}

/** Lines of a table from its first bar on; a row that is still open takes the line below it. */
function blockEnd(lines: readonly Line[], at: number, head: Head | null): number {
  let end = at;
  let width = head?.heads.length ?? 0;
  let row = "";
  for (; end < lines.length; end += 1) {
    const line = lines[end];
    if (!line || line.cells) break;
    if (isRule(line)) {
      row = "";
      continue;
    }
    const goesOn = takes(row, line.text, width) && isEndedSoon(lines, end);
    if (goesOn && (cellsIn(row).length < width || BAR.test(line.text.slice(-1)))) row += line.text;
    else if (isBarred(line) || (width > 0 && row !== "" && /^[|｜│┃]/.test(line.text))) {
      row = line.text;
      width ||= cellsIn(row).length;
    } else break;
  }
  return end;
}

function tableOf(block: readonly Line[], before: Head | null): { rows: Line[]; head: Head } | null {
  const parts = partsOf(block, before);
  const [first, ...rest] = parts;
  if (!first) return null;
  const whole = merged(first);
  const own = headOf(cellsIn(first[0]?.text ?? "")) ?? (first.length > 1 ? headOf(whole) : null);
  const head = own ?? before;
  if (!head) return null;
  const heads = own && first[0] ? [rowOf(first[0].line, own.heads)] : [];
  const below = own ? first.slice(own.heads.join() === whole.join() ? first.length : 1) : first;
  const drawn = rest.length > 1 || !own;
  const rows = [...(below.length > 0 ? [below] : []), ...rest].flatMap((part) =>
    rowsOf(part, head, drawn && rest.length > 0),
  );
  return rows.every((row) => row !== null) ? { rows: [...heads, ...rows], head } : null;
}

/** The lines of a block between its rules, rows that go on over several lines of text joined. */
function partsOf(block: readonly Line[], head: Head | null): Printed[][] {
  const parts: Printed[][] = [[]];
  let width = head?.heads.length ?? 0;
  for (const line of block) {
    const part = parts.at(-1) ?? [];
    const last = part.at(-1);
    if (isRule(line)) {
      if (part.length > 0) parts.push([]);
    } else if (last && takes(last.text, line.text, width)) {
      last.text += line.text;
    } else {
      part.push({ line: line.line, text: line.text });
      width ||= cellsIn(line.text).length;
    }
  }
  return parts.filter((part) => part.length > 0);
}

function headOf(heads: string[]): Head | null {
  const kinds = headsOf(heads);
  const tasks = kinds.includes("TASK") || kinds.includes("CONTENT") || kinds.includes("SECTION");
  return heads.length > 1 && kinds.includes("UNITS") && tasks
    ? { heads, number: kinds.indexOf("NUMBER") }
    : null;
}

/** Rows between two rules: one row where rules part all rows, unless it has several numbers. */
function rowsOf(
  part: readonly Printed[],
  { heads, number }: Head,
  drawn: boolean,
): (Line | null)[] {
  const cells = part.map(({ text }) => cellsIn(text));
  const numbers = cells.filter((row) => number >= 0 && figureOf(row[number] ?? "") !== null).length;
  const rows: { line: number; cells: string[] }[] = [];
  for (const [index, row] of cells.entries()) {
    const last = rows.at(-1);
    const begins =
      !last ||
      (numbers > 1 || (numbers === 1 && drawn)
        ? figureOf(row[number] ?? "") !== null || !/[│┃┆┇┊┋║╎╏]/.test(part[index]?.text ?? "")
        : !drawn);
    if (last && !begins && row.length === last.cells.length)
      last.cells = last.cells.map((cell, at) => cell + (row[at] ?? ""));
    else rows.push({ line: part[index]?.line ?? 0, cells: row });
  }
  return rows.map((row) => {
    const filled = row.cells.filter((cell) => cell !== "");
    if (filled.length === 1 && row.cells[0] !== "")
      return { line: row.line, text: filled[0] ?? "" };
    if (row.cells.length > heads.length) return null;
    return rowOf(row.line, [...row.cells, ...heads.slice(row.cells.length).map(() => "")]);
  });
}

const merged = (part: readonly Printed[]) =>
  part
    .map(({ text }) => cellsIn(text))
    .reduce((one, other) => one.map((cell, at) => cell + (other[at] ?? "")));

const rowOf = (line: number, cells: string[]): Line => ({
  line,
  text: cells.filter((cell) => cell !== "").join("\t"),
  cells,
});

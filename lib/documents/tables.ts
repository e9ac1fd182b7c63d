import { gatherBars } from "./bars";
import { gatherCells } from "./cell-lines";
import type { Line, TaskRow } from "./lines";
import { type Column, headsOf } from "./table-heads";

/**
 * Rows of tables of tasks are read by the head above them; every other row stays a line of text, so
 * that no table is lost. A row of one cell across the table is a line of text already.
 */
export function readTables(lines: readonly Line[]): Line[] {
  let heads: string[] = [];
  let columns: (Column | null)[] = [];
  const printed = new Set<string>();
  let headed = false;
  let section = "";
  return gatherCells(gatherBars(lines)).flatMap((line): Line[] => {
    const { cells, ...plain } = line;
    if (!cells) return [line];
    // The head of a table that a page repeats is of the page, as its number is.
    if (columns.length > 0 && printed.has(line.text)) return [];
    const kinds = headsOf(cells);
    if (
      kinds.includes("UNITS") &&
      (kinds.includes("TASK") || kinds.includes("CONTENT") || kinds.includes("SECTION"))
    ) {
      heads = cells.map((cell) => cell.replace(/\s/g, ""));
      columns = kinds;
      printed.add(line.text);
      headed = true;
      return [plain];
    }
    const below = headed;
    headed = false;
    if (
      columns.length === 0 ||
      cells.length < Math.min(columns.length, 3) ||
      cells.length > columns.length + 1
    ) {
      if (cells.length !== columns.length) columns = [];
      return [plain];
    }
    const row = rowOf(cells, columns, heads);
    // One cell over several rows holds its words in the first.
    if (row && columns.includes("SECTION")) section = row.section ||= below ? "" : section;
    // 责任分工 ⏎ 牵头单位, 配合单位: the second line of a head
    if (!row && below) printed.add(line.text);
    return [row ? { ...plain, row } : plain];
  });
}

function rowOf(
  cells: readonly string[],
  columns: readonly (Column | null)[],
  heads: readonly string[],
): TaskRow | null {
  const of = (wanted: Column) =>
    cells.flatMap((text, index) =>
      columns[index] === wanted && text.trim() !== ""
        ? [{ label: heads[index] ?? "", text: text.trim() }]
        : [],
    );
  const words = (wanted: Column) =>
    of(wanted)
      .map(({ text }) => text)
      .join("\n");
  const number = words("NUMBER");
  const [task, content] = [words("TASK"), words("CONTENT")];
  const title = task || content || words("SECTION");
  if (title === "" || /^(?:合计|小计|备注|注：)/.test(number || title)) return null;
  const headless = cells.flatMap((text, index) =>
    (columns[index] === null || columns[index] === undefined) && text.trim() !== ""
      ? [{ label: heads[index] ?? "", text: text.trim() }]
      : [],
  );
  return {
    number,
    section: task || content ? words("SECTION") : "",
    title,
    body: task && content ? content : "",
    clauses: of("UNITS"),
    others: [...of("OTHER"), ...headless],
  };
}

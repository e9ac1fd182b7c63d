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
  let above: Line | null = null;
  return gatherCells(gatherBars(lines)).flatMap((line): Line[] => {
    const { cells, ...plain } = line;
    if (!cells) above = null;
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
      above = null;
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
    if (row && above?.row && isContinuation(cells, columns)) {
      addTo(above as Line & { row: TaskRow }, plain.text, row);
      return [];
    }
    // 责任分工 ⏎ 牵头单位, 配合单位: the second line of a head
    if (!row && below) printed.add(line.text);
    if (!row) return [plain];
    // 序号 left blank below a row that has one, and a task of its own all the same
    if (row.number === "" && above?.row) row.unnumbered = above.row.number;
    else if (row.number !== "") above = { ...plain, row };
    return [row.number !== "" && above ? above : { ...plain, row }];
  });
}

/** A row whose cells of 序号 and 任务 are blank goes on with the one above it. */
function isContinuation(cells: readonly string[], columns: readonly (Column | null)[]): boolean {
  const blank = (wanted: Column) =>
    cells.every((cell, index) => columns[index] !== wanted || cell.trim() === "");
  const has = (wanted: Column) => columns.includes(wanted);
  return has("NUMBER") && blank("NUMBER") && blank(has("TASK") ? "TASK" : "CONTENT");
}

/** What a row that goes on says more: its text, units and days, each behind those of the row above. */
function addTo(line: Line & { row: TaskRow }, text: string, more: TaskRow): void {
  const { row } = line;
  line.text += `\t${text}`;
  const said = [more.title, more.body].filter((part) => part !== "").join("\n");
  row.body = [row.body, said].filter((part) => part !== "").join("\n");
  for (const clause of more.clauses) {
    const own = row.clauses.find(({ label }) => label === clause.label);
    if (own) own.text += `\n${clause.text}`;
    else row.clauses.push(clause);
  }
  row.others.push(...more.others);
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
  const goesOn = title === "" && number === "" && of("UNITS").length > 0 && cells.length > 2;
  if (goesOn)
    return { number, section: "", title, body: "", clauses: of("UNITS"), others: of("OTHER") };
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

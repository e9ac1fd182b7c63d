import type { Line } from "./lines";
import { childOf, type Element, elementsOf } from "./xml";

/**
 * The rows of a table, each a line with its cells; a cell merged downwards is repeated in every row
 * it covers, and a row of one cell across the whole table is a line of text.
 */
export function rowsOfTable(
  table: Element,
  textOf: (cell: Element) => string,
): Omit<Line, "line">[] {
  const above: string[] = [];
  const rows = rowsIn(table).map((row) => {
    const cells: string[] = [];
    const own: string[] = [];
    let column = Number(childOf(row, "w:trPr", "w:gridBefore")?.attributes["w:val"] ?? 0);
    while (cells.length < column) cells.push("");
    for (const cell of cellsIn(row)) {
      const properties = childOf(cell, "w:tcPr");
      const span = Math.min(
        60,
        Number(childOf(properties, "w:gridSpan")?.attributes["w:val"] ?? 1) || 1,
      );
      const merge = childOf(properties, "w:vMerge");
      const goesOn = merge !== undefined && merge.attributes["w:val"] !== "restart";
      const text = goesOn ? (above[column] ?? "") : textOf(cell);
      if (!goesOn) own.push(text);
      above[column] = text;
      cells.push(text, ...Array.from({ length: span - 1 }, () => ""));
      column += span;
    }
    return { cells, text: own.filter((each) => each !== "").join("\t") };
  });
  return rows.flatMap(({ cells, text }) => {
    const filled = cells.filter((cell) => cell !== "");
    if (filled.length === 0) return [];
    if (cells.length > 1 && filled.length === 1 && cells[0] !== "")
      return text.split("\n").map((line) => ({ text: line }));
    return [{ text: text.replace(/\n/g, " "), cells }];
  });
}

const rowsIn = (table: Element): Element[] =>
  elementsOf(table).flatMap((each) =>
    each.name === "w:tr"
      ? [each]
      : ["w:sdt", "w:sdtContent", "w:ins", "w:customXml"].includes(each.name)
        ? rowsIn(each)
        : [],
  );

const cellsIn = (row: Element): Element[] =>
  elementsOf(row).flatMap((each) =>
    each.name === "w:tc"
      ? [each]
      : ["w:sdt", "w:sdtContent", "w:ins", "w:customXml"].includes(each.name)
        ? cellsIn(each)
        : [],
  );

import { type Cell, type Column, looksLikeFormula } from "./rules";

/**
 * RFC 4180 with a byte order mark, by which Excel knows UTF-8. A mark before text that looks like a
 * formula keeps it text; `trailer` stands at the end of every record, name and value.
 */
export function* csvPieces<Row>(
  columns: Column<Row>[],
  rows: Row[],
  trailer: [name: string, value: string][],
): Iterable<Uint8Array> {
  const encoder = new TextEncoder();
  const heads = [...columns.map(({ name }) => name), ...trailer.map(([name]) => name)];
  yield encoder.encode(`\ufeff${record(heads)}`);
  for (const row of rows) {
    const values = columns.map(({ cell }) => written(cell(row)));
    yield encoder.encode(record([...values, ...trailer.map(([, value]) => value)]));
  }
}

function written(cell: Cell): string {
  if (cell.kind === "empty") return "";
  if (cell.kind === "percent") return `${cell.value}%`;
  return String(cell.value);
}

function record(values: string[]): string {
  const fields = values.map((value) => {
    const safe = looksLikeFormula(value) ? `'${value}` : value;
    return /[",\r\n]/.test(safe) || safe !== value ? `"${safe.replaceAll('"', '""')}"` : safe;
  });
  return `${fields.join(",")}\r\n`;
}

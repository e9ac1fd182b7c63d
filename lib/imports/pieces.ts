import { issuingCity } from "../documents/cities";
import type { TaskRow } from "../documents/lines";
import { markerOf } from "../documents/markers";
import type { Context } from "../documents/point-units";
import { type PointReading, readPoint } from "../documents/points";
import { readRow } from "../documents/table-points";
import type { ImportContent, ImportPoint } from "./content";

type Given = Pick<ImportContent, "cities" | "issuer" | "year" | "issuedOn">;

const contextOf = ({ cities, issuer, year, issuedOn }: Given): Context => ({
  ...{ cities, year, issuedOn },
  home: issuingCity(issuer, cities),
  rules: [],
});

/** A text of its own read as a point is. */
export function readPiece(text: string, line: number, section: string, given: Given): PointReading {
  const marker = markerOf(text);
  const paragraphs = text
    .split("\n")
    .map((each, index) => ({ line, text: each, marker: index === 0 ? marker : null }));
  const source = { paragraphs, before: [], section, granting: [] };
  return readPoint(source, 0, contextOf(given)).point;
}

/** The text of a point that was a row of a table, read by the cells its tabs still part; null of any other. */
export function readRowAgain(text: string, found: ImportPoint, given: Given): PointReading | null {
  if (!text.includes("\t") || !(found.marker + found.clauseStart).endsWith("\t")) return null;
  const row = rowOf(text.split("\t"), found);
  if (!row) return null;
  const { line, section } = found;
  const source = { paragraphs: [{ line, text }], before: [], section, granting: [] };
  return readRow(source, row, found.number, contextOf(given)).point;
}

function rowOf(cells: string[], found: ImportPoint): TaskRow | null {
  const left = cells.map((cell) => cell.trim());
  const number = found.marker.endsWith("\t") ? (left.shift() ?? "") : "";
  const title = left.shift() ?? "";
  const body = found.titleEnd === "\t" ? (left.shift() ?? "") : "";
  if (title === "") return null;
  // 牵头单位：甲 and 配合单位：乙 of columns of their own; a single one has no label.
  const columns = found.clause === "" ? 0 : found.clause.split("\t").length;
  const role = found.units.every((unit) => unit.role === "LEAD") ? "牵头单位" : "责任单位";
  const clauses = left.splice(0, columns).map((cell) => labelled(cell, role, columns > 1));
  const others = left.map((cell) => labelled(cell, "", true));
  return { number, section: found.section, title, body, clauses, others };
}

function labelled(cell: string, label: string, own: boolean): { label: string; text: string } {
  const colon = own ? cell.indexOf("：") : -1;
  return colon < 0
    ? { label, text: cell }
    : { label: cell.slice(0, colon), text: cell.slice(colon + 1) };
}

import { UNIT_KIND_NAMES } from "../glossary";
import type { Cell, Column } from "../ledgers/rules";
import { type DirectoryUnit, fixedMistakes, unitMistakes, type Wanted } from "./rules";
import {
  type City,
  FIELDS,
  type Field,
  type ReadRow,
  type RowError,
  readRow,
  SCOPE_WORDS,
} from "./sheet-rows";

const COLUMN_OF = {
  name: "name",
  shortName: "shortName",
  aliases: "aliases",
  kind: "kind",
  scope: "scope",
  cityId: "city",
  counterpartId: "counterpart",
} as const;

/** The 名录 as a workbook; the same columns are read back. */
export function directoryColumns(
  cities: readonly City[],
  units: readonly DirectoryUnit[],
): Column<DirectoryUnit>[] {
  const cityName = (unit: DirectoryUnit) => cities.find(({ id }) => id === unit.cityId)?.name ?? "";
  const nameOf = (id: number | null) => units.find((unit) => unit.id === id)?.name ?? "";
  const column = (field: Field, width: number, cell: (unit: DirectoryUnit) => Cell) => ({
    group: FIELDS[field],
    name: FIELDS[field],
    width,
    cell,
  });
  const words = (field: Field, width: number, value: (unit: DirectoryUnit) => string) =>
    column(field, width, (unit) => {
      const text = value(unit);
      return text === "" ? { kind: "empty" } : { kind: "text", value: text };
    });
  return [
    column("id", 7, ({ id }) => ({ kind: "number", value: id })),
    words("name", 34, ({ name }) => name),
    words("shortName", 20, ({ shortName }) => shortName),
    words("aliases", 30, ({ aliases }) => aliases.join("、")),
    words("kind", 11, ({ kind }) => UNIT_KIND_NAMES[kind]),
    words("scope", 8, ({ scope }) => (scope ? SCOPE_WORDS[scope] : "")),
    words("city", 11, cityName),
    words("counterpart", 34, ({ counterpartId }) => nameOf(counterpartId)),
    column("order", 7, ({ order }) => ({ kind: "number", value: order })),
  ];
}

export type RowChange = {
  row: number;
  kind: "NEW" | "CHANGED";
  name: string;
  /** 改名：市文旅局 → 市文化和旅游局 */
  what: string[];
  wanted: Wanted;
  order: number | null;
  /** by name: the unit may be a new one of the same file */
  counterpart: string;
};

export type SheetReading = { changes: RowChange[]; errors: RowError[]; read: number };

/** The file against the 名录: what it would change and everything that is wrong with it, row by row. */
export function compareSheet(
  rows: readonly (readonly string[])[],
  units: readonly (DirectoryUnit & { assigned: boolean })[],
  cities: readonly City[],
  gone: ReadonlyMap<number, string> = new Map(),
): SheetReading {
  const head = rows.findIndex((row) => row.some((cell) => cell.trim() === FIELDS.name));
  if (head < 0) {
    const sentence = "没有找到“单位全称”这一列，请用“导出名录”得到的表格填写。";
    return { changes: [], errors: [{ row: 1, column: FIELDS.name, sentence }], read: 0 };
  }
  const names = (rows[head] ?? []).map((cell) => cell.trim());
  const errors: RowError[] = [];
  const read = rows.slice(head + 1).flatMap((cells, index) => {
    const row = head + 2 + index;
    const cell = (field: Field) => (cells[names.indexOf(FIELDS[field])] ?? "").trim();
    if (cells.every((each) => each.trim() === "")) return [];
    const found = readRow(row, cell, names, units, cities, gone);
    errors.push(...found.errors);
    return found.read ? [found.read] : [];
  });
  errors.push(...repeated(read));
  const final = afterwards(read, units);
  const changes = read.flatMap((each): RowChange[] => {
    const before = units.find(({ id }) => id === each.wanted.id);
    const wanted = {
      ...each.wanted,
      counterpartId: partnerId(each, { read, final, units }, errors),
    };
    const what = before ? differences(before, wanted, each.order, { units, cities }) : [];
    if (before && what.length === 0 && wanted.scope === before.scope) return [];
    const others = final.filter(({ id }) => id !== idOf(each));
    const found = [
      ...unitMistakes(wanted, others),
      ...(before ? fixedMistakes(wanted, before, before.assigned) : []),
    ];
    for (const { field, sentence } of found) {
      const key = field === "id" ? "id" : COLUMN_OF[field];
      errors.push({ row: each.row, column: FIELDS[key], sentence });
    }
    if (before && what.length === 0) return [];
    return [{ ...each, wanted, kind: before ? "CHANGED" : "NEW", name: wanted.name, what }];
  });
  errors.sort((a, b) => a.row - b.row);
  return { changes: errors.length > 0 ? [] : changes, errors, read: read.length };
}

/** Two rows for one unit, or of one name. */
function repeated(read: ReadRow[]): RowError[] {
  return read.flatMap(({ row, wanted }, place) => {
    const first = read
      .slice(0, place)
      .find(
        (other) =>
          other.wanted.name === wanted.name ||
          (wanted.id !== null && other.wanted.id === wanted.id),
      );
    if (!first) return [];
    return [{ row, column: FIELDS.name, sentence: `与第 ${first.row} 行是同一单位，请只留一行。` }];
  });
}

// A new unit has no id yet: its row stands for it.
const idOf = ({ row, wanted }: ReadRow) => wanted.id ?? -row;

/** All units as they would be. */
function afterwards(read: ReadRow[], units: readonly DirectoryUnit[]): DirectoryUnit[] {
  const changed = new Map(read.map((each) => [idOf(each), each]));
  const kept = units.filter(({ id }) => !changed.has(id));
  return [
    ...kept,
    ...[...changed].map(([id, { wanted, order }]) => ({ ...wanted, id, order: order ?? 0 })),
  ];
}

function partnerId(
  each: ReadRow,
  {
    read,
    final,
    units,
  }: { read: ReadRow[]; final: DirectoryUnit[]; units: readonly DirectoryUnit[] },
  errors: RowError[],
): number | null {
  if (each.counterpart === "") return null;
  const partner = final.find(({ name }) => name === each.counterpart);
  const row = read.find(({ wanted }) => wanted.name === each.counterpart);
  const stands = ({ wanted, counterpart }: ReadRow) =>
    (units.find(({ id }) => id === wanted.counterpartId)?.name ?? "") === counterpart;
  const asBefore = row !== undefined && stands(each) && stands(row);
  if (row && row.counterpart !== each.wanted.name && !asBefore) {
    const sentence = `第 ${row.row} 行的对口单位不是它，对口单位请两行互写。`;
    errors.push({ row: each.row, column: FIELDS.counterpart, sentence });
  }
  if (partner) return partner.id;
  const sentence = `名录和文件里都没有“${each.counterpart}”，请写全称或留空。`;
  errors.push({ row: each.row, column: FIELDS.counterpart, sentence });
  return null;
}

function differences(
  before: DirectoryUnit,
  wanted: Wanted,
  order: number | null,
  { units, cities }: { units: readonly DirectoryUnit[]; cities: readonly City[] },
): string[] {
  const city = (id: number | null) => cities.find((each) => each.id === id)?.name ?? "无";
  const unit = (id: number | null) =>
    units.find((each) => each.id === id)?.name ?? "文件中的新单位";
  const said = (label: string, from: string, to: string) =>
    from === to ? [] : [`${label}：${from || "无"} → ${to || "无"}`];
  return [
    ...said("改名", before.name, wanted.name),
    ...said("简称", before.shortName, wanted.shortName),
    ...said("别名", before.aliases.join("、"), wanted.aliases.join("、")),
    ...said("类别", UNIT_KIND_NAMES[before.kind], UNIT_KIND_NAMES[wanted.kind]),
    ...(before.cityId === wanted.cityId
      ? []
      : said("城市", city(before.cityId), city(wanted.cityId))),
    ...(before.counterpartId === wanted.counterpartId
      ? []
      : [`对口单位：${wanted.counterpartId === null ? "无" : unit(wanted.counterpartId)}`]),
    ...(order === null || order === before.order ? [] : [`顺序：${before.order} → ${order}`]),
  ];
}

import type { GroupScope, UnitKind } from "../../prisma/generated/enums";
import { UNIT_KIND_NAMES } from "../glossary";
import { shortNameOf } from "../units/rules";
import type { DirectoryUnit, Wanted } from "./rules";
import { aliasesOf, saveUnitInput } from "./schema";

export type City = { id: number; name: string; shortName: string };

export const SCOPE_WORDS: Record<GroupScope, string> = { CONCERNED: "有关", EVERY: "各" };
/** The columns of the file. */
export const FIELDS = {
  id: "编号",
  name: "单位全称",
  shortName: "简称",
  aliases: "别名",
  kind: "类别",
  scope: "范围",
  city: "城市",
  counterpart: "对口单位",
  order: "顺序",
} as const;
export type Field = keyof typeof FIELDS;

/** What is wrong with one row of the file, as its reader counts rows. */
export type RowError = { row: number; column: string; sentence: string };

/** A row whose cells make sense by themselves; `counterpart` is a name still. */
export type ReadRow = { row: number; wanted: Wanted; order: number | null; counterpart: string };

/** One row of the file, with what is wrong in its cells. */
export function readRow(
  row: number,
  cell: (field: Field) => string,
  names: readonly string[],
  units: readonly DirectoryUnit[],
  cities: readonly City[],
  /** of abolished units, by id: what became of them */
  gone: ReadonlyMap<number, string> = new Map(),
): { read: ReadRow | null; errors: RowError[] } {
  const errors: RowError[] = [];
  const fail = (field: Field, sentence: string) =>
    errors.push({ row, column: FIELDS[field], sentence });
  const id = cell("id") === "" ? null : Number(cell("id"));
  const known = id !== null ? units.find((unit) => unit.id === id) : undefined;
  if (id !== null && !known) {
    const became = gone.get(id);
    const sentence = became
      ? `${became}，请删去这一行。`
      : `名录里没有编号 ${cell("id")}；新单位的编号请留空。`;
    fail("id", sentence);
  }
  const before = known ?? units.find(({ name }) => name === cell("name"));
  // A column that the file leaves out changes nothing.
  const has = (field: Field) => names.includes(FIELDS[field]);
  const kind = (Object.keys(UNIT_KIND_NAMES) as UnitKind[]).find(
    (each) => UNIT_KIND_NAMES[each] === cell("kind"),
  );
  if (has("kind") ? !kind : !before) {
    fail("kind", `类别请填：${Object.values(UNIT_KIND_NAMES).join("、")}。`);
  }
  const scope = (["CONCERNED", "EVERY"] as const).find(
    (each) => SCOPE_WORDS[each] === cell("scope"),
  );
  if (cell("scope") !== "" && !scope) fail("scope", "范围请填“有关”或“各”。");
  const city = cities.find(({ name, shortName }) => [name, shortName].includes(cell("city")));
  if (cell("city") !== "" && !city) {
    fail("city", `没有城市“${cell("city")}”，请填${cities.map(({ name }) => name).join("或")}。`);
  }
  const order = cell("order") === "" ? null : Number(cell("order"));
  if (order !== null && !(Number.isInteger(order) && order > 0 && order < 1_000_000)) {
    fail("order", "顺序请填大于 0 的整数。");
  }
  const given = has("shortName") ? cell("shortName") : (before?.shortName ?? "");
  const said = saveUnitInput.safeParse({
    name: cell("name"),
    // As a notice that names the unit would have it called.
    shortName: given || shortNameOf(cell("name"), cities),
    aliases: has("aliases") ? cell("aliases") : before?.aliases.join("\n"),
    kind: kind ?? before?.kind ?? "GOVERNMENT",
  });
  // What stands there already is not found fault with: a notice may have brought it.
  const stands = {
    name: before?.name === cell("name"),
    shortName: before !== undefined && before.shortName === given,
    aliases: !has("aliases") || before?.aliases.join("、") === cell("aliases"),
  };
  for (const issue of said.error?.issues ?? []) {
    const field = issue.path[0] as "name" | "shortName" | "aliases";
    if (!stands[field]) fail(field, issue.message);
  }
  if (errors.length > 0) return { read: null, errors };
  const typed = said.data ?? {
    name: cell("name"),
    shortName: given,
    aliases: aliasesOf(cell("aliases")),
  };
  const wanted: Wanted = {
    id: before?.id ?? null,
    name: before && stands.name ? before.name : typed.name,
    shortName: before && stands.shortName ? before.shortName : typed.shortName,
    aliases: before && stands.aliases ? before.aliases : typed.aliases,
    kind: kind ?? before?.kind ?? "GOVERNMENT",
    scope: has("scope") ? (scope ?? null) : (before?.scope ?? null),
    cityId: has("city") ? (city?.id ?? null) : (before?.cityId ?? null),
    counterpartId: before?.counterpartId ?? null,
  };
  const kept = units.find((unit) => unit.id === before?.counterpartId)?.name ?? "";
  const counterpart = has("counterpart") ? cell("counterpart") : kept;
  return { read: { row, wanted, order, counterpart }, errors };
}

import type { GroupScope, UnitKind } from "../../prisma/generated/enums";

/** A unit of the 名录 as an admin sees and changes it. */
export type DirectoryUnit = {
  id: number;
  name: string;
  shortName: string;
  aliases: string[];
  kind: UnitKind;
  scope: GroupScope | null;
  cityId: number | null;
  counterpartId: number | null;
  order: number;
};

/** A short text that changes whenever one of these does: the second of two savers is told. */
export function unitSeal(unit: DirectoryUnit): string {
  const { id, name, shortName, aliases, kind, scope, cityId, counterpartId } = unit;
  return fingerprint([id, name, shortName, aliases, kind, scope, cityId, counterpartId]);
}

/** The same for the whole 名录, order and all. */
export function directorySeal(units: DirectoryUnit[]): string {
  return fingerprint(units.map((unit) => [unitSeal(unit), unit.order]));
}

/** cyrb53 of the values as JSON: no secret, only a mark of what was seen. */
function fingerprint(values: unknown): string {
  const text = JSON.stringify(values);
  let [high, low] = [0xdeadbeef, 0x41c6ce57];
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    high = Math.imul(high ^ code, 2654435761);
    low = Math.imul(low ^ code, 1597334677);
  }
  high = Math.imul(high ^ (high >>> 16), 2246822507) ^ Math.imul(low ^ (low >>> 13), 3266489909);
  low = Math.imul(low ^ (low >>> 16), 2246822507) ^ Math.imul(high ^ (high >>> 13), 3266489909);
  return (4294967296 * (2097151 & low) + (high >>> 0)).toString(36);
}

export type Wanted = Omit<DirectoryUnit, "id" | "order"> & { id: number | null };

/** A mistake of one unit of the 名录, at the field it concerns. */
export type Mistake = { field: keyof Wanted; sentence: string };

/**
 * Why a unit cannot stand in the 名录 beside the others; empty when it can. Names are the portal's
 * key for people: no two units share one, and inside a city no alias leads to two.
 */
export function unitMistakes(wanted: Wanted, others: readonly DirectoryUnit[]): Mistake[] {
  const mistakes: Mistake[] = [];
  const add = (field: Mistake["field"], sentence: string) => mistakes.push({ field, sentence });
  const same = others.find((other) => other.name === wanted.name);
  if (same) add("name", `已有同名单位“${wanted.name}”。`);
  if ((wanted.kind === "GROUP") !== (wanted.scope !== null)) {
    add(
      "scope",
      wanted.kind === "GROUP"
        ? "集合单位请写明范围：有关（部分）或各（全部）。"
        : "只有集合单位才填范围，请清空。",
    );
  }
  const inCity = others.filter(
    (other) => other.cityId === wanted.cityId && wanted.cityId !== null && other.kind !== "GROUP",
  );
  for (const alias of wanted.aliases) {
    const holder = inCity.find(
      (other) => other.name === alias || other.shortName === alias || other.aliases.includes(alias),
    );
    if (holder) add("aliases", `别名“${alias}”已属于${holder.name}，同一城市里一个称呼只指一家。`);
  }
  if (wanted.kind !== "GROUP") {
    const holder = inCity.find((other) => other.aliases.includes(wanted.shortName));
    if (holder) add("shortName", `简称“${wanted.shortName}”已是${holder.name}的别名。`);
  }
  const partner = others.find(({ id }) => id === wanted.counterpartId);
  if (wanted.counterpartId !== null && !partner) add("counterpartId", "没有找到所选的对口单位。");
  if (partner && partner.cityId === wanted.cityId) {
    add("counterpartId", `${partner.name}在同一城市，对口单位应在另一城市。`);
  }
  if (partner && (partner.kind === "GROUP") !== (wanted.kind === "GROUP")) {
    add("counterpartId", "集合单位只与集合单位对口。");
  }
  return mistakes;
}

/** What may not change once work hangs on it: sides are counted by city, groups by their members. */
export function fixedMistakes(wanted: Wanted, before: DirectoryUnit, assigned: boolean): Mistake[] {
  const mistakes: Mistake[] = [];
  if (assigned && before.cityId !== null && wanted.cityId !== before.cityId) {
    mistakes.push({
      field: "cityId",
      sentence: "已有分工的单位不能改城市，以前的进度按原城市计算。",
    });
  }
  if (assigned && (wanted.kind === "GROUP") !== (before.kind === "GROUP")) {
    mistakes.push({ field: "kind", sentence: "已有分工的单位不能在集合单位与一般单位之间改动。" });
  }
  return mistakes;
}

/** The order after one step among the units of its city; null when it stands at the end already. */
export function movedOrder(
  units: readonly Pick<DirectoryUnit, "id" | "cityId" | "order">[],
  unitId: number,
  direction: "UP" | "DOWN",
): { id: number; order: number }[] | null {
  const unit = units.find(({ id }) => id === unitId);
  if (!unit) return null;
  const own = units
    .filter(({ cityId }) => cityId === unit.cityId)
    .sort((a, b) => a.order - b.order || a.id - b.id);
  const place = own.findIndex(({ id }) => id === unitId);
  const to = direction === "UP" ? place - 1 : place + 1;
  if (to < 0 || to >= own.length) return null;
  const ids = own.map(({ id }) => id);
  ids.splice(to, 0, ...ids.splice(place, 1));
  // Numbers that two units share are taken apart on the way.
  const numbers = own.map(({ order }) => order);
  for (let index = 1; index < numbers.length; index += 1) {
    numbers[index] = Math.max(numbers[index] ?? 0, (numbers[index - 1] ?? 0) + 1);
  }
  return ids.flatMap((id, index) => {
    const order = numbers[index] ?? 0;
    return own.some((each) => each.id === id && each.order === order) ? [] : [{ id, order }];
  });
}

/** What a form for a city was opened on. */
export function citySeal(city: { id: number; name: string; shortName: string; order: number }) {
  return [city.id, city.order, city.name, city.shortName].join("|");
}

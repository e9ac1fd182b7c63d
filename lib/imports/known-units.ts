import { pinyinInitials } from "../units/pinyin";
import { type City, citiesKey, coreOf, type UnitKind } from "../units/rules";
import { nearness } from "./nearest";

// The units of the directory as a notice may mean them.

/** A unit the directory holds. */
export type KnownUnit = {
  id: number;
  name: string;
  aliases: readonly string[];
  pinyinInitials: string;
  kind: UnitKind;
  cityName: string | null;
  /** 曾用名: a notice may still write them */
  formerNames?: readonly string[];
  /** it was abolished, maybe into another: nothing new is its own */
  end?: { successorId: number | null };
  /** of one of no city: the cities of each plan it works for, as citiesKey writes them */
  plans?: readonly string[];
};

/**
 * Whether a notice of some cities that writes a unit's name means it: one of theirs, or one of no city
 * that is named in full or already works for these cities.
 */
export function isOf(
  { cityName, plans }: KnownUnit,
  cities: readonly City[],
  bare: boolean,
): boolean {
  if (cities.length === 0) return true;
  if (cityName !== null) return cities.some(({ name }) => name === cityName);
  return !bare || (plans ?? []).includes(citiesKey(cities.map(({ name }) => name)));
}

/** Who goes on with the work of a unit that is no more, however often it was merged; null for nobody. */
export function heirOf(gone: KnownUnit, known: readonly KnownUnit[]): KnownUnit | null {
  let unit: KnownUnit | undefined = gone;
  // A unit is merged into a standing one only, so the way ends.
  while (unit?.end) {
    const { successorId }: { successorId: number | null } = unit.end;
    unit = known.find(({ id }) => id === successorId);
  }
  return unit ?? null;
}

const MOST = 4;
const ALIKE = 0.5;

export function suggestionsFor(
  name: string,
  cityName: string | null,
  cities: readonly City[],
  known: readonly KnownUnit[],
): KnownUnit[] {
  const core = coreOf(name, cities);
  const initials = pinyinInitials(name);
  return known
    .filter(
      (unit) =>
        unit.kind !== "GROUP" &&
        (cityName === null ? isOf(unit, cities, false) : unit.cityName === cityName),
    )
    .map((unit) => {
      const other = coreOf(unit.name, cities);
      const likeness = unit.pinyinInitials === initials ? 0.9 : nearness(core, other);
      return { unit, likeness };
    })
    .filter(({ likeness }) => likeness >= ALIKE)
    .sort((a, b) => b.likeness - a.likeness)
    .slice(0, MOST)
    .map(({ unit }) => unit);
}

import { KNOWN_FUNCTION } from "../documents/names";
import { pinyinInitials } from "../units/pinyin";
import { type City, citiesKey, coreOf, isShortFor, type UnitKind } from "../units/rules";

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
      const likeness =
        unit.pinyinInitials === initials || isShortFor(core, other) || isShortFor(other, core)
          ? 0.9
          : isOneApart(core, other)
            ? 0.8
            : alike(core, other);
      return { unit, likeness };
    })
    .filter(({ likeness }) => likeness >= ALIKE)
    .sort((a, b) => b.likeness - a.likeness)
    .slice(0, MOST)
    .map(({ unit }) => unit);
}

/** 财攻局 for 财政局: one character is another, in a name that no office has as a rule. */
function isOneApart(one: string, other: string): boolean {
  if (one.length < 3 || one.length !== other.length || KNOWN_FUNCTION.test(one)) return false;
  return [...one].filter((character, at) => character !== other[at]).length === 1;
}

/** Share of neighbouring pairs of characters that two names have in common, 0–1. */
export function alike(one: string, other: string): number {
  const [a, b] = [pairsOf(one), pairsOf(other)];
  if (a.length + b.length === 0) return one === other ? 1 : 0;
  const rest = [...b];
  const same = a.filter((pair) => {
    const at = rest.indexOf(pair);
    if (at >= 0) rest.splice(at, 1);
    return at >= 0;
  });
  return (2 * same.length) / (a.length + b.length);
}

const pairsOf = (text: string) => [...text].slice(1).map((character, at) => text[at] + character);

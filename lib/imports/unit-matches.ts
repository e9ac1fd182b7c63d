import { isStronger, type Role } from "../documents/roles";
import { pinyinInitials } from "../units/pinyin";
import {
  type City,
  coreOf,
  isShortFor,
  otherNamesOf,
  type Scope,
  type UnitKind,
  unitKindOf,
} from "../units/rules";
import { type ImportContent, importedPoints, type UnitDecision } from "./content";

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
};

/**
 * A name of the notice against the directory. KNOWN: there by name or alias; DECIDED: an admin said;
 * NEW: nothing like it is there and its city is told, so that one look at the list settles it;
 * ASKED: something like it is there, it is no more, or its city is not told.
 */
export type UnitMatch = {
  name: string;
  /** other ways the notice writes it */
  written: string[];
  /** numbers of the points */
  points: number[];
  cityName: string | null;
  scope: Scope | null;
  kind: UnitKind;
  state: "KNOWN" | "DECIDED" | "NEW" | "ASKED";
  /** the unit of the directory it stands for */
  unit: KnownUnit | null;
  byAlias: boolean;
  /** the directory's unit of that name is no more */
  gone: boolean;
  decision: UnitDecision | null;
  suggestions: KnownUnit[];
};

/** Every name of an import once, in the order of the notice. */
export function matchUnits(content: ImportContent, known: readonly KnownUnit[]): UnitMatch[] {
  const found = new Map<string, UnitMatch>();
  for (const point of importedPoints(content)) {
    for (const unit of point.units) {
      const match =
        found.get(unit.name) ??
        matchUnit(unit, content.units[unit.name] ?? null, content.cities, known);
      if (!match.points.includes(point.number)) match.points.push(point.number);
      if (unit.written !== unit.name && !match.written.includes(unit.written)) {
        match.written.push(unit.written);
      }
      found.set(unit.name, match);
    }
  }
  return [...found.values()];
}

function matchUnit(
  { name, cityName, scope }: { name: string; cityName: string | null; scope: Scope | null },
  decision: UnitDecision | null,
  cities: readonly City[],
  all: readonly KnownUnit[],
): UnitMatch {
  const known = all.filter(({ end }) => end === undefined);
  const gone = all.find((unit) => unit.end !== undefined && unit.name === name);
  const chosen = decision && "unitId" in decision ? decision.unitId : null;
  const exact = known.find((unit) => unit.name === name);
  const aliased = exact ? [] : known.filter((unit) => otherNamesOf(unit, cities).includes(name));
  const unit = exact ?? (aliased.length === 1 ? aliased[0] : known.find(({ id }) => id === chosen));
  const base = {
    name,
    written: [],
    points: [],
    cityName,
    scope,
    kind: unitKindOf(name, cities),
    decision,
    gone: gone !== undefined,
  };
  if (exact || aliased.length === 1) {
    return { ...base, state: "KNOWN", unit: unit ?? null, byAlias: !exact, suggestions: [] };
  }
  const heir = gone && heirOf(gone, all);
  const alike = suggestionsFor(name, cityName, cities, known).filter((each) => each !== heir);
  const suggestions = heir ? [heir, ...alike] : alike;
  // A unit that was chosen and is gone since is asked about again; one of its name cannot be made anew.
  const decided = decision !== null && (chosen === null ? !gone : unit !== undefined);
  const sure = suggestions.length === 0 && cityName !== null && !gone;
  return {
    ...base,
    state: decided ? "DECIDED" : sure ? "NEW" : "ASKED",
    unit: unit ?? null,
    byAlias: false,
    suggestions,
  };
}

/** Who goes on with the work of a unit that is no more, however often it was merged; null for nobody. */
function heirOf(gone: KnownUnit, known: readonly KnownUnit[]): KnownUnit | null {
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

function suggestionsFor(
  name: string,
  cityName: string | null,
  cities: readonly City[],
  known: readonly KnownUnit[],
): KnownUnit[] {
  const core = coreOf(name, cities);
  const initials = pinyinInitials(name);
  return known
    .filter((unit) => unit.kind !== "GROUP" && (cityName === null || unit.cityName === cityName))
    .map((unit) => {
      const other = coreOf(unit.name, cities);
      const likeness =
        unit.pinyinInitials === initials || isShortFor(core, other) || isShortFor(other, core)
          ? 0.9
          : alike(core, other);
      return { unit, likeness };
    })
    .filter(({ likeness }) => likeness >= ALIKE)
    .sort((a, b) => b.likeness - a.likeness)
    .slice(0, MOST)
    .map(({ unit }) => unit);
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

/** The directory's name for each name of the notice; null while it is open. */
export function resolver(matches: readonly UnitMatch[]): (name: string) => string | null {
  const names = new Map(
    matches.map(({ name, state, unit }) => [
      name,
      unit?.name ?? (state === "DECIDED" ? name : null),
    ]),
  );
  return (name) => names.get(name) ?? null;
}

/** Units under the directory's names, each once, in its strongest role. */
export function resolvedUnits(
  units: readonly { name: string; role: Role }[],
  resolve: (name: string) => string | null,
): { name: string; role: Role }[] {
  const roles = new Map<string, Role>();
  for (const { name, role } of units) {
    const known = resolve(name) ?? name;
    const before = roles.get(known);
    if (!before || isStronger(role, before)) roles.set(known, role);
  }
  return [...roles].map(([name, role]) => ({ name, role }));
}

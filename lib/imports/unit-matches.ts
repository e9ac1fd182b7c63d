import { likelyName } from "../documents/doubts";
import { type City, otherNamesOf, type Scope, type UnitKind, unitKindOf } from "../units/rules";
import { isBare, nameIn } from "./bare-names";
import {
  type ImportContent,
  type ImportUnit,
  importedPoints,
  type Remembered,
  type UnitDecision,
} from "./content";
import { heirOf, isOf, type KnownUnit, suggestionsFor } from "./known-units";
import { type Proposal, proposalFor } from "./proposals";

/** What a name stands for once the import is published; `unit` null: it is made then. */
export type StandIn = {
  name: string;
  kind: UnitKind;
  scope: Scope | null;
  cityName: string | null;
  unit: KnownUnit | null;
};

/**
 * A name of the notice against the directory. KNOWN: there by name or alias, and of the notice's cities;
 * DECIDED: an admin said; NEW: nothing like it is there and its city is told, so that one look at the list
 * settles it; ASKED: something like it is there, it is no more, it is of another city, it looks miswritten, or
 * its city is not told.
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
  /** the unit of the directory it stands for, where it is one */
  unit: KnownUnit | null;
  /** empty while it is open */
  standsFor: StandIn[];
  byAlias: boolean;
  /** the directory's unit of that name is no more */
  gone: boolean;
  /** the directory's unit of that name, of which nothing says that these cities mean it */
  foreign: KnownUnit | null;
  /** of a bare name: what its unit is called in each city */
  inCities: { cityName: string; name: string }[];
  decision: UnitDecision | null;
  /** the decision is that of the plan's notice before */
  last: boolean;
  /** of an open name */
  proposal: Proposal | null;
  suggestions: KnownUnit[];
  /** what the name may be miswritten for: 市财政局 for 市财证局 */
  likely: string | null;
};

/**
 * Every name of an import once, in the order of the notice. What was answered before holds on where it is
 * the same plan's, and is proposed where it is another's of the same cities.
 */
export function matchUnits(
  content: ImportContent,
  known: readonly KnownUnit[],
  remembered: Remembered = { applied: {}, proposed: {} },
): UnitMatch[] {
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
  const standing = (match: UnitMatch) => standInsOf(match, found, content.cities, known);
  for (const [name, match] of found) {
    const decision = remembered.applied[name];
    if (decision && match.decision === null && match.state !== "KNOWN") {
      found.set(name, { ...match, decision, last: true });
    }
  }
  // What stood for somebody then may stand for nobody now.
  for (const [name, match] of found) {
    if (match.last && standing(match).length === 0) {
      found.set(name, { ...match, decision: null, last: false });
    }
  }
  const settled = [...found.values()].map((match): UnitMatch => {
    if (match.state === "KNOWN") return match;
    const standsFor = standing(match);
    // It stands for another name of the notice, about which nobody has decided yet.
    const waits = match.decision && "sameAs" in match.decision && found.get(match.decision.sameAs);
    if (standsFor.length === 0 && !waits) return match;
    const [one, two] = standsFor;
    return { ...match, state: "DECIDED", standsFor, unit: two ? null : (one?.unit ?? null) };
  });
  return settled.map((match): UnitMatch => {
    if (match.state === "KNOWN" || match.state === "DECIDED") return match;
    const before = remembered.proposed[match.name];
    const holds = before && standing({ ...match, decision: before }).length > 0;
    const proposal: Proposal | null = holds
      ? { why: "LAST", decision: before, name: null, sure: true }
      : proposalFor(match, settled, content.cities);
    return proposal ? { ...match, state: "ASKED", proposal } : match;
  });
}

/** A name of which nothing is asked but whose it is, so that one answer holds for all such. */
export function isAnyones(match: UnitMatch): boolean {
  const { state, cityName, inCities, gone, foreign, proposal } = match;
  return (
    state === "ASKED" && inCities.length > 1 && !cityName && !gone && !foreign && proposal === null
  );
}

/** A district or county that the notice does not say whose it is, and nothing else is asked of it. */
export function isAnyCitysPlace(match: UnitMatch): boolean {
  const { state, kind, cityName, inCities, gone, foreign, proposal, suggestions, likely } = match;
  const asked = state === "ASKED" && kind === "COUNTY" && inCities.length === 0 && !cityName;
  return asked && !gone && !foreign && !proposal && suggestions.length === 0 && likely === null;
}

/** A name before anybody decided about it. */
function matchUnit(
  { name, written, cityName, scope }: Pick<ImportUnit, "name" | "written" | "cityName" | "scope">,
  decision: UnitDecision | null,
  cities: readonly City[],
  all: readonly KnownUnit[],
): UnitMatch {
  const known = all.filter(({ end }) => end === undefined);
  const bare = isBare(name, cities);
  const own = (unit: KnownUnit) => isOf(unit, cities, bare);
  const inCities = bare
    ? cities.map((city) => ({ cityName: city.name, name: nameIn(city, name, cities) }))
    : [];
  // A bare name whose city is told is that city's unit.
  const called = [
    name,
    ...inCities.flatMap((each) => (each.cityName === cityName ? each.name : [])),
  ];
  const exact = known.filter((unit) => called.includes(unit.name));
  const aliased = known.filter((unit) =>
    otherNamesOf(unit, cities).some((other) => called.includes(other)),
  );
  const named = exact.find(own);
  const aliases = named ? [] : aliased.filter(own);
  const [alias, ...more] = aliases;
  // 文旅局, which only one of two cities put down as an alias, may as well be the other's.
  const anyones =
    bare && cityName === null && cities.length > 1 && (alias?.cityName ?? null) !== null;
  const unit = named ?? (more.length === 0 && !anyones ? alias : undefined);
  const gone = all.find(
    (each) =>
      each.end !== undefined &&
      each.name === name &&
      (each.cityName === null || isOf(each, cities, bare)),
  );
  const base = {
    ...{
      name,
      written: [] as string[],
      points: [] as number[],
      cityName,
      scope,
      decision,
      inCities,
    },
    ...{ last: false, proposal: null },
    kind: unitKindOf(name, cities),
    gone: gone !== undefined,
    likely: unit || scope !== null ? null : likelyName(written, cities),
  };
  if (unit) {
    const { kind, cityName: city } = unit;
    const standsFor = [{ name: unit.name, kind, scope, cityName: city, unit }];
    const rest = { foreign: null, suggestions: [], standsFor };
    return { ...base, ...rest, state: "KNOWN", unit, byAlias: unit.name !== name };
  }
  // Where the notice tells whose it is, another's unit is not meant.
  const told = (bare && cityName !== null) || aliases.length > 0;
  const foreign = told ? null : ([...exact, ...aliased].find((each) => !own(each)) ?? null);
  const heir = gone ? heirOf(gone, all) : null;
  const first = [heir, foreign, ...aliases].flatMap((each) => each ?? []);
  const alike = suggestionsFor(name, cityName, cities, known);
  const suggestions = [...first, ...alike.filter((each) => !first.includes(each))];
  const sure = suggestions.length === 0 && cityName !== null && !gone && base.likely === null;
  const state = sure ? "NEW" : "ASKED";
  return { ...base, state, unit: null, byAlias: false, standsFor: [], foreign, suggestions };
}

/** What was decided about a name; nothing where the decision holds no more. */
function standInsOf(
  match: UnitMatch,
  matches: ReadonlyMap<string, UnitMatch>,
  cities: readonly City[],
  all: readonly KnownUnit[],
  seen: readonly string[] = [],
): StandIn[] {
  const { name, scope, decision, standsFor } = match;
  if (match.state === "KNOWN") return standsFor;
  if (!decision || seen.includes(name)) return [];
  const ofName = (other: string): StandIn[] => {
    const found = matches.get(other);
    return found ? standInsOf(found, matches, cities, all, [...seen, name]) : [];
  };
  if ("sameAs" in decision) return ofName(decision.sameAs);
  if ("unitId" in decision) {
    const unit = all.find(({ id, end }) => id === decision.unitId && end === undefined);
    return unit ? [{ name: unit.name, kind: unit.kind, scope, cityName: unit.cityName, unit }] : [];
  }
  const { kind, cityName, inEach } = decision;
  const own = cities.filter((city) => inEach || city.name === cityName);
  if (own.length === 0) return standInCalled(name, { kind, scope, cityName }, all);
  return own.flatMap((city) => {
    const called = nameIn(city, name, cities);
    const same = called === name ? [] : ofName(called);
    if (same.length > 0) return same;
    return standInCalled(called, { kind, scope, cityName: city.name }, all);
  });
}

/** A unit of a city by its name; nobody where the directory has one of that name it cannot be. */
function standInCalled(
  name: string,
  as: Pick<StandIn, "kind" | "scope" | "cityName">,
  all: readonly KnownUnit[],
): StandIn[] {
  const city = as.cityName === null ? [] : [{ name: as.cityName, shortName: as.cityName }];
  const taken = all.find((unit) => unit.name === name);
  const named = taken ? [taken] : all.filter((unit) => otherNamesOf(unit, city).includes(name));
  const fits = named.filter(
    ({ cityName, end }) => end === undefined && (cityName === as.cityName || cityName === null),
  );
  const [unit = null] = fits.length === 1 ? fits : [];
  return taken && !unit ? [] : [{ name: unit?.name ?? name, ...as, unit }];
}

import type { City } from "../units/rules";
import { cityOfHead } from "./bare-names";
import type { ImportContent } from "./content";
import type { KnownUnit } from "./known-units";
import { nearestFirst } from "./nearest";
import { isAnyCitysPlace, isAnyones, type UnitMatch } from "./unit-matches";

/** What one name may be said to be besides what is near to it in the directory: nearest names first. */
export type Choices = {
  /** ids of units of the directory */
  units: number[];
  /** other names of the notice */
  names: string[];
};

/** Of every name that is not known by itself. */
export function choicesOf(
  matches: readonly UnitMatch[],
  known: readonly KnownUnit[],
  cities: readonly City[],
): Record<string, Choices> {
  const own = cities.map(({ name }) => name);
  const units = known.filter(
    ({ kind, end, cityName }) =>
      kind !== "GROUP" && end === undefined && (cityName === null || own.includes(cityName)),
  );
  const names = matches.filter(isSomebody);
  const open = matches.filter(({ state }) => state !== "KNOWN");
  return Object.fromEntries(
    open.map((match) => {
      const { name, suggestions, decision, proposal } = match;
      // Whoever it is said or proposed to be may be chosen, though it is nobody alone.
      const said = [decision, proposal?.decision].flatMap((each) =>
        each && "sameAs" in each ? each.sameAs : [],
      );
      const others = matches.filter(
        (each) => each.name !== name && (names.includes(each) || said.includes(each.name)),
      );
      const choices: Choices = {
        units: nearestFirst(
          name,
          units.filter(({ id }) => !suggestions.some((unit) => unit.id === id)),
          own,
        ).map(({ id }) => id),
        names: nearestFirst(name, others, own).map((each) => each.name),
      };
      return [name, choices];
    }),
  );
}

/** Whoever is itself another one, or stands for several, is nobody to stand for. */
function isSomebody({ unit, inCities, decision, standsFor }: UnitMatch): boolean {
  const another = decision !== null && "sameAs" in decision;
  return !unit && inCities.length === 0 && standsFor.length <= 1 && !another;
}

/**
 * Names without a city of which one answer says whose they are, and districts and counties; `proposed`: by
 * the head of the notice.
 */
export type BareNames = { names: string[]; places: string[]; proposed: string | null };

export function bareNamesOf(content: ImportContent, matches: readonly UnitMatch[]): BareNames {
  const called = (list: readonly UnitMatch[]) => list.map(({ name }) => name);
  const names = called(matches.filter(isAnyones));
  // Of one city there is nothing to choose.
  const places = content.cities.length > 1 ? called(matches.filter(isAnyCitysPlace)) : [];
  return { names, places, proposed: cityOfHead(content) };
}

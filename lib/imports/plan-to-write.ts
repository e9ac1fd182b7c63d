import type { UnitProposal } from "../documents/directory";
import type { PlanToWrite } from "../documents/write-plan";
import { pinyinInitials } from "../units/pinyin";
import { type City, counterpartOf, shortNameOf, UNIT_KINDS, type UnitKind } from "../units/rules";
import type { ImportContent } from "./content";
import type { KnownUnit } from "./known-units";
import { resolvedUnits, resolver } from "./resolved";
import type { UnitMatch } from "./unit-matches";

/** The plan an import stands for, units under the directory's names. */
export function planToWrite(content: ImportContent, matches: readonly UnitMatch[]): PlanToWrite {
  const resolve = resolver(matches);
  const { title, documentNumber, issuedOn, year, dueOn, foreword, afterword, cities } = content;
  return {
    ...{ title: title.trim(), documentNumber: documentNumber.trim() },
    ...{ issuedOn, year, dueOn, foreword, afterword, cities },
    chapters: content.chapters.map((chapter) => ({
      number: chapter.number,
      marker: chapter.marker,
      title: chapter.title,
      titleEnd: chapter.titleEnd,
      foreword: chapter.foreword,
      points: chapter.points.map((point) => ({
        number: point.number,
        section: point.section,
        before: point.before,
        marker: point.marker,
        title: point.title,
        titleEnd: point.titleEnd,
        body: point.body,
        clauseStart: point.clauseStart,
        clause: point.clause,
        clauseEnd: point.clauseEnd,
        dueOn: point.dueOn ?? dueOn,
        units: resolvedUnits(point.units, resolve),
        // A draft of before may hold an empty one.
        actionItems: point.actionItems.filter((text) => text.trim() !== ""),
        indicators: point.indicators,
      })),
    })),
  };
}

/** The units an import brings, by city, then kind, then as the notice names them. */
export function unitsToCreate(
  matches: readonly UnitMatch[],
  cities: readonly City[],
  known: readonly KnownUnit[],
): UnitProposal[] {
  const wanted = matches.flatMap(({ standsFor }) => standsFor.filter(({ unit }) => !unit));
  // Several names of the notice may stand for one.
  const once = wanted.filter(
    ({ name }, at) => wanted.findIndex((each) => each.name === name) === at,
  );
  const units = once.map(({ name, kind, scope, cityName }) => ({
    name,
    shortName: shortNameOf(name, cities),
    pinyinInitials: pinyinInitials(name),
    kind,
    scope: kind === "GROUP" ? (scope ?? ("有关" as const)) : null,
    cityName,
    aliases: [],
    named: true,
  }));
  const all = [...units, ...known.filter(({ end }) => end === undefined)];
  const rank = ({ cityName, kind }: { cityName: string | null; kind: UnitKind }) =>
    (cities.findIndex((city) => city.name === cityName) + 1 || cities.length + 1) * 100 +
    UNIT_KINDS.indexOf(kind);
  return units
    .sort((a, b) => rank(a) - rank(b))
    .map((unit, at) => ({ ...unit, counterpart: counterpartOf(unit, all, cities), order: at + 1 }));
}

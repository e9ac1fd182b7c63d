import { fold } from "../documents/fold";
import {
  type City,
  cityNamedIn,
  coreOf,
  isShortFor,
  type Scope,
  type UnitKind,
  type UnitPlace,
} from "../units/rules";
import { ofEach } from "./bare-names";
import type { UnitDecision } from "./content";
import type { KnownUnit } from "./known-units";

// What a name that is asked about may be answered with; a person says so.

/**
 * LAST: as a notice of these cities was answered before; TWIN: written otherwise elsewhere in the notice or
 * the directory; EACH: 两地教育局; CALLED: 教育部门 is no unit's name. Only what is `sure` is filled in.
 */
export type Proposal = {
  why: "LAST" | "TWIN" | "EACH" | "CALLED";
  decision: UnitDecision;
  /** the other name, where it is one */
  name: string | null;
  sure: boolean;
};

/** Of a name of the notice, what tells whose it may be. */
type Named = UnitPlace & {
  kind: UnitKind;
  scope: Scope | null;
  gone: boolean;
  foreign: KnownUnit | null;
  unit: KnownUnit | null;
  suggestions: readonly KnownUnit[];
};

/** What an open name is proposed to be, by the other names of the notice and the directory's near to it. */
export function proposalFor(
  match: Named,
  matches: readonly Named[],
  cities: readonly City[],
): Proposal | null {
  const { name, kind, scope, cityName } = match;
  if (scope !== null || match.gone || match.foreign) return null;
  if (ofEach(name, cities)) {
    const decision = { kind, cityName: null, inEach: true as const };
    return { why: "EACH", decision, name: null, sure: true };
  }
  const others = matches.filter((each) => each !== match && each.scope === null);
  const near: Near[] = [
    ...match.suggestions.map((unit) => ({ ...unit, decision: { unitId: unit.id } })),
    ...others.map((other) => ({
      ...{ name: other.name, cityName: other.cityName },
      decision: other.unit ? { unitId: other.unit.id } : { sameAs: other.name },
    })),
  ].filter((other) => other.cityName === cityName || !other.cityName || !cityName);
  if (isCalled(name)) {
    const own = coreOf(name, cities).replace(/部门$/, "");
    const meant = near.find(
      (other) => !isCalled(other.name) && coreOf(other.name, cities).startsWith(own),
    );
    const anew = cityName === null ? null : { kind, cityName };
    if (meant) return { why: "CALLED", decision: meant.decision, name: meant.name, sure: true };
    return anew && { why: "CALLED", decision: anew, name: null, sure: true };
  }
  const same = near.filter((other) => isSame(name, other.name, cities));
  const [best] = same.sort((a, b) => formality(b) - formality(a));
  // Of two that are both open the fuller one stands for both.
  if (best && ("unitId" in best.decision || formality(best) > formality({ name }))) {
    return { why: "TWIN", decision: best.decision, name: best.name, sure: true };
  }
  const core = coreOf(name, cities);
  const longer = near.find(
    (other) =>
      "sameAs" in other.decision &&
      other.cityName === cityName &&
      // 市委办公室 is no short 市委网信办公室.
      !/办公室$/.test(core) &&
      isShortFor(core, coreOf(other.name, cities)),
  );
  return longer ? { why: "TWIN", decision: longer.decision, name: longer.name, sure: false } : null;
}

type Near = UnitPlace & { decision: UnitDecision };

/** 工业和信息化部门: what an office does, and the name of none. */
const isCalled = (name: string) => /\p{Script=Han}{2,}部门$/u.test(name);

/** 番禺区, 番禺区政府, 番禺区人民政府; 市市场监管局 and 市市场监管局（市知识产权局）. */
function isSame(one: string, other: string, cities: readonly City[]): boolean {
  const place = placeOf(one, cities);
  if (place !== null && place === placeOf(other, cities)) return true;
  return withoutPlate(one) === withoutPlate(other);
}

function placeOf(name: string, cities: readonly City[]): string | null {
  const [, place = null] = /^(.{2,}[区县市旗])(?:(?:人民)?政府)?$/u.exec(fold(name)) ?? [];
  if (place === null || cities.some((city) => city.name === place)) return null;
  // 青河市东城区 is 东城区 of 青河市.
  return cityNamedIn(place, cities) === null ? place : coreOf(place, cities);
}

const withoutPlate = (name: string) => fold(name).replace(/（[^（）]*）$/u, "");

/** A government's own name before its place's, a name without the plates before one with them. */
function formality({ name }: { name: string }): number {
  const plate = fold(name) === withoutPlate(name) ? 100 : 0;
  return plate + (/人民政府$/.test(name) ? 2 : /政府$/.test(name) ? 1 : 0);
}

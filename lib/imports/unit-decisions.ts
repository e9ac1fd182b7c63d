import "server-only";
import { Refusal } from "../platform/refusal";
import type { Actor } from "../policy";
import { isBare } from "./bare-names";
import { edit } from "./commands";
import type { ImportContent, UnitDecision } from "./content";
import type { BareUnitsInput, DecideUnitsInput } from "./schema";
import { matchesAtHand } from "./unit-answers";
import { isAnyCitysPlace, isAnyones, matchUnits, type UnitMatch } from "./unit-matches";

/** What the names of the notice stand for; those without a choice stay open. */
export function decideUnits(actor: Actor, input: DecideUnitsInput, now: Date): Promise<void> {
  return edit(actor, input, now, async (content, tx) => {
    const { known, remembered } = await matchesAtHand(tx, actor, content);
    const units: Record<string, UnitDecision> = { ...content.units };
    for (const [name, choice] of Object.entries(input.choice)) {
      // Of a name without a city the city alone is an answer; what was decided is taken back by no choice.
      const answered =
        (input.city[name] ?? "") !== "" &&
        !(name in content.units) &&
        content.cities.length > 1 &&
        isBare(name, content.cities);
      const last = name in content.units ? undefined : remembered.applied[name];
      // It holds as it was answered last time.
      if (last && "unitId" in last && choice === last.unitId) continue;
      if (choice === "" && !answered) delete units[name];
      else if (choice === "NEW" || choice === "") units[name] = newUnit(content, name, input);
      else if (typeof choice === "string") units[name] = { sameAs: choice.slice(1) };
      else {
        const unit = known.find(({ id }) => id === choice);
        if (!unit) throw new Refusal("STALE", "所选的单位已不在名录里，请重新选择。");
        if (unit.end) throw unclear(name, `${unit.name}已撤销，不能再承担分工，请改选。`);
        units[name] = { unitId: choice };
      }
    }
    const decided = { ...content, units };
    const matches = matchUnits(decided, known, remembered);
    for (const name of Object.keys(input.choice)) {
      const match = matches.find((each) => each.name === name);
      if (name in units && match) refuseWithout(match, matches);
    }
    return decided;
  });
}

/** One answer for all names without a city, and one for the districts and counties: whose they are. What asks for more than that stays open. */
export function decideBareUnits(actor: Actor, input: BareUnitsInput, now: Date): Promise<void> {
  return edit(actor, input, now, async (content, tx) => {
    const { known, remembered, matches } = await matchesAtHand(tx, actor, content);
    const { bareCity, placeCity } = input;
    const names = content.cities.map(({ name }) => name);
    if (!bareCity && !placeCity) throw whose("bareCity");
    if (bareCity && ![...names, "*"].includes(bareCity)) throw whose("bareCity");
    if (placeCity && !names.includes(placeCity)) throw whose("placeCity");
    const city = bareCity === "*" ? null : bareCity;
    const given = matches.filter((match) =>
      isAnyCitysPlace(match)
        ? placeCity
        : isAnyones(match) && bareCity && fits(match, city ?? null),
    );
    const answer = (match: UnitMatch): UnitDecision => {
      const own = isAnyones(match) ? city : placeCity;
      const { kind } = match;
      return own ? { kind, cityName: own } : { kind, cityName: null, inEach: true };
    };
    const units = {
      ...content.units,
      ...Object.fromEntries(given.map((match) => [match.name, answer(match)])),
    };
    const open = matchUnits({ ...content, units }, known, remembered).filter(
      ({ state }) => state !== "DECIDED",
    );
    for (const { name } of open) if (!(name in content.units)) delete units[name];
    return { ...content, units };
  });
}

const whose = (field: string) =>
  new Refusal("INVALID", "请选择这些单位属于哪个城市。", { [field]: "请选择城市。" });

/** One of that city, or of any, is by its very name what is meant, or none is near to it. */
function fits({ suggestions, inCities }: UnitMatch, cityName: string | null): boolean {
  return inCities
    .filter((each) => cityName === null || each.cityName === cityName)
    .every(({ name, cityName: own }) => {
      const near = suggestions.filter((unit) => unit.cityName === own);
      return near.length === 0 || near.some((unit) => unit.name === name);
    });
}

/** Refuses a decision by which a name stands for nobody. */
function refuseWithout({ name, decision, state }: UnitMatch, matches: readonly UnitMatch[]): void {
  if (decision && "sameAs" in decision) {
    const other = matches.find((each) => each.name === decision.sameAs);
    if (!other) throw unclear(name, `文中已没有${decision.sameAs}，请重新选择。`);
    if (other.decision && "sameAs" in other.decision) {
      throw unclear(name, `${other.name}也是“就是另一家”，请直接选那一家，或先改${other.name}。`);
    }
  }
  if (state === "KNOWN" || state === "DECIDED") return;
  throw unclear(
    name,
    `名录里已有${name}，不能再新建同名的单位；请选它属于这份通知的哪个城市，或改选承接的单位。`,
  );
}

function newUnit(
  content: ImportContent,
  name: string,
  { kind, city }: DecideUnitsInput,
): UnitDecision {
  const [ofKind, ofCity] = [kind[name], city[name] ?? ""];
  if (!ofKind) throw unclear(name, `请选择${name}的类别。`);
  if (ofCity === "*" && isBare(name, content.cities)) {
    return { kind: ofKind, cityName: null, inEach: true };
  }
  if (ofCity !== "-" && !content.cities.some((each) => each.name === ofCity)) {
    throw unclear(name, `请选择${name}属于哪个城市；不属于这些城市的选“不属于以上城市”。`);
  }
  return { kind: ofKind, cityName: ofCity === "-" ? null : ofCity };
}

function unclear(name: string, sentence: string): Refusal {
  return new Refusal("INVALID", "有单位还没有说清楚，请按提示补上。", {
    [`choice.${name}`]: sentence,
  });
}

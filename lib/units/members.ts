import {
  isCalledBy,
  longestFirst,
  type Scope,
  STATIONED_IN,
  type UnitKind,
  type UnitPlace,
} from "./rules";

export type Candidate = UnitPlace & { aliases: readonly string[]; kind: UnitKind };

/** Of 驻济单位 the city 济 stands for; null where it is none of them, or not one alone. */
export function cityStationedIn(
  groupName: string,
  cityNames: readonly (string | null)[],
): string | null {
  const [, place = ""] = STATIONED_IN.exec(groupName) ?? [];
  const called = [...new Set(cityNames)].filter(
    (city): city is string => city !== null && place !== "" && city.startsWith(place),
  );
  return called.length === 1 ? (called[0] ?? null) : null;
}

/**
 * Names of the units to propose as a group's members. 有关: those its own brackets name, else the body,
 * in that order; 各: every candidate of the kinds it calls and of its city, but those a bracket takes
 * out (不含…); of 各区县政府 the zones, which have none, are not proposed. With no `cityName` any city will do. A name with no scope suggests nobody.
 */
export function suggestMembers(
  group: { scope: Scope | null; cityName?: string | null; name?: string },
  body: string,
  candidates: readonly Candidate[],
): string[] {
  const cityNames = candidates.map(({ cityName }) => cityName);
  const own = group.cityName || cityStationedIn(group.name ?? "", cityNames);
  const fits = (candidate: Candidate) =>
    isCalledBy(group.name ?? "", candidate) && (!own || candidate.cityName === own);
  if (group.scope === null) return [];
  const brackets = [...(group.name ?? "").matchAll(/（([^（）]*)）/g)].map(
    ([, words = ""]) => words,
  );
  const isOut = (words: string) => /^(?:除|不含|不包括)/.test(words);
  // All candidates are looked for, so that the other city's longer name is not read as ours.
  const namedIn = (text: string) => placesNamed(text, candidates).filter(fits);
  const out = new Set(brackets.filter(isOut).flatMap(namedIn));
  const inside = brackets.filter((words) => !isOut(words)).flatMap(namedIn);
  const [name = ""] = (group.name ?? "").split("（");
  const governed = /政府/.test(name) && !/管委|功能区|开发区|园区|新区/.test(name);
  const every = (candidate: Candidate) =>
    fits(candidate) && !(governed && candidate.kind === "ZONE" && !/政府$/.test(candidate.name));
  const named =
    group.scope === "各" ? candidates.filter(every) : inside.length > 0 ? inside : namedIn(body);
  return named.filter((candidate) => !out.has(candidate)).map((candidate) => candidate.name);
}

function placesNamed(body: string, candidates: readonly Candidate[]): Candidate[] {
  const known = longestFirst(
    candidates.flatMap((candidate) => namesOf(candidate).map((alias) => ({ alias, candidate }))),
    (each) => each.alias,
  ).filter((each) => each.alias !== "");
  const named = new Set<Candidate>();
  for (let at = 0; at < body.length; ) {
    const hit = known.find((each) => body.startsWith(each.alias, at) && isWholeName(body, at));
    if (hit) named.add(hit.candidate);
    at += hit ? hit.alias.length : 1;
  }
  return [...named];
}

/** 莱州市 for 莱州市政府 and 长岛综试区 for 长岛综试区管委, as a text calls a place. */
function namesOf({ aliases, kind }: Candidate): string[] {
  if (kind !== "COUNTY" && kind !== "ZONE") return [...aliases];
  const places = aliases.map((alias) => alias.replace(GOVERNED_BY, ""));
  return [...new Set([...aliases, ...places])];
}

const GOVERNED_BY = /(?<=[区县市旗])(?:人民)?政府$|管委会?$|管理委员会$/;

/** 市中区 is no place in 两市中区县 or 城市中区域: there its 市 ends the word before. */
function isWholeName(body: string, at: number): boolean {
  return body[at] !== "市" || !/[^市与和及同、\P{Script=Han}]/u.test(body[at - 1] ?? "");
}

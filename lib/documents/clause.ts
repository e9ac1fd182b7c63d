import { type City, cityNamedIn, groupScopeOf, type Scope } from "../units/rules";

export type ClauseUnit = {
  /** with the city the clause gives or implies: 济南市教育局, 济南市委党校, 沂蒙干部学院 */
  name: string;
  /** null when the clause does not tell */
  cityName: string | null;
  group: boolean;
  scope: Scope | null;
  role: "RESPONSIBLE";
};

/**
 * The units a clause (the words after 责任单位：) names, in its order, each once. A prefix, 两市 or a
 * city, holds across 、 until the next prefix; a ， ends it. A name is never dropped and never split
 * at 和, which is part of names (文化和旅游局).
 */
export function readClause(clause: string, cities: readonly City[]): ClauseUnit[] {
  const units = new Map<string, ClauseUnit>();
  for (const segment of clause.split(/[，,；;]/)) {
    let prefix = NO_PREFIX;
    for (const part of segment.split("、")) {
      const written = part.trim();
      if (written === "") continue;
      const own = prefixOf(written, cities);
      if (own) prefix = own;
      for (const unit of unitsOf(written, own ?? carried(prefix, written, cities), cities)) {
        if (!units.has(unit.name)) units.set(unit.name, unit);
      }
    }
  }
  return [...units.values()];
}

/** Cities to put before a name, the name without what it was written with, and whether 市委 holds. */
type Prefix = { cities: readonly City[]; rest: string; party: boolean };

const NO_PREFIX: Prefix = { cities: [], rest: "", party: false };

function prefixOf(written: string, cities: readonly City[]): Prefix | null {
  const all = cities.length > 1 ? /^(?:两市|双方|两地|三市|四市)\s*(?=.)/.exec(written)?.[0] : null;
  if (all) {
    const rest = written.slice(all.length);
    return { cities, rest, party: rest.startsWith("市委") };
  }
  const city = cities.find((each) => written.startsWith(each.name) && written !== each.name);
  if (!city) return null;
  const rest = written.slice(city.name.length);
  return { cities: [city], rest, party: /^市?委/.test(rest) };
}

function carried(prefix: Prefix, written: string, cities: readonly City[]): Prefix {
  if (standsAlone(written, cities)) return NO_PREFIX;
  // 两市市委组织部、宣传部: a 部 after a 市委 is the Party's; a 局 is not.
  const party = prefix.party && /(?<!武装|人武)部$/.test(written);
  return { ...prefix, rest: party ? `市委${written}` : written };
}

/** A name that says itself where it belongs takes no city before it: 临沂商城管委会, 蒙阴县政府. */
function standsAlone(written: string, cities: readonly City[]): boolean {
  if (groupScopeOf(written) !== null) return false;
  return (
    cityNamedIn(written, cities) !== null ||
    /^(?:中国|国家|中央|省|\p{Script=Han}{2,7}[县区旗](?:人民政府|政府|委))/u.test(written)
  );
}

function unitsOf(written: string, prefix: Prefix, cities: readonly City[]): ClauseUnit[] {
  if (prefix.cities.length === 0) return [unitOf(written, cityNamedIn(written, cities))];
  return prefix.cities.map((city) => unitOf(withCity(city, prefix.rest), city.name));
}

function unitOf(name: string, cityName: string | null): ClauseUnit {
  const scope = groupScopeOf(name);
  return { name, cityName, group: scope !== null, scope, role: "RESPONSIBLE" };
}

/** 济南市 + 市委党校 = 济南市委党校, but 济南市 + 市场监管局 = 济南市市场监管局. */
function withCity({ name }: City, rest: string): string {
  const twice = name.endsWith("市") && /^市(?!场|容|域|民|政(?!府|协))/.test(rest);
  return twice ? name + rest.slice(1) : name + rest;
}

/** Where a clause stands in a text: `start` of its bracket, `from`–`to` of its words, `end` after it. */
export type ClauseSpan = { start: number; from: number; to: number; end: number };

const CLAUSE_START = /[（(]\s*责任单位\s*[：:]/g;

/** Every closed （责任单位：…） of a text in order; brackets inside count, of either width. */
export function clausesIn(text: string): ClauseSpan[] {
  return [...text.matchAll(CLAUSE_START)].flatMap((match) => {
    const from = match.index + match[0].length;
    const to = closingBracket(text, from);
    return to === null ? [] : [{ start: match.index, from, to, end: to + 1 }];
  });
}

function closingBracket(text: string, from: number): number | null {
  let depth = 1;
  for (let at = from; at < text.length; at += 1) {
    if ("（(".includes(text[at] ?? "")) depth += 1;
    else if ("）)".includes(text[at] ?? "")) depth -= 1;
    if (depth === 0) return at;
  }
  return null;
}

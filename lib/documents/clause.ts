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
  return cityNamedIn(written, cities) !== null || OF_ANOTHER_PLACE.some((one) => one.test(written));
}

const OF_ANOTHER_PLACE = [
  /^(?:中国|国家(?!安全局)|中央|省)/,
  /^\p{Script=Han}{2,7}[县区旗](?:人民政府|政府|委)/u,
  // 青岛市教育局, but not 城市管理局 or 农贸市场管理中心
  /^\p{Script=Han}{2,6}(?<!城)市(?!场|容|域|民|政)/u,
];

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
  const starts = [...text.matchAll(CLAUSE_START)];
  const closings = starts.length > 0 ? closingBrackets(text) : new Map<number, number>();
  return starts.flatMap((match) => {
    const to = closings.get(match.index);
    const from = match.index + match[0].length;
    return to === undefined ? [] : [{ start: match.index, from, to, end: to + 1 }];
  });
}

/** Where each bracket that opens is closed, in one pass: a text of nothing but （ must not stall. */
function closingBrackets(text: string): Map<number, number> {
  const closings = new Map<number, number>();
  const open: number[] = [];
  for (let at = 0; at < text.length; at += 1) {
    const character = text.charAt(at);
    if ("（(".includes(character)) open.push(at);
    else if ("）)".includes(character)) {
      const start = open.pop();
      if (start !== undefined) closings.set(start, at);
    }
  }
  return closings;
}

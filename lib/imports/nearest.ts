import { KNOWN_FUNCTION } from "../documents/names";
import { coreOf, isShortFor } from "../units/rules";

// How near two names are by their characters alone, also in a browser: pinyin weighs too much there.

/** How near two names without their cities are, 0–1. */
export function nearness(one: string, other: string): number {
  if (isShortFor(one, other) || isShortFor(other, one)) return 0.9;
  return isOneApart(one, other) ? 0.8 : alike(one, other);
}

const NEAR = 0.3;

/** To choose from: names near to a name first, the rest by the cities' order and as they come. */
export function nearestFirst<Item extends { name: string; cityName: string | null }>(
  name: string,
  items: readonly Item[],
  cities: readonly string[],
): Item[] {
  const known = cities.map((city) => ({ name: city, shortName: city }));
  const core = coreOf(name, known);
  const rank = new Map(
    items.map((item) => {
      const near = nearness(core, coreOf(item.name, known));
      const place = item.cityName === null ? -1 : cities.indexOf(item.cityName);
      return [item, { near: near < NEAR ? 0 : near, city: place < 0 ? cities.length : place }];
    }),
  );
  const of = (item: Item) => rank.get(item) ?? { near: 0, city: 0 };
  return [...items].sort((a, b) => of(b).near - of(a).near || of(a).city - of(b).city);
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

import { type City, cityNamedIn, groupScopeOf, type Scope } from "../units/rules";
import { writtenFront } from "./cities";
import { fold } from "./fold";
import { KNOWN_FUNCTION, levelOf, ownOffice } from "./names";

/** A name without the blanks a page put into it. */
export const withoutBlanks = (name: string) =>
  name.replace(/(?<=[^\x20-\x7e])\s+|\s+(?=[^\x20-\x7e])/gu, "");

/** Cities to put before a name, the name without what it was written with, and whether 市委 holds. */
export type Prefix = { cities: readonly City[]; rest: string; party: boolean };

export const NO_PREFIX: Prefix = { cities: [], rest: "", party: false };

export function prefixOf(written: string, cities: readonly City[]): Prefix | null {
  const all =
    cities.length > 1
      ? /^(?:\p{Script=Han}{2}(?=两[市地]))?(?:双方|各方|[两三四五六](?:市州|州市|地市|[市地州盟县区旗省]))\s*(?=.)/u.exec(
          written,
        )?.[0]
      : null;
  if (all) {
    const rest = written.slice(all.length);
    return { cities, rest, party: rest.startsWith("市委") };
  }
  const city = cities.find((each) => writtenFront(each, written) !== null);
  // 财政厅 of the one province there is: no other level has one
  const [only, other] = cities;
  if (
    only &&
    !other &&
    /^(?:省|自治区)$/.test(levelOf(only)) &&
    /厅$/.test(written) &&
    KNOWN_FUNCTION.test(written)
  )
    return { cities: [only], rest: written, party: false };
  if (!city) return leaguePrefix(written, cities) ?? ownPrefix(written, cities);
  const rest = written.slice(writtenFront(city, written)?.length ?? 0);
  return { cities: [city], rest, party: /^市?委/.test(rest) };
}

/** 团市委, 团州委: the Youth League's committee of a place, which is 共青团济南市委 in full. */
const LEAGUE = /^(?:(?:共青)?团([省市州盟县区旗])委|([省市州盟县区旗])团委)$/u;

/** 市教育局, 团市委: an office of a place of one of these levels, which does not say of which. */
export const isOfSomeCity = (written: string, cities: readonly City[]): boolean =>
  cities.some((city) => ownOffice(written, levelOf(city)) !== null) || LEAGUE.test(written);

/** 济南团市委 of one of the cities, 团市委 of the one that has that level. */
function leaguePrefix(written: string, cities: readonly City[]): Prefix | null {
  const named = cities.find(({ shortName }) => written.startsWith(shortName));
  const rest = named ? written.slice(named.shortName.length) : written;
  const [, one, other] = LEAGUE.exec(rest) ?? [];
  const level = one ?? other;
  const own = cities.filter((city) => levelOf(city) === level);
  const city = named ?? (own.length === 1 ? own[0] : undefined);
  return level && city ? { cities: [city], rest, party: false } : null;
}

/** 市教育局 of the one city there is; of 青河市 and 云岭州 the 市 is the one's, the 州 the other's. */
function ownPrefix(written: string, cities: readonly City[]): Prefix | null {
  // 市直、州直各部门: of both, as it stands
  if (/^[省市州县区]直?、/.test(written)) return null;
  for (const city of cities) {
    const level = levelOf(city);
    if (cities.some((other) => other !== city && levelOf(other) === level)) continue;
    const own = ownOffice(written, level);
    if (own) return { cities: [city], rest: own, party: own.startsWith("委") };
  }
  return null;
}

export function carried(prefix: Prefix, written: string, cities: readonly City[]): Prefix {
  if (standsAlone(written, cities)) return NO_PREFIX;
  // With one city alone a bare name may be anybody's, unless every city has an office of that name.
  if (
    cities.length === 1 &&
    !KNOWN_FUNCTION.test(written) &&
    !/^(?:组织|宣传|统战|政法委|网信办)部?$/.test(written)
  ) {
    return NO_PREFIX;
  }
  // 两市市委组织部、宣传部: a 部 after a 市委 is the Party's; a 局 is not.
  const party = prefix.party && /(?<!武装|人武)部$|^党校/.test(written);
  if (!party) return { ...prefix, rest: written };
  return { ...prefix, rest: cities.length === 1 ? `委${written}` : `市委${written}` };
}

/** A name that says itself where it belongs takes no city before it: 临沂商城管委会, 蒙阴县政府. */
function standsAlone(written: string, cities: readonly City[]): boolean {
  if (groupScopeOf(written) !== null) return cities.length === 1;
  const folded = fold(written);
  return (
    cityNamedIn(written, cities) !== null ||
    OF_ANOTHER_PLACE.some((one) => one.test(folded)) ||
    (SCHOOL.test(folded) && !ANY_SCHOOL.test(folded))
  );
}

const PROVINCES =
  "北京|天津|上海|重庆|河北|山西|辽宁|吉林|黑龙江|江苏|浙江|安徽|福建|江西|山东|河南|湖北|湖南|广东|海南|四川|贵州|云南|陕西|甘肃|青海|台湾|内蒙古|广西|西藏|宁夏|新疆";
const OF_A_PROVINCE = new RegExp(
  `^(?:${PROVINCES})(?:省|市|\\p{Script=Han}{0,3}自治区|\\p{Script=Han}{0,12}(?:大学|学院|科学院|研究院)(?:$|（))`,
  "u",
);
const OF_ANOTHER_PLACE = [
  OF_A_PROVINCE,
  /^(?:中国|国家(?!安全局)|中央|省)/,
  /^\p{Script=Han}{2,7}[县区旗](?:人民政府|政府|委)/u,
  // 青岛市教育局, but not 城市管理局 or 农贸市场管理中心
  /^\p{Script=Han}{2,6}(?<!城)市(?!场|容|域|民|政)/u,
];

/** 行政学院, 职业技术学院: what every city may have one of; 齐鲁工业大学 has a name of its own. */
const SCHOOL = /(?:大学|学院)(?:（[^（）]*）)?$/u;
const ANY_SCHOOL =
  /^市?委?(?:社会主义|行政|干部|党员|老年|开放|广播电视|广播|电视|职业|技术|技师|师范|医学|医药|卫生|护理|工程|工业|农业|商业|经济|财经|艺术|体育|旅游|科技|信息|理工|机电|交通|警官|警察|教育|高等|高级|专科|成人|应用|继续|社区|电大|和|与)*(?:大学|学院)(?:（[^（）]*）)?$/u;

type Named = { name: string; cityName: string | null; group: boolean; scope: Scope | null };

/**
 * 中国人民银行青岛市分行、烟台市分行: the second is a branch of the same `body`; 人民银行两市分行 is one
 * of each city. Null for what is no branch, or whose body nobody named.
 */
export function branchOf(
  written: string,
  body: string,
  cities: readonly City[],
): { body: string; units: Named[] } | null {
  const tail = /(?:中心)?(?:分行|支行|分公司|监管分局)$/u.exec(written)?.[0];
  if (!tail) return null;
  const front = written.slice(0, -tail.length);
  const both = cities.length > 1 && front.endsWith("两市");
  const city = cities.find(({ name }) => front.endsWith(name));
  if (!both && !city) return null;
  const own = front.slice(0, -(both ? 2 : (city?.name.length ?? 0))) || body;
  if (own === "") return null;
  const units = (both ? cities : city ? [city] : []).map(({ name }) =>
    unitOf(own + name + tail, name, cities),
  );
  return { body: own, units };
}

export function unitsOf(written: string, prefix: Prefix, cities: readonly City[]): Named[] {
  if (prefix.cities.length === 0) return [unitOf(written, cityNamedIn(written, cities), cities)];
  return prefix.cities.map((city) =>
    unitOf(withCity(city, withoutBlanks(prefix.rest)), city.name, cities),
  );
}

function unitOf(name: string, cityName: string | null, cities: readonly City[]): Named {
  const scope = groupScopeOf(name);
  const only = cities.length === 1 ? (cities[0]?.name ?? null) : null;
  return {
    name,
    cityName: cityName ?? (scope === null ? null : only),
    group: scope !== null,
    scope,
  };
}

/** 济南市 + 市委党校 = 济南市委党校, but 济南市 + 市场监管局 = 济南市市场监管局. */
export function withCity({ name }: City, rest: string): string {
  if (LEAGUE.test(rest)) return `共青团${name}委`;
  const twice = name.endsWith("市") && /^市(?!场|容|域|民|[中南北]区|政(?!府|协))/.test(rest);
  return twice ? name + rest.slice(1) : name + rest;
}

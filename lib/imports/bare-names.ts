import { KNOWN_FUNCTION, levelOf, ownOffice } from "../documents/names";
import { withCity } from "../documents/prefixes";
import { type City, cityNamedIn, groupScopeOf } from "../units/rules";

// Names that every city may have a unit of: 市科技局, 卫健委, 各区市政府. Alone they are nobody's.

/** Whether a name says neither by itself nor by a place in it whose unit it is. */
export function isBare(name: string, cities: readonly City[]): boolean {
  if (ofEach(name, cities)) return true;
  if (cityNamedIn(name, cities) !== null) return false;
  const levels = cities.map(levelOf);
  if (groupScopeOf(name) !== null) return isBareGroup(name, levels);
  if (levels.some((level) => ownOffice(name, level) !== null)) return true;
  return KNOWN_FUNCTION.test(name) || SHORT_OFFICE.test(name);
}

/** 两地教育局, where it was not read as one of each city already. */
export const ofEach = (name: string, cities: readonly City[]) =>
  cities.length > 1 && groupScopeOf(name) === null && OF_EACH.test(name);
const OF_EACH = /^(?:两地|两市|双方|各方)(?=\p{Script=Han}{2})/u;

/** 文物局, 督查室, 总工会; not 崂山区委, which names its place. */
const SHORT_OFFICE =
  /^(?!\p{Script=Han}{2,}[市州县区旗盟]委$)(?:\p{Script=Han}{1,3}(?:局|委|办|办公室|室|部)|工商联|残联|文联|妇联|侨联|社科联|科协|总?工会|红十字会|供销社|党校|团委)$/u;

/** 各区市政府, 有关部门, and 市直有关部门 where 市 is the level of the cities; not 省直有关部门. */
function isBareGroup(name: string, levels: readonly string[]): boolean {
  const own = levels.find((level) => name.startsWith(level));
  const rest = own === undefined ? name : name.slice(own.length);
  return /^(?:其他|其余)?(?:(?:直属?|级|属|(?:人民)?政府|委)?(?:各|有关|相关)|直属?(?:部门|单位|机构|园区|开发区|功能区|企业))/u.test(
    rest,
  );
}

/** A bare name as its unit is called in a city: 市科技局 → 青岛市科技局; any other name as it is. */
export function nameIn(city: City, name: string, cities: readonly City[]): string {
  if (!isBare(name, cities)) return name;
  if (ofEach(name, cities)) return withCity(city, name.replace(OF_EACH, ""));
  if (/^(?:组织|宣传|统战)部$/.test(name)) return withCity(city, `委${name}`);
  return withCity(city, ownOffice(name, levelOf(city)) ?? name);
}

/**
 * Of a notice that one city alone issues, and to its own offices (各区县人民政府，市政府各部门): that city,
 * whose its bare names are likely to be. Null where the head tells nothing.
 */
export function cityOfHead(head: {
  issuer: string;
  recipients: string;
  cities: readonly City[];
}): string | null {
  const { issuer, recipients, cities } = head;
  const namedIn = (text: string) =>
    cities.filter((city) => text.includes(city.name) || text.includes(city.shortName));
  const [only, other] = namedIn(issuer);
  if (!only || other || cities.length < 2) return null;
  if (namedIn(recipients).some((city) => city !== only)) return null;
  return OWN_OFFICES.test(recipients) ? only.name : null;
}

const OWN_OFFICES =
  /各[区县市州旗盟]|[市州盟区县](?:人民政府|政府|直属?|委|级|属)?(?:各|有关|相关)/;

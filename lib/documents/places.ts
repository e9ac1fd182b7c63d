import { type City, cityNamedIn } from "../units/rules";
import { fold } from "./fold";
import { isBody, KNOWN_FUNCTION, levelOf, ownOffice, type WrittenName } from "./names";

/** （州）平塘县: of which side a place is, in brackets before it */
const SIDE = /^（[市州盟]）(?=.)/u;

/** （州）平塘县 → 平塘县, of the one city of that level; null where no city or several have it. */
export function ofSide(
  written: string,
  cities: readonly City[],
): { name: string; city: City } | null {
  const side = SIDE.exec(fold(written))?.[0];
  const [city, ...others] = cities.filter((each) => levelOf(each) === side?.charAt(1));
  return side && city && others.length === 0 ? { name: written.slice(side.length), city } : null;
}

/** 和平区, 甘孜州康定市: a county-level place by its name. */
const COUNTY = "(?:\\p{Script=Han}{2,4}[省市州盟])?\\p{Script=Han}{1,8}[区县市旗]";
const ZONE =
  "\\p{Script=Han}{1,12}(?:新区|开发区|高新区|经开区|园区|度假区|示范区|保税区|风景区|管理区|功能区|起步区)";
const IS_COUNTY = new RegExp(`^${COUNTY}$`, "u");
const IS_ZONE = new RegExp(`^${ZONE}$`, "u");
const OF_COUNTY = new RegExp(`^(${COUNTY})((?:人民)?政府)$`, "u");
const OF_ZONE = new RegExp(`^${ZONE}(管委会|管理委员会)$`, "u");
const OFFICE_OF_COUNTY = new RegExp(`^(${COUNTY})(.{2,12})$`, "u");

/** 各区, 有关区县, 市区: places in general, and none by its name. */
const GENERAL =
  /各|有关|相关|所有|其他|其余|结对|受援|^[全本我两]|^(?:区县|县区|县市|区市|市区|(?:主|老|新|中心)?城区|郊区|园区|社区|辖区|片区|街区|山区|景区|地市|州市|.)$/u;

export const isCounty = (name: string): boolean =>
  IS_COUNTY.test(name) && !IS_ZONE.test(name) && !GENERAL.test(name);

/** What a name of a list takes from the end of its run, and what is asked about it. */
type Shared = { ending?: string; question?: string };
type Run = { kind: "COUNTY" | "ZONE" | "OFFICE"; ending: string; last: string; listed: boolean };

/**
 * 和平区、浑南区、于洪区政府: the last word of a run of places is of each of them, as 管委会 is of a run of
 * zones. Of two places and 与 between them, of a zone in front of a 区政府, and of 区、区教育局 it is asked.
 */
export function sharedEndings(
  list: string,
  names: readonly WrittenName[],
  cities: readonly City[],
): Shared[] {
  const shared: Shared[] = names.map(() => ({}));
  let run: Run | null = null;
  for (let index = names.length - 1; index >= 0; index -= 1) {
    const name = names[index];
    const next = names[index + 1];
    if (!name) break;
    const between = next ? list.slice(name.at + name.text.length, next.at) : "";
    if (next && !/^\s*(?:[、､﹑]|以及|[和与及])\s*$/.test(between)) run = null;
    const text = fold(name.text).replace(/\s/g, "").replace(SIDE, "");
    const begun = endingOf(text);
    if (begun) {
      run = { ...begun, listed: isListed(list, names, index) };
      continue;
    }
    const zone = IS_ZONE.test(text) && !GENERAL.test(text);
    if (!run || !(zone || isCounty(text))) {
      run = null;
      continue;
    }
    shared[index] = sharedBy(text, zone, run, cities);
  }
  return shared;
}

function sharedBy(text: string, zone: boolean, run: Run, cities: readonly City[]): Shared {
  const asked = {
    question: `“${text}”写在“${run.last}”前面，没有写明是不是“${text}${run.ending}”，请核对。`,
  };
  if (zone) {
    if (run.kind === "ZONE") return { ending: run.ending };
    return run.kind === "COUNTY" && /(?<!高)新区$/.test(text) ? asked : {};
  }
  if (run.kind === "ZONE") return {};
  // 临沂市、蒙阴县政府: places of two levels
  const above = cities.some(({ name }) => name === text);
  return run.kind === "OFFICE" || above || !run.listed ? asked : { ending: run.ending };
}

function endingOf(text: string): Omit<Run, "listed"> | null {
  const [, place = "", ending = ""] = OF_COUNTY.exec(text) ?? [];
  if (place !== "" && isCounty(place)) return { kind: "COUNTY", ending, last: text };
  const zone = OF_ZONE.exec(text)?.[1];
  if (zone) return { kind: "ZONE", ending: zone, last: text };
  const [, county = "", office = ""] = OFFICE_OF_COUNTY.exec(text) ?? [];
  return isCounty(county) && KNOWN_FUNCTION.test(office)
    ? { kind: "OFFICE", ending: office, last: text }
    : null;
}

/** Whether a 、 stands in the run that ends with a name: more than two places, or two in a list. */
function isListed(list: string, names: readonly WrittenName[], end: number): boolean {
  for (let index = end - 1; index >= 0; index -= 1) {
    const [name, next] = [names[index], names[index + 1]];
    if (
      !name ||
      !next ||
      !(isCounty(fold(name.text).trim().replace(SIDE, "")) || IS_ZONE.test(name.text.trim()))
    )
      break;
    if (/[、､﹑]/.test(list.slice(name.at + name.text.length, next.at))) return true;
  }
  return false;
}

/** What may hang out a second plate, or be one: an office, and no school or hospital with two names of its own. */
const OFFICE_END = /(?:局|委|委员会|办|办公[厅室]|部|厅|室|党校|社)$/u;
const PLATE_END = /(?:局|委|委员会|办|办公[厅室]|部|厅|社|行政学院|社会主义学院)$/u;

/** 市市场监管局（市知识产权局）, 市委党校（市行政学院）: the same body by its first name. */
export function withoutPlate(name: string, cities: readonly City[]): string {
  const [, main = "", plate = ""] = /^([^（）]{3,})（([^（）]{3,20})）$/u.exec(fold(name)) ?? [];
  if (!OFFICE_END.test(main) || !PLATE_END.test(plate) || !isBody(main)) return name;
  const own =
    cities.some((city) => ownOffice(plate, levelOf(city)) !== null) ||
    (KNOWN_FUNCTION.test(plate) && cityNamedIn(plate, cities) === null);
  const ofCity = cities.some((city) => plate.startsWith(city.name) && main.startsWith(city.name));
  return own || ofCity ? name.slice(0, main.length) : name;
}

import type { City } from "../units/rules";

/** The cities a notice is of, in its order: those its title names, else those whose offices issue it. */
export function citiesOf(
  title: string,
  text: string,
  issuer: string,
  known: readonly City[],
): City[] {
  const named = citiesInTitle(title);
  if (named.length > 1) return named.map((name) => cityOf(name, text, known));
  const offices = issuers(text);
  const signed = issuers(issuer);
  const [place] = placesIn(issuer).concat(placesIn(title));
  // 杭州市合作局 恩施州乡村振兴局: offices of two cities that are no governments
  const bodies = [...new Set(issuer.split(/\s+/).flatMap(placesIn))].filter((name) =>
    /(?:[市州盟]|地区)$/.test(name),
  );
  const names =
    offices.length > 1 && signed.length !== 1
      ? offices
      : offices.length < 2 && bodies.length > 1
        ? bodies
        : signed.length > 0
          ? signed
          : offices.length > 0
            ? offices
            : place
              ? [place]
              : [];
  const cities = names.map((name) => cityOf(name, text, known));
  if (cities.length > 0) return cities;
  return known.filter((city) => title.includes(city.shortName));
}

/** The one of a notice's cities whose offices alone issue it; null where none does, or several do. */
export function issuingCity(issuer: string, cities: readonly City[]): City | null {
  const [city = null, ...others] = cities.filter(({ shortName }) => issuer.includes(shortName));
  return others.length === 0 ? city : null;
}

// What may stand between the last city and what it does: 丽水市山海协作, 丽水市经济合作
const OF_WORK =
  "(?:全面|深化|进一步|开展|推进|加强|做好|政府|两市|两地|双方|山海|产业|经济|战略|友好|劳务|消费|科技|文化|旅游|文旅|教育|医疗|人才|干部|扶贫|跨?区域|飞地)*";
const WORK = "对口|东西部|区域|结对|协作|合作|一体化|同城化|协同发展";
/** What is said of much besides: only behind places that are called cities. */
const ALSO_WORK = "帮扶|支援|援助|共建|协同";
const BEGIN =
  /^(?:关于)?(?:印发|做好|推进|推动|深化|加强|开展|落实|贯彻|进一步|支持)*(?:\d{4}\s*年度?)?/u;

/** 济南—临沂对口合作2024年工作要点 → 济南, 临沂 */
function citiesInTitle(title: string): string[] {
  const named = namesBefore(title, WORK);
  if (named.length > 1) return named.every((name) => PLACE_NAME.test(name)) ? named : [];
  const more = namesBefore(title, ALSO_WORK);
  return more.every((name) => /(?:[市州盟]|地区)$/.test(name)) ? more : [];
}

const PLACE_NAME = /^(?:\p{Script=Han}{2,8}|\p{Script=Han}{2,12}自治州)$/u;

/** The names at the beginning of a title, in front of one of these words. */
function namesBefore(title: string, work: string): string[] {
  const before =
    new RegExp(`^(.+?)${OF_WORK}(?:${work})`, "u")
      .exec(title.replace(BEGIN, ""))?.[1]
      ?.replace(/\d{4}\s*年度?$/u, "") ?? "";
  // 和 and 与 may be part of a city's name (和田): a surer separator goes first.
  const separator = [/[—–－-]+/, /[、|·/／]/, /(?<=[市州盟])[与和及同]/, /与/, /和/].find((each) =>
    each.test(before),
  );
  if (!separator) return [];
  return before
    .split(separator)
    .flatMap((name) => name.split(/(?<=[市州盟])[与和及同]/))
    .map(withoutWork);
}

/** 丽水市产城 → 丽水市; but 济南市历下区, of which the district is meant */
function withoutWork(written: string): string {
  const name = narrowed(written.trim()).replace(/(?:人民政府|政府)$/u, "");
  const city = /^\p{Script=Han}{2,12}?(?:自治州|[市州盟]|地区)(?=\p{Script=Han}{2})/u.exec(
    name,
  )?.[0];
  return city && !new RegExp(`(?:${LEVELS})$`, "u").test(name) ? city : name;
}

const LEVELS = "省|自治区|特别行政区|[市州盟]|地区|新区|[县区旗]";

/** 济南市人民政府办公厅 临沂市人民政府办公室 → 济南市, 临沂市 */
function issuers(text: string): string[] {
  const offices = text.matchAll(
    new RegExp(
      `(?<![\\p{Script=Han}])(?:中共)?(\\p{Script=Han}{1,12}?(?:${LEVELS}))(?:委办公[厅室] *)?(?:人民政府|行政公署)(?:办公[厅室])?(?=\\s|$|关于|印发|\\d)`,
      "gmu",
    ),
  );
  const names = [...offices].map((match) => narrowed(match[1] ?? ""));
  // 各县区人民政府 (管委会): to whom it goes, and not from whom
  return [...new Set(names.filter((name) => !/^(?:各|有关|相关)/.test(name)))];
}

/** 山东省济南市 is 济南市. */
const narrowed = (name: string) =>
  name.replace(/^\p{Script=Han}{2,3}省(?=\p{Script=Han}{2,})/u, "");

/** 南通市低空经济…方案, 临沂市教育局: the place a name begins with. */
function placesIn(text: string): string[] {
  const found = new RegExp(
    `^(?:中共|关于)?(?:\\d{4}年度?)?(\\p{Script=Han}{2,8}?(?:${LEVELS}))(?!场|域|民(?!政))`,
    "mu",
  ).exec(text)?.[1];
  return found && !/^(?:全[省市县区]|我[省市县区]|各|本|两|城市|县域|区域)/.test(found)
    ? [narrowed(found)]
    : [];
}

const PEOPLES =
  "朝鲜|土家|苗|藏|羌|彝|布依|侗|哈尼|壮|傣|白|景颇|傈僳|回|蒙古|哈萨克|柯尔克孜|维吾尔|瑶|黎|畲|满|土|撒拉|保安|东乡|裕固|达斡尔|鄂温克|鄂伦春|仡佬|水|佤|拉祜|纳西|独龙|怒|普米|锡伯|塔吉克|各";
const AUTONOMOUS = `(?:(?:${PEOPLES})族?)*自治`;
const LEVEL_END = new RegExp(
  `(?<=..)(?:${AUTONOMOUS}[州县旗]|\\p{Script=Han}{0,8}自治[州县旗]|省|(?:维吾尔|回族|壮族)?自治区|特别行政区|市|州|地区|盟|县|区|旗)$`,
  "u",
);

/** Prefectures and leagues, whose short names might be those of cities. */
const PREFECTURES =
  /^(?:延边|恩施|湘西|阿坝|甘孜|凉山|黔西南|黔东南|黔南|楚雄|红河|文山|西双版纳|大理|德宏|怒江|迪庆|临夏|甘南|海北|黄南|果洛|玉树|海西|昌吉|博尔塔拉|巴音郭楞|克孜勒苏|伊犁)$/u;

/** 黔南州 and 黔南布依族苗族自治州 in front of a name, where a notice says the one and the other. */
export function writtenFront({ name, shortName }: City, written: string): string | null {
  if (written.startsWith(name) && written !== name) return name;
  if (!name.endsWith("州") || shortName === name) return null;
  const found = new RegExp(`^${shortName}(?:${AUTONOMOUS})?州(?=.)`, "u").exec(written)?.[0];
  return found ?? null;
}

/** The full name as the notice writes it; 州 is a level only after two characters (凉山州, not 杭州). */
function cityOf(named: string, text: string, known: readonly City[]): City {
  const listed = known.find((city) => city.name === named || city.shortName === named);
  if (listed) return { name: listed.name, shortName: listed.shortName };
  const shortName = shortOf(named);
  if (shortName !== named && !/(?:州|市)$/.test(named)) return { name: named, shortName };
  const levels = PREFECTURES.test(shortName)
    ? "\\p{Script=Han}{0,12}?州"
    : "(?:\\p{Script=Han}{0,12}?自治州|市|州|地区|盟)";
  const full = new RegExp(shortName + levels, "u").exec(`${named}\n${text}`)?.[0];
  return { name: full ?? `${shortName}${PREFECTURES.test(shortName) ? "州" : "市"}`, shortName };
}

/** 恩施土家族苗族自治州 → 恩施; 西双版纳傣族自治州 → 西双版纳 */
function shortOf(named: string): string {
  const own = new RegExp(`(?<=..)${AUTONOMOUS}州$`, "u");
  return named.replace(own.test(named) ? own : LEVEL_END, "");
}

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
  const names =
    offices.length > 1 && signed.length !== 1
      ? offices
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

/** 济南—临沂对口合作2024年工作要点 → 济南, 临沂 */
function citiesInTitle(title: string): string[] {
  const bare = title.replace(/^(?:关于)?(?:\d{4}\s*年度?)?/, "");
  const before =
    /^(.+?)(?:全面|深化)?(?:对口|东西部|区域|结对|协作|合作|一体化|同城化|协同发展)/
      .exec(bare)?.[1]
      ?.replace(/\d{4}\s*年度?$/u, "") ?? "";
  // 和 and 与 may be part of a city's name (和田): a surer separator goes first.
  const separator = [/[—–－-]+/, /、|·/, /与/, /和/].find((each) => each.test(before));
  const names = separator ? before.split(separator) : [];
  return names.every((name) => /^\p{Script=Han}{2,8}$/u.test(name)) ? names : [];
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

const LEVEL_END =
  /(?<=..)(?:\p{Script=Han}{0,8}自治[州县旗]|省|(?:维吾尔|回族|壮族)?自治区|特别行政区|市|州|地区|盟|县|区|旗)$/u;

/** The full name as the notice writes it; 州 is a level only after two characters (凉山州, not 杭州). */
function cityOf(named: string, text: string, known: readonly City[]): City {
  const listed = known.find((city) => city.name === named || city.shortName === named);
  if (listed) return { name: listed.name, shortName: listed.shortName };
  const shortName = named.replace(LEVEL_END, "");
  if (shortName !== named && !/(?:州|市)$/.test(named)) return { name: named, shortName };
  const levels = "(?:\\p{Script=Han}{0,8}?自治州|市|州|地区|盟)";
  const full = new RegExp(shortName + levels, "u").exec(`${named}\n${text}`)?.[0];
  return { name: full ?? `${shortName}市`, shortName };
}

export const UNIT_KINDS = [
  "PARTY",
  "GOVERNMENT",
  "INSTITUTION",
  "COUNTY",
  "ZONE",
  "ENTERPRISE",
  "MASS",
  "STATIONED",
  "GROUP",
] as const;
export type UnitKind = (typeof UNIT_KINDS)[number];

/** 济南市, 济南 */
export type City = { name: string; shortName: string };

/** 有关: some of the city's places; 各: every one of them. */
export type Scope = "有关" | "各";

export type UnitPlace = { name: string; cityName: string | null };

/** A unit or place whose city is known, under every name it goes by. */
export type KnownPlace = UnitPlace & { aliases?: readonly string[] };

/**
 * The kind an official would file a unit under, by its name alone; a name that tells nothing is
 * GOVERNMENT. `cities` are needed only to tell 某市政府 of a plan's own city from a county-level city's.
 */
export function unitKindOf(name: string, cities: readonly City[] = []): UnitKind {
  if (groupScopeOf(name) !== null) return "GROUP";
  if (cities.some((city) => [`${city.name}政府`, `${city.name}人民政府`].includes(name))) {
    return "GOVERNMENT";
  }
  return KIND_BY_NAME.find(([pattern]) => pattern.test(name))?.[1] ?? "GOVERNMENT";
}

// First match wins: 市委党校 is a school before it is the Party's, 沂河新区管委会 a zone before a 区.
const KIND_BY_NAME: readonly [RegExp, UnitKind][] = [
  [
    /人民银行|金融监管总局|金融监管局|银保监|证监|外汇管理局|海关|税务局|气象局|海事局/,
    "STATIONED",
  ],
  [/军分区|警备区|武警|部队$|人民武装部|人武部/, "STATIONED"],
  [/邮政管理局|烟草专卖局|消防救援|调查队|通信管理局|铁路局|供电公司|电网/, "STATIONED"],
  [/工商联|工会|共青团|团市委|团委|妇联|科协|文联|残联|侨联|社科联|贸促会|红十字会|供销社/, "MASS"],
  [/管委会$|(?<!城)管委$|管理委员会$/, "ZONE"],
  [/党校|(?:学院|大学|学校|医院|中心|研究院|研究所|博物馆|图书馆|报社|广播电视台)$/, "INSTITUTION"],
  [/(?:公司|集团|平台|银行)$/, "ENTERPRISE"],
  [/[县区市旗](?:人民)?政府$|^\p{Script=Han}{1,7}[县区]委$/u, "COUNTY"],
  [/(?:高新区|开发区|起步区|新区|示范区|度假区|保税区|风景区|经开区|综试区|试验区)$/, "ZONE"],
  [/[县区旗]$/, "COUNTY"],
  [/[省市州盟县区旗]委(?!员会)|党委|党工委|纪委|(?:组织|宣传|统战)部/, "PARTY"],
];

/**
 * The reach of a 集合单位 (两市有关…, 济南市各…), null when the name is one body's. 相关 reads as 有关,
 * and so does 各有关; 市直属园区 without either are all of them.
 */
export function groupScopeOf(name: string): Scope | null {
  const [, word, direct] =
    /^(?:\p{Script=Han}{0,8}?[省市州盟县区旗])?(?:其他|其余)?(?:[\p{Script=Han}、]{0,8}驻\p{Script=Han}{1,3}?)?(?:(?:直属?|级|属|(?:人民)?政府|委)?(各?有关|各?相关|各)|(直属?)(?:部门|单位|机构|园区|开发区|功能区|企业))/u.exec(
      name,
    ) ?? [];
  // 中省直驻青单位, 驻临部队, 领导小组各成员单位
  const several =
    /驻\p{Script=Han}{1,3}(?:单位|部门|机构|部队|企业|高校)$|.各(?:成员)?(?:单位|部门)$/u;
  if (direct || (!word && several.test(name))) return "各";
  if (!word) return null;
  return word === "各" ? "各" : "有关";
}

/** The same for the same cities, in whatever order. */
export const citiesKey = (names: readonly string[]) => [...names].sort().join("、");

/** Characters of a short name. */
export const MOST_SHORT = 20;

/** What people call a unit inside its own city: 教育局, 市委党校, 蒙阴县, 济南高新区, 人行临沂市分行. */
export function shortNameOf(name: string, cities: readonly City[]): string {
  return [...calledIn(name, cities)].slice(0, MOST_SHORT).join("");
}

function calledIn(name: string, cities: readonly City[]): string {
  const rest = withoutCity(name, cities);
  const league = cities.find((city) => name === `共青团${city.name}委`);
  if (league) return `团${league.name.slice(-1)}委`;
  if (groupScopeOf(name) !== null) return rest;
  const called = rest.replace(/^中国人民银行/, "人行");
  const place = called.replace(/(?:管委会|管理委员会|(?<=[县区旗])(?:人民)?政府)$/, "");
  // 管委会 alone, as in 济南市管委会, would leave nothing to call it by.
  return place === "" ? called : place;
}

function withoutCity(name: string, cities: readonly City[]): string {
  const city = longestFirst(cities, (each) => each.name).find(
    (each) => name.startsWith(each.name) && name.length > each.name.length,
  );
  if (!city) return name;
  const rest = name.slice(city.name.length);
  // 济南市委党校 is 济南's 市委党校, 济南市政府 its 市政府: the 市 belongs to both words.
  return city.name.endsWith("市") && /^(?:委|政府)/.test(rest) ? `市${rest}` : rest;
}

/**
 * The same function in another city: the directory's pair where it has one, otherwise the unit whose
 * name differs in nothing but the city (济南市教育局 ↔ 临沂市教育局). Null when there is none.
 */
export function counterpartOf(
  unit: UnitPlace,
  allUnits: readonly UnitPlace[],
  cities: readonly City[],
  pairs: readonly (readonly [string, string])[] = [],
): string | null {
  const names = new Set(allUnits.map((each) => each.name));
  for (const [a, b] of pairs) {
    const other = unit.name === a ? b : unit.name === b ? a : null;
    if (other !== null && names.has(other)) return other;
  }
  for (const own of cities) {
    for (const other of cities) {
      if (own === other) continue;
      for (const form of ["name", "shortName"] as const) {
        const swapped = unit.name.replace(own[form], other[form]);
        if (swapped !== unit.name && names.has(swapped)) return swapped;
      }
    }
  }
  return null;
}

/**
 * The city a unit belongs to: the one its name begins with, else the only one its name contains,
 * else that of the longest known place its name contains (蒙阴县政府 by 蒙阴县). Null when none tells.
 */
export function cityOfUnit(
  name: string,
  cities: readonly City[],
  places: readonly KnownPlace[],
): string | null {
  const named = cityNamedIn(name, cities);
  if (named !== null) return named;
  const known = places.flatMap((place) =>
    [place.name, ...(place.aliases ?? [])].map((alias) => ({ alias, cityName: place.cityName })),
  );
  const match = longestFirst(known, (each) => each.alias).find((each) => name.includes(each.alias));
  return match?.cityName ?? null;
}

/** The city a name begins with, else the only one it contains, in full or in short; else null. */
export function cityNamedIn(name: string, cities: readonly City[]): string | null {
  const first = cities.find((city) => placeOf(city, name) === 0);
  if (first) return first.name;
  const contained = cities.filter((city) => placeOf(city, name) > 0);
  return contained.length === 1 ? (contained[0]?.name ?? null) : null;
}

/** Where a city stands in a name, -1 when nowhere; 吉林省 does not name the city 吉林. */
function placeOf({ name, shortName }: City, text: string): number {
  const full = text.indexOf(name);
  if (full >= 0) return full;
  const short = text.indexOf(shortName);
  return text[short + shortName.length] === "省" ? -1 : short;
}

const DEPARTMENTS = ["PARTY", "GOVERNMENT", "INSTITUTION", "MASS", "STATIONED"] as const;
const PLACES = ["COUNTY", "ZONE"] as const;

/** The kinds of unit a group's name calls, its brackets aside: counties and zones unless it says 部门, 企业 … */
export function memberKindsOf(groupName: string): readonly UnitKind[] {
  const whole = groupName.replace(/（[^（）]*）/g, "");
  const name = whole.replace(STATIONED_IN, "");
  const called: readonly [RegExp, readonly UnitKind[]][] = [
    [/[区县旗]|管委|园区|镇街|乡镇/, PLACES],
    [/部门|机构|委办局/, DEPARTMENTS],
    [/企业|公司|集团/, ["ENTERPRISE"]],
    [/高校|院校|学校|医院/, ["INSTITUTION"]],
    [/单位/, [...DEPARTMENTS, "ENTERPRISE", ...PLACES]],
  ];
  const stationed: readonly UnitKind[] = name === whole ? [] : ["STATIONED"];
  const kinds = called.flatMap(([word, own]) => (word.test(name) ? own : []));
  return stationed.length + kinds.length === 0 ? PLACES : [...new Set([...stationed, ...kinds])];
}

/** 驻济单位, 驻临部队, 中央、省驻鲁各有关单位: where they are stationed, and what they are. */
export const STATIONED_IN =
  /[中央省部直属、]*驻(\p{Script=Han}{1,4}?)(?:各|有关|相关)*(单位|部门|机构|部队)/u;

const TROOPS = /军分区|警备区|武警|部队|人民武装部|人武部/;

/** Whether a unit is of the kind a group's name calls; of those stationed in a place, troops where it says 部队. */
export function isCalledBy(groupName: string, { name, kind }: { name: string; kind: UnitKind }) {
  if (!memberKindsOf(groupName).includes(kind)) return false;
  const [, , called] = STATIONED_IN.exec(groupName) ?? [];
  if (called === undefined || kind !== "STATIONED") return true;
  return TROOPS.test(name) === (called === "部队");
}

/** Whether a group is of what others have stationed in a place: such units may be of no city. */
export const isStationedGroup = (groupName: string) => STATIONED_IN.test(groupName);

/** A unit of the directory under all its names; 曾用名 may still be written. */
export type NamedUnit = UnitPlace & {
  aliases: readonly string[];
  formerNames?: readonly string[];
};

/** 文旅局 of 济南市文化和旅游局, with and without its city; and what it was called in full. */
export function otherNamesOf(
  { aliases, cityName, formerNames = [] }: NamedUnit,
  cities: readonly City[],
): string[] {
  const city = cities.find(({ name }) => name === cityName);
  const others = aliases.flatMap((alias) =>
    city ? [alias, city.name + alias, city.shortName + alias] : [alias],
  );
  return [...others, ...formerNames];
}

/** A name without its city: 教育局 of 济南市教育局. */
export const coreOf = (name: string, cities: readonly City[]) =>
  cities.reduce(
    (core, city) => (core.startsWith(city.name) ? core.slice(city.name.length) : core),
    name,
  );

/** 文旅局 for 文化和旅游局: its characters in order, first and last the same. */
export function isShortFor(short: string, long: string): boolean {
  if (short.length < 3 || short.length >= long.length) return false;
  if (short[0] !== long[0] || short.at(-1) !== long.at(-1)) return false;
  let at = 0;
  for (const character of long) if (character === short[at]) at += 1;
  return at === short.length;
}

/** Names that contain others come before them. */
export function longestFirst<Item>(items: readonly Item[], key: (item: Item) => string): Item[] {
  return [...items].sort((a, b) => key(b).length - key(a).length);
}

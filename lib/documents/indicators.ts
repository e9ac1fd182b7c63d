import { deadlinesIn } from "./deadlines";
import { chineseNumber } from "./numerals";
import { sentencesOf } from "./sentences";

export type IndicatorProposal = {
  /** what is counted: 赴临沂支教教师 */
  name: string;
  /** a whole number above 0 */
  target: number;
  /** 名, 所, 条, 对, 次, 个 … */
  measure: string;
  /** the sentence of the body that promises it */
  sentence: string;
  /** the exact characters to mark in the body, beginning at `start` */
  match: string;
  start: number;
};

/**
 * The numbers a point's body promises, in its order, for an admin to confirm: figures with a measure
 * word (20名教师), pairs (5个区与5个县结对), listed counties (支持甲县、乙县和丙县…) and a meeting of a
 * year named (筹备2024年度…联席会议). Years, technical terms (5G), lengths of time, slogans in “…” or
 * 《…》 and unnumbered words (一批) are none.
 */
export function proposeIndicators(body: string): IndicatorProposal[] {
  let offset = 0;
  return sentencesOf(body).flatMap((text) => {
    const start = offset;
    offset += text.length;
    const sentence = text.trim();
    return promisesOf(text).map((promise) => ({
      ...promise,
      sentence,
      start: start + promise.start,
    }));
  });
}

type Promised = Omit<IndicatorProposal, "sentence">;

function promisesOf(text: string): Promised[] {
  // Same length, so that places found stay true: a figure inside 《…》 belongs to a title.
  const plain = text.replace(/《[^《》]*》/g, (title) => "《".repeat(title.length));
  const pair = pairIn(plain);
  const found = [...(pair ? [pair] : figuresIn(plain)), ...placesIn(plain), ...meetingsIn(plain)];
  return found.filter((promise) => promise.target > 0).sort((a, b) => a.start - b.start);
}

const PAIR =
  /((\d+)\s*个([县区市州旗镇村]))(?:（[^）]{0,20}）)?[与和同][^。；]{0,100}?\2\s*个([县区市州旗镇村])/;

/** 5个区与…5个县…结对: five pairs, not five districts and five counties. */
function pairIn(text: string): Promised | null {
  const found = text.includes("结对") ? PAIR.exec(text) : null;
  if (!found) return null;
  const [, match = "", target, one = "", other = ""] = found;
  const name = one === other ? `结对${one}` : `结对${one}${other}`;
  return { name, target: Number(target), measure: "对", match, start: found.index };
}

const AREAS = "平方米|平方公里|公顷|亩";
const THINGS =
  "人（次）|人\\(次\\)|人次|名|人|所|条|对|次|个|家|场|项|座|件|期|处|台|辆|套|艘|张|间|户|篇|册|份|株|尾|吨|公里|立方米|空方";
// Money, and what is counted by hundreds of millions, keeps its large unit: 20 亿元, 3 亿尾.
const MEASURES = `[万亿]元|亿(?:${THINGS})|${THINGS}|${AREAS}`;
// 第5条, 前3名 and 1—2家 are no promises of a number; neither is a ceiling (不超过5家).
const FIGURE = new RegExp(
  `(?<![\\d.．第前近—–-]|不超过|不高于|最多|至多)(\\d+)\\s*(万(?!元))?(${MEASURES})(?!月|年|小时|工作日|百分点|民币|产业|/)`,
  "g",
);
// A share is promised where a verb says so: 拨付率达到95%, 同比增长10%, and not 补贴30%.
const SHARE =
  /(?<=(?:达到?|提高到?|提升到?|增长|增加|下降|降低|不低于|不少于|保持在?|超过|高于|以上)(?:约|到|至|为)?\s*)(?<!不超过\s*)(\d+)\s*([%％])(?!左右浮动)/g;
const BROKEN_AREA = new RegExp(
  `(?<![\\d.第近前—–-]|不超过|不高于|最多|至多)(\\d+\\.\\d{1,4})\\s*万(${AREAS})`,
  "g",
);
// In Chinese numerals only what people count one by one: 两次 is a promise, 一批 and 三项 rhetoric.
const NUMERAL =
  /(?<!第|前|百|千|万|每)(两|[三四五六七八九]|[二三四五六七八九]?十[一二三四五六七八九]?)(次|场|名|所|家|座)(?!产业|[^“”]{0,20}”)/g;

// Characters beside a figure that can still say what it counts.
const NEAR = 60;

type Figure = { found: RegExpMatchArray; target: number; measure: string };

function figuresIn(text: string): Promised[] {
  const read = (pattern: RegExp, target: (figures: string, large: string) => number): Figure[] =>
    [...text.matchAll(pattern)].map((found) => ({
      found,
      target: target(found[1] ?? "", found[3] === undefined ? "" : (found[2] ?? "")),
      measure: (found.at(-1) ?? "").replace(/[（(]次[）)]/, "次"),
    }));
  const figures = [
    ...read(FIGURE, (digits, large) => Number(digits) * (large ? 10_000 : 1)),
    // 12.5万平方米 is a whole number of 平方米.
    ...read(BROKEN_AREA, (digits) => Math.round(Number(digits) * 10_000)),
    ...read(NUMERAL, (numeral) => chineseNumber(numeral) ?? 0),
    ...read(SHARE, Number).map((share) => ({ ...share, measure: "%" })),
  ].sort((a, b) => (a.found.index ?? 0) - (b.found.index ?? 0));
  const named: (Promised & { noun: string })[] = [];
  for (const { found, target, measure } of figures) {
    const match = found[0];
    const start = found.index ?? 0;
    const before = text.slice(Math.max(0, start - NEAR), start);
    const after = text.slice(start + match.length, start + match.length + NEAR);
    const own = measure === "%" ? shareBefore(before) : nameOf(before, after);
    // 甲市选派党政干部30名，乙州选派35名: the second of the same
    const above = named.findLast((each) => each.measure === measure);
    const same = above ? sameAs(above.noun, before, after) : "";
    const name = same || own;
    const noun = same && above ? above.noun : own;
    if (name !== "") named.push({ name, noun, target, measure, match, start });
  }
  return named.map(({ noun: _, ...promised }) => promised);
}

/** 乙州选派: whose, of what was named before; empty where no verb that sends or brings says so. */
function sameAs(noun: string, before: string, after: string): string {
  const whose = /(?:^|[，；、])(\p{Script=Han}{2,8}?)(?:选派|派出|引进|培训|举办)$/u.exec(
    before,
  )?.[1];
  return whose && !/^(?:以上|左右)?\p{Script=Han}/u.test(after) ? whose + noun : "";
}

// A noun has no end of its own in Chinese; these close the common ones.
const HEAD_NOUNS =
  "教师|校长|干部|人才|专家|医生|医师|学员|学生|河流|航线|线路|公路|学校|医院|院校|高校|企业|机构|项目|园区|基地|平台|中心|会议|活动|推介会|招聘会|论坛|培训班";
const NOUN = new RegExp(`^(?![与和同及])[^，。；、：“”（）《》\\s]*?(?:${HEAD_NOUNS})`);
const LOOSE_NOUN = /^[^，。；、：“”（）《》\s与和同赴到在向]{1,16}/;

// 占地500亩 says how large something is, and promises nothing.
const LARGE = /(?:占地|面积)(?:约|达|为)*$/;

/** What the figure counts, with where it is sent or what it is for: 赴临沂支教教师. */
function nameOf(before: string, after: string): string {
  if (LARGE.test(before.trimEnd())) return "";
  const clause = /^(?:以上|左右|余|多)?([^，。；]*)/.exec(after)?.[1] ?? "";
  const nouns = [NOUN, LOOSE_NOUN].flatMap((pattern) => pattern.exec(clause) ?? []);
  const noun = nouns.sort((a, b) => a.length - b.length)[0];
  if (!noun) return countedBefore(before);
  const rest = clause.slice(noun.length);
  const journey = journeyOf(rest, noun);
  if (journey) return journey;
  const whose = countedBefore(before.trimEnd());
  const purpose = /“[^”]*”\p{Script=Han}{0,10}$/u.exec(rest)?.[0] ?? "";
  return (whose.length > 6 || whose.endsWith("等") ? "" : whose) + noun + purpose;
}

/** 赴临沂市开展支教 → 赴临沂支教 */
function journeyOf(rest: string, noun: string): string | null {
  const journey =
    /^(?:赴|到|前往)(\p{Script=Han}{2,12}?)(?:开展|进行|参加|从事)(\p{Script=Han}{2,8})/u.exec(
      rest,
    );
  if (!journey) return null;
  const [, where = "", what = ""] = journey;
  const place = /^\p{Script=Han}{2,4}?(?=市)/u.exec(where)?.[0] ?? where;
  return `赴${place}${what}${what.length > 2 ? "的" : ""}${noun}`;
}

const VERBS =
  "选派|组织|深化|加强|加快|确保|建设|新建|新增|打造|建成|培育|引进|招引|完成|实现|举办|召开|开展|签订|设立|支持|推进|推动|力争|继续|至少|不少于|超过|达到|累计|其中";
/** Verbs that a long run of words is cut behind as well: 帮助销售甲县农产品 */
const MORE_VERBS = "采购|销售|帮助|引导|动员|刊发|发布|提供|实施|带动";
// 采购额达到6亿元: how much it is to be, and no part of what is counted
const AT_LEAST = /(?:不少于|不低于|不下于|至少|超过|突破|达到|达|力争|累计|约|共|在)+$/u;

// 中心2个和厂房10万平方米: what is counted before 和 is another's.
const COUNTED = new RegExp(`^.*\\d\\s*万?(?:${MEASURES})(?:以上|左右)?[与和及]`);
/** 选派教师20名: the noun stands before its figure, after by when and what is done about it. */
function countedBefore(before: string): string {
  const noun = wordsBefore(before.replace(AT_LEAST, ""))
    .replace(COUNTED, "")
    .replace(new RegExp(`^.*(?:${VERBS})(?=.)|(?:${VERBS})$`, "g"), "");
  const short = noun.length > 16 ? noun.replace(new RegExp(`^.*(?:${MORE_VERBS})`), "") : noun;
  // 每本1万元 is a rate
  return short.length > 16 || /^每/.test(short) ? "" : short;
}

/** The words a figure ends, without by when. */
function wordsBefore(before: string): string {
  const run = /[^，。；、：“”（）《》\s]*$/.exec(before)?.[0] ?? "";
  const [by] = deadlinesIn(run, 0);
  const rest = by?.start === 0 ? run.slice(by.text.length) : run;
  // 办理事项年底前达到150项
  return by && by.start > 0 && by.start + by.text.length === run.length
    ? run.slice(0, by.start)
    : rest;
}

/** 资金拨付率达到95%: what the share is of; 增长 and 下降 stay, for the share is of the change. */
function shareBefore(before: string): string {
  const run = wordsBefore(before.trimEnd().replace(/(?:约|到|至|为|在)$/u, ""));
  const noun = run
    .replace(/(?:达|不低于|不少于|保持|超过|高于|提高|提升|增加)$/u, (verb) =>
      /^[提增]/.test(verb) ? verb : "",
    )
    .replace(/^(?:全年|力争|确保|推动|实现|年内|使|其中)+/u, "");
  return noun.length < 2 || noun.length > 24 || /^(?:增长|下降|提高|提升|降低)$/.test(noun)
    ? ""
    : noun;
}

const PLACE = "\\p{Script=Han}{1,5}?[县区旗]";
const PLACES = new RegExp(
  `((?:重点)?(?:支持|推进|推动|指导|帮助))(${PLACE}(?:[、和及与]${PLACE}){2,40})(?!等)(\\p{Script=Han}{2,30})(?=[，。；]|$)`,
  "gu",
);

/** Three places or more after one verb are as many goals; two are partners in one, and 等 leaves it open. */
function placesIn(text: string): Promised[] {
  return [...text.matchAll(PLACES)].map((found) => {
    const [, verb = "", list = "", what = ""] = found;
    const places = list.split(/[、和及与]/);
    const kinds = new Set(places.map((place) => place.slice(-1)));
    const kind = kinds.size === 1 ? [...kinds].join("") : "区县";
    return {
      name: `${verb}${what}的${kind}`,
      target: places.length,
      measure: "个",
      match: list,
      start: found.index + verb.length,
    };
  });
}

const MEETING =
  /((?:筹备|召开|举办|承办)\s*)(\d{4}\s*年度?\s*([^，。；“”]{2,24}?(?:会议|大会|论坛|推介会|洽谈会)))/g;

/** A meeting with its year is held once. */
function meetingsIn(text: string): Promised[] {
  return [...text.matchAll(MEETING)].map((found) => {
    const [, verb = "", match = "", name = ""] = found;
    return { name, target: 1, measure: "次", match, start: found.index + verb.length };
  });
}

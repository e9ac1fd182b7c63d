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
  "人次|名|人|所|条|对|次|个|家|场|项|座|件|期|处|台|辆|套|艘|张|间|户|株|尾|吨|公里|立方米|空方";
// Money, and what is counted by hundreds of millions, keeps its large unit: 20 亿元, 3 亿尾.
const MEASURES = `[万亿]元|亿(?:${THINGS})|${THINGS}|${AREAS}`;
// 第5条, 前3名 and 1—2家 are no promises of a number; neither is a ceiling (不超过5家).
const FIGURE = new RegExp(
  `(?<![\\d.．第前近—–-]|不超过|不高于|最多|至多)(\\d+)\\s*(万(?!元))?(${MEASURES})(?!月|年|小时|工作日|百分点|民币|产业|/)`,
  "g",
);
const BROKEN_AREA = new RegExp(
  `(?<![\\d.第近前—–-]|不超过|不高于|最多|至多)(\\d+\\.\\d{1,4})\\s*万(${AREAS})`,
  "g",
);
// In Chinese numerals only what people count one by one: 两次 is a promise, 一批 and 三项 rhetoric.
const NUMERAL =
  /(?<!第|前|百|千|万|每)(两|[三四五六七八九]|[二三四五六七八九]?十[一二三四五六七八九]?)(次|场|名|所|家|座)(?!产业|[^“”]{0,20}”)/g;

// Characters beside a figure that can still say what it counts.
const NEAR = 60;

function figuresIn(text: string): Promised[] {
  const figures = [...text.matchAll(FIGURE)].map((found) => ({
    found,
    target: Number(found[1]) * (found[2] ? 10_000 : 1),
    measure: found[3] ?? "",
  }));
  const numerals = [...text.matchAll(NUMERAL)].map((found) => ({
    found,
    target: chineseNumber(found[1] ?? "") ?? 0,
    measure: found[2] ?? "",
  }));
  const areas = [...text.matchAll(BROKEN_AREA)].map((found) => ({
    found,
    // 12.5万平方米 is a whole number of 平方米.
    target: Math.round(Number(found[1]) * 10_000),
    measure: found[2] ?? "",
  }));
  return [...figures, ...areas, ...numerals].flatMap(({ found, target, measure }) => {
    const match = found[0];
    const end = found.index + match.length;
    const name = nameOf(
      text.slice(Math.max(0, found.index - NEAR), found.index),
      text.slice(end, end + NEAR),
    );
    return name === "" ? [] : [{ name, target, measure, match, start: found.index }];
  });
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
  "选派|组织|深化|加强|加快|确保|建设|新建|新增|打造|建成|培育|引进|招引|完成|实现|举办|召开|开展|签订|设立|支持|推进|推动|力争|继续|至少|不少于|超过|达到|累计";

// 中心2个和厂房10万平方米: what is counted before 和 is another's.
const COUNTED = new RegExp(`^.*\\d\\s*万?(?:${MEASURES})(?:以上|左右)?[与和及]`);
/** 选派教师20名: the noun stands before its figure, after by when and what is done about it. */
function countedBefore(before: string): string {
  const run = /[^，。；、：“”（）《》\s]*$/.exec(before)?.[0] ?? "";
  const [by] = deadlinesIn(run, 0);
  const noun = (by?.start === 0 ? run.slice(by.text.length) : run)
    .replace(COUNTED, "")
    .replace(new RegExp(`^.*(?:${VERBS})|(?:${VERBS})$`, "g"), "");
  return noun.length > 16 ? "" : noun;
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

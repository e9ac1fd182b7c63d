import { fold, WIDTHLESS } from "./fold";
import { chineseNumber, inChinese } from "./numerals";

/** Levels of headings, highest first. */
export const LEVELS = [
  "PART",
  "CHAPTER",
  "SECTION",
  "ARTICLE",
  "HAN",
  "HAN_BRACKET",
  "STEM",
  "NAMED",
  "FIGURE",
  "DECIMAL",
  "SUB_DECIMAL",
  "FIGURE_BRACKET",
  "CIRCLE",
  "SPOKEN",
] as const;
export type Level = (typeof LEVELS)[number];

export type Marker = {
  level: Level;
  number: number;
  /** as published, with the blank after it */
  text: string;
  /** 3.2018年, 甲、, 任务一: may be something else, so that it counts only where its number goes on */
  tight: boolean;
};

const HAN = "([一二三四五六七八九十]{1,3})";
const GAP = "\\s*";

const ORDINAL = "([一二三四五六七八九十]{1,3}|\\d{1,2})";
/** 第一章, （第一章）, 第1部分 */
const named = (words: string) =>
  new RegExp(
    `^（?第${GAP}${ORDINAL}${GAP}(?:${words})(?:）[、：.]?|[、：.]|(?=\\s|$|\\p{Script=Han}))${GAP}`,
    "u",
  );

// On folded text, where brackets are （） and blanks are spaces.
const FORMS: readonly (readonly [Level, RegExp])[] = [
  ["PART", named("部分|篇|编")],
  ["CHAPTER", named("章")],
  ["SECTION", named("节")],
  [
    "ARTICLE",
    new RegExp(
      `^第${GAP}${ORDINAL}${GAP}(?:条(?!款|件|例|线|规)[、：.]?|项(?:[、：.]|(?=\\s)))${GAP}`,
    ),
  ],
  ["HAN", new RegExp(`^${HAN}${GAP}[、.]${GAP}`)],
  ["HAN_BRACKET", new RegExp(`^（${GAP}${HAN}${GAP}）[、.]?${GAP}`)],
  // 甲、产业, and not 甲、乙双方
  ["STEM", /^([甲乙丙丁戊己庚辛壬癸])\s*[、.]\s*(?![甲乙丙丁戊己庚辛壬癸]|[双两]方)/],
  // 板块一：产业, 任务1：建园区, 专栏1 重点园区
  [
    "NAMED",
    new RegExp(
      `^（?(?:板块|模块|专题|专项|领域|工程|行动|重点任务|重点工作|任务|专栏)${GAP}${ORDINAL}${GAP}(?:）[：、]?|[：、]|(?=\\s|$))${GAP}`,
    ),
  ],
  // 1.1 and 1.1.1 with a blank or a stop behind; 1.5万吨 and 1.5 亿元 are figures
  ["SUB_DECIMAL", /^\d{1,2}\.\d{1,2}\.(\d{1,2})(?:[.、] *| +)(?![\d%])/],
  ["DECIMAL", /^\d{1,2}\.(\d{1,2})(?:[.、] *| +)(?![\d%万亿千百倍个元吨米亩]|平方|公里)/],
  // 1-1, and not 1-2个
  [
    "DECIMAL",
    /^\d{1,2}[-–—－](\d{1,2})(?:[.、] *| +)(?![\d%万亿千百倍个元吨米亩年月日天家名]|平方|公里)/,
  ],
  // 一是加强领导
  ["SPOKEN", new RegExp(`^${HAN}是(?=\\p{Script=Han}{2})`, "u")],
  // Beyond 999 up to 1899: what is more is a year.
  ["FIGURE", /^(\d{1,3}|1[0-8]\d\d) *[.、] */],
  ["FIGURE_BRACKET", /^（?\s*(\d{1,3})\s*）[、.]? */],
];

const CIRCLES = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳";
const STOPPED = "⒈⒉⒊⒋⒌⒍⒎⒏⒐⒑⒒⒓⒔⒕⒖⒗⒘⒙⒚⒛";
const BRACKETED = "⑴⑵⑶⑷⑸⑹⑺⑻⑼⑽⑾⑿⒀⒁⒂⒃⒄⒅⒆⒇";
const HAN_CIRCLES = "㈠㈡㈢㈣㈤㈥㈦㈧㈨㈩";

const SIGNS: readonly (readonly [Level, string])[] = [
  ["CIRCLE", CIRCLES],
  ["HAN_BRACKET", HAN_CIRCLES],
  ["FIGURE", STOPPED],
  ["FIGURE_BRACKET", BRACKETED],
];

// Most paragraphs begin with none of these, and need no closer look.
const MARKER_LETTER =
  /^[第甲乙丙丁戊己庚辛壬癸板模专领工行重任一二三四五六七八九十\d０-９（(［[〔【〖〈<＜｛{〘﹙﹝①-⒛㈠-㈩]/;

/** The marker a paragraph begins with; null when none. */
export function markerOf(paragraph: string): Marker | null {
  if (!MARKER_LETTER.test(paragraph)) return null;
  // No marker is longer; the rest of the paragraph need not be folded.
  const text = fold(paragraph.slice(0, 24));
  for (const [level, signs] of SIGNS) {
    const at = text === "" ? -1 : signs.indexOf(text.charAt(0));
    if (at < 0) continue;
    const blank = /^. */.exec(paragraph)?.[0] ?? "";
    return { level, number: at + 1, text: blank, tight: false };
  }
  for (const [level, form] of FORMS) {
    const found = form.exec(text);
    const numeral = found?.[1];
    if (!found || !numeral) continue;
    const number = numberOf(numeral);
    if (!number) continue;
    const rest = text.charAt(found[0].length);
    return {
      level,
      number,
      text: paragraph.slice(0, found[0].length),
      tight:
        level === "STEM" ||
        level === "NAMED" ||
        (level === "DECIMAL" && /^\d+[-–—－]/.test(found[0])) ||
        number > 999 ||
        (level === "FIGURE" && /\d/.test(rest) && !/ $/.test(found[0])),
    };
  }
  return null;
}

const STEMS = "甲乙丙丁戊己庚辛壬癸";

function numberOf(numeral: string): number | null {
  if (/\d/.test(numeral)) return Number(numeral);
  const stem = STEMS.indexOf(numeral);
  return stem < 0 ? chineseNumber(numeral) : stem + 1;
}

export const isHigher = (one: Level, other: Level) => LEVELS.indexOf(one) < LEVELS.indexOf(other);

/** What the running numbers of a text allow to come next, level by level. */
export class Sequence {
  private readonly last = new Map<Level, number>();

  /** Whether the number goes on where its level stood, or begins it anew under a heading. */
  continues({ level, number }: Pick<Marker, "level" | "number">): boolean {
    const last = this.last.get(level);
    return number === (last ?? 0) + 1 || (number === 1 && this.fresh(level));
  }

  private readonly begun = new Set<Level>();

  private fresh(level: Level): boolean {
    return !this.begun.has(level);
  }

  accept({ level, number }: Pick<Marker, "level" | "number">): void {
    this.last.set(level, number);
    this.begun.add(level);
    for (const lower of LEVELS) if (isHigher(level, lower)) this.begun.delete(lower);
  }
}

/** Blank or without width: what may stand around a marker. */
export const BLANK = new RegExp(`[\\s${WIDTHLESS}]`);

/**
 * A marker as it would be written with another number: 三、 → 四、, （１２） → （１３）, ⑳ → 21.; one that
 * holds no number stays as it is.
 */
export function withNumber(marker: string, number: number): string {
  for (const [, signs] of SIGNS) {
    const at = marker === "" ? -1 : signs.indexOf(marker.charAt(0));
    if (at < 0) continue;
    const sign = signs.charAt(number - 1);
    return sign === "" ? `${number}.${marker.slice(1)}` : sign + marker.slice(1);
  }
  return marker.replace(/[一二三四五六七八九十百零]+|[\d０-９]+(?=[^\d０-９]*$)/u, (numeral) => {
    if (/\d/.test(numeral)) return String(number);
    if (!/[０-９]/.test(numeral)) return inChinese(number);
    return [...String(number)]
      .map((digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0))
      .join("");
  });
}

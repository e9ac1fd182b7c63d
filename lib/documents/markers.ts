import { fold, WIDTHLESS } from "./fold";
import { chineseNumber } from "./numerals";

/** Levels of headings, highest first. */
export const LEVELS = [
  "PART",
  "CHAPTER",
  "SECTION",
  "ARTICLE",
  "HAN",
  "HAN_BRACKET",
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
  /** 3.2018年: a figure follows at once, so that this may be a number with decimals */
  tight: boolean;
};

const HAN = "([一二三四五六七八九十]{1,3})";
const GAP = "\\s*";

// On folded text, where brackets are （） and blanks are spaces.
const FORMS: readonly (readonly [Level, RegExp])[] = [
  [
    "PART",
    new RegExp(
      `^第${GAP}${HAN}${GAP}(?:部分|篇|编)(?:[、：.]|(?=\\s|$|\\p{Script=Han}))${GAP}`,
      "u",
    ),
  ],
  [
    "CHAPTER",
    new RegExp(`^第${GAP}${HAN}${GAP}章(?:[、：.]|(?=\\s|$|\\p{Script=Han}))${GAP}`, "u"),
  ],
  [
    "SECTION",
    new RegExp(`^第${GAP}${HAN}${GAP}节(?:[、：.]|(?=\\s|$|\\p{Script=Han}))${GAP}`, "u"),
  ],
  ["ARTICLE", new RegExp(`^第${GAP}${HAN}${GAP}条(?!款|件|例|线|规)[、：.]?${GAP}`)],
  ["HAN", new RegExp(`^${HAN}${GAP}[、.]${GAP}`)],
  ["HAN_BRACKET", new RegExp(`^（${GAP}${HAN}${GAP}）[、.]?${GAP}`)],
  // 1.1 and 1.1.1 with a blank or a stop behind; 1.5万吨 and 1.5 亿元 are figures
  ["SUB_DECIMAL", /^\d{1,2}\.\d{1,2}\.(\d{1,2})(?:[.、] *| +)(?![\d%])/],
  ["DECIMAL", /^\d{1,2}\.(\d{1,2})(?:[.、] *| +)(?![\d%万亿千百倍个元吨米亩]|平方|公里)/],
  // 一是加强领导
  ["SPOKEN", new RegExp(`^${HAN}是(?=\\p{Script=Han}{2})`, "u")],
  ["FIGURE", /^(\d{1,3}) *[.、] */],
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
const MARKER_LETTER = /^[第一二三四五六七八九十\d０-９（(［[〔【〖〈<＜｛{〘﹙﹝①-⒛㈠-㈩]/;

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
    const number = /\d/.test(numeral) ? Number(numeral) : chineseNumber(numeral);
    if (!number) continue;
    const rest = text.charAt(found[0].length);
    return {
      level,
      number,
      text: paragraph.slice(0, found[0].length),
      tight: level === "FIGURE" && /\d/.test(rest) && !/ $/.test(found[0]),
    };
  }
  return null;
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

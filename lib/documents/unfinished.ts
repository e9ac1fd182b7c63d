import { isDeadline } from "./deadlines";
import { CLOSING, fold, OPENING } from "./fold";
import { markerOf } from "./markers";
import { isBody } from "./names";
import { labelsIn } from "./roles";

/** What a paragraph is so far, as lines are added to it. */
export class Unfinished {
  private brackets = 0;
  private quotes = 0;
  prose: boolean;
  readonly labelled: boolean;

  constructor(text: string) {
    this.prose = isProse(text);
    this.labelled = startsWithLabel(text);
    this.count(text);
  }

  add(text: string): void {
    this.prose ||= /[，。；]/.test(text);
    this.count(text);
  }

  get balanced(): boolean {
    return this.brackets === 0 && this.quotes === 0;
  }

  private count(text: string): void {
    const { brackets, quotes } = openIn(text);
    this.brackets += brackets;
    this.quotes += quotes;
  }
}

// Most lines begin with none of these, and need no closer look.
const LABEL_LETTER =
  /^[\s*＊★☆【]*[总主牵第首具直共责负落实承执推组配协参支联会相完办时进目年备说注分市包挂电督监指考验评业行技归建项服]/u;

export function startsWithLabel(text: string): boolean {
  if (!LABEL_LETTER.test(text)) return false;
  const folded = fold(text.slice(0, 40));
  const label = labelsIn(folded)[0];
  return label !== undefined && folded.slice(0, label.start).replace(/[*\s]/g, "") === "";
}

/** 市商务局、青河海 ⏎ 关; 2025年12月 ⏎ 底前: a name or a deadline that a page cut. */
export function isCutInName(above: string, line: string): boolean {
  const head = /[^、，；。：\s]*$/u.exec(fold(above))?.[0] ?? "";
  const rest = /^[^、，；。：\s]*/u.exec(fold(line))?.[0] ?? "";
  if (head === "" || rest === "" || head.length + rest.length > 30) return false;
  if (isDeadline(head + rest)) return !isDeadline(rest);
  return !isBody(head) && !isBody(rest) && isBody(head + rest);
}

/** Headings, dates and signatures are complete as they stand; only prose can be left unfinished. */
export function isProse(text: string): boolean {
  const level = markerOf(text)?.level;
  const heading = level === "HAN" || level === "CHAPTER" || level === "PART";
  return heading ? text.includes("。") : /[，。；]/.test(text);
}

export const isFinished = (text: string) =>
  text.endsWith("。") ||
  (endsSentence(text) && Object.values(openIn(text)).every((open) => open === 0));

export function endsSentence(text: string): boolean {
  const end = text.charAt(text.length - 1);
  return "。！？：；…”》".includes(end) || CLOSING.includes(end);
}

// < and > are signs as well as brackets; 〈 and 〉 are brackets alone.
const COUNTED = /[（([［〔【〖〈｛{〘﹙﹝“）)\]］〕】〗〉｝}〙﹚﹞”]/g;

/** How many brackets and quotation marks a text leaves open. */
export function openIn(text: string): { brackets: number; quotes: number } {
  const open = { brackets: 0, quotes: 0 };
  for (const [character] of text.matchAll(COUNTED)) {
    if (character === "“") open.quotes += 1;
    else if (character === "”") open.quotes -= 1;
    else open.brackets += OPENING.includes(character) ? 1 : -1;
  }
  return open;
}

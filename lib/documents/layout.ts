import { clausesIn } from "./clause";

/** A paragraph of the notice and the line of the source it begins on, counted from 1. */
export type Paragraph = { line: number; text: string };

/** 一、 at the start of a chapter's heading */
export const CHAPTER_MARKER = /^([一二三四五六七八九十]{1,3})、\s*/;
/** “1. ” at the start of a point; 1.5万吨 at the start of a line is a figure */
export const POINT_MARKER = /^(\d{1,3})(?:[.．]\s*(?!\d)|、\s*)/;

/**
 * The paragraphs of a text whose page layout broke them into lines, blank lines and pages. A line is
 * joined to the one before when that was left in the middle of a sentence, a bracket or a clause;
 * no character is added or dropped but blank space at the ends of lines, and page numbers (— 2 —).
 */
export function joinLayoutBreaks(text: string): Paragraph[] {
  const lines = printedLines(text);
  const runIn = titlesRunIn(lines);
  return blocksOf(lines).flatMap((block) => joinBlock(block, runIn));
}

function printedLines(text: string): Paragraph[] {
  return text
    .replace(/^\uFEFF/, "")
    .split(/\r\n|[\n\r\f\u2028\u2029]/)
    .map((line, index) => ({ line: index + 1, text: line.trim() }))
    .filter((line) => line.text !== "" && !/^[—–－-]+\s*\d{1,3}\s*[—–－-]+$/.test(line.text));
}

/** Whether this notice runs text on after a point's title (“1. 标题。正文…”), as most of its points show. */
function titlesRunIn(lines: Paragraph[]): boolean {
  const points = lines.filter((line) => POINT_MARKER.test(line.text));
  return points.filter((line) => /。./.test(line.text)).length * 2 > points.length;
}

/** Lines from one marker to the next: nothing is ever joined across a marker. */
function blocksOf(lines: Paragraph[]): Paragraph[][] {
  const blocks: Paragraph[][] = [];
  for (const line of lines) {
    const block = blocks.at(-1);
    if (block && !beginsBlock(line.text)) block.push(line);
    else blocks.push([line]);
  }
  return blocks;
}

function beginsBlock(text: string): boolean {
  return (
    CHAPTER_MARKER.test(text) ||
    POINT_MARKER.test(text) ||
    /^(?:[（(](?:[一二三四五六七八九十]{1,3}|\d{1,2})[）)]|——|第[一二三四五六七八九十]{1,3}[章条节])/.test(
      text,
    )
  );
}

function joinBlock(block: Paragraph[], runIn: boolean): Paragraph[] {
  const pointEnd = runIn ? runInPointEnd(block) : 0;
  const paragraphs: Paragraph[] = [];
  let offset = 0;
  for (const line of block) {
    const last = paragraphs.at(-1);
    const open = last && (offset < pointEnd || (isProse(last.text) && !isFinished(last.text)));
    if (last && (open || "、，。；：！？）)”’》】".includes(line.text.charAt(0)))) {
      last.text += line.text;
    } else {
      paragraphs.push({ ...line });
    }
    offset += line.text.length;
  }
  return paragraphs;
}

/**
 * How many characters of a block its point takes for certain. A sentence may end where a page does,
 * so a point lasts until a clause closes at the end of a line; without a clause, until its first 。
 */
function runInPointEnd(block: Paragraph[]): number {
  if (!POINT_MARKER.test(block[0]?.text ?? "")) return 0;
  const whole = block.map((line) => line.text).join("");
  let offset = 0;
  const lineEnds = new Set(block.map((line) => (offset += line.text.length)));
  const ends = clausesIn(whole).map(({ end }) => (whole[end] === "。" ? end + 1 : end));
  return ends.find((end) => lineEnds.has(end)) ?? ends.at(-1) ?? whole.indexOf("。") + 1;
}

/** Headings, dates and signatures are complete as they stand; only prose can be left unfinished. */
function isProse(text: string): boolean {
  return CHAPTER_MARKER.test(text) ? text.includes("。") : /[，。；]/.test(text);
}

function isFinished(text: string): boolean {
  const end = text.charAt(text.length - 1);
  return end === "。" || ("！？：；…）)”》".includes(end) && isBalanced(text));
}

function isBalanced(text: string): boolean {
  const count = (characters: RegExp) => text.match(characters)?.length ?? 0;
  return count(/[（(]/g) === count(/[）)]/g) && count(/“/g) === count(/”/g);
}

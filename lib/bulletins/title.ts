import { widthOf } from "./rules";

/** Characters of 二号 on a line of the text: 156 mm over 22 points. */
const LINE = 20;

/**
 * A title as the lines it is printed in: whole words, of about the same length, the first not shorter than
 * the last where that can be (GB/T 9704-2012 7.3.1: 词意完整，排列对称). One that fits a line is one.
 */
export function titleLines(title: string, line = LINE): string[] {
  const words = wordsOf(title);
  const least = Math.ceil(widthOf(title) / line);
  for (const lines of [least, least + 1]) {
    const [best] = splits(words, lines, line).sort((a, b) => costOf(a) - costOf(b));
    if (best) return best;
  }
  return [title];
}

/** How far the lines are from one length; a break inside what belongs together, or a short first of two, is worse. */
function costOf(lines: string[]): number {
  const widths = lines.map(widthOf);
  const middle = widths.reduce((sum, each) => sum + each, 0) / lines.length;
  const uneven = widths.reduce((sum, each) => sum + (each - middle) ** 2, 0);
  const torn = lines.slice(1).filter((each, at) => !isPause(lines[at] ?? "", each)).length;
  const shape = lines.length === 2 && (widths[0] ?? 0) < (widths[1] ?? 0) ? 15 : 0;
  return uneven + 100 * torn + shape;
}

function isPause(before: string, after: string): boolean {
  return /^(?:推进情况|（)/u.test(after) || /[、，》]$/u.test(before);
}

// What such titles say at their end: nothing within it is a place to break.
const PHRASES = /(?:推进情况(?:月报|的通报)?|对口合作|工作要点|会议纪要)/u;
// A closing mark and 的 do not begin a line, an opening mark does not end one.
const CLINGS = /^[的、，。；：！？）》」』”〕】—]/u;
const OPENS = /[（《「『“〔【—]$/u;

/** Where a line may begin: at a word that does not cling to what is before it. */
function wordsOf(title: string): string[] {
  const parts = title
    .split(new RegExp(`(${PHRASES.source})`, "u"))
    .flatMap((part) =>
      PHRASES.test(part)
        ? [part]
        : [...new Intl.Segmenter("zh", { granularity: "word" }).segment(part)].map(
            ({ segment }) => segment,
          ),
    );
  const words: string[] = [];
  for (const part of parts.filter((each) => each !== "")) {
    const last = words.at(-1);
    const clings =
      last !== undefined && (CLINGS.test(part) || OPENS.test(last) || isDate(last, part));
    if (clings) words[words.length - 1] = last + part;
    else words.push(part);
  }
  return words;
}

/** 2024 and 年 and 9 and 月 are one word. */
function isDate(last: string, part: string): boolean {
  return (
    (/\d$/.test(last) && /^[年月日期第]/.test(part)) || (/[年月]$/.test(last) && /^\d/.test(part))
  );
}

/** Every way to put the words on so many lines, none too long. */
function splits(words: string[], lines: number, line: number): string[][] {
  if (lines <= 1) {
    const whole = words.join("");
    return widthOf(whole) <= line ? [[whole]] : [];
  }
  return words.slice(1).flatMap((_, index) => {
    const first = words.slice(0, index + 1).join("");
    const rest = words.slice(index + 1);
    if (widthOf(first) > line || widthOf(rest.join("")) > (lines - 1) * line) return [];
    return splits(rest, lines - 1, line).map((others) => [first, ...others]);
  });
}

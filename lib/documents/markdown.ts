import { isPageNoise } from "./noise";

const HEADING = /^ {0,3}#{1,6}[ \t]+(?=\S)/;
const BOLD = /\*\*(?=[^\s*])([^*\n]*[^\s*])\*\*/gu;
const QUOTED = /^\s*(?:>\s?)+/;
const BULLET = /^\s*[-*+•·]\s+(?=\S)/;
const RULE = /^\s*(?:(?:-\s*){3,}|(?:\*\s*){3,}|(?:_\s*){3,})$/;

/**
 * A text copied with the signs of Markdown, without them: # before headings, > before quoted lines, **
 * around words. They are signs of the program it came from; every line keeps its place. A text without
 * such headings, words or quotes is left as it is: *市教育局 is marked as the one that leads.
 */
export function withoutMarkdown(text: string): string {
  const lines = text.split("\n");
  const filled = lines.filter((line) => line.trim() !== "");
  const quoted = filled.filter((line) => QUOTED.test(line)).length;
  const isQuoted = quoted > 1 && quoted * 2 > filled.length;
  const marked = filled.some((line) => isHeading(line) || line.search(BOLD) >= 0);
  if (!isQuoted && !marked) return text;
  return lines
    .map((line) => plain(isQuoted || marked ? line.replace(QUOTED, "") : line, marked))
    .join("\n");
}

/** # 来源：… is of the page a text was saved from. */
const isHeading = (line: string) => HEADING.test(line) && !isPageNoise(line.trim());

function plain(line: string, marked: boolean): string {
  if (!marked) return line;
  if (RULE.test(line)) return "";
  const bare = isHeading(line) ? line.replace(HEADING, "").replace(/\s+#+\s*$/, "") : line;
  return bare
    .replace(BULLET, "")
    .replace(/([。：；，])\*\*[ \t]+/gu, "$1**")
    .replace(BOLD, "$1")
    .replace(/(?<![\p{L}\d])__(?=\S)([^_\n]+)__/gu, "$1")
    .replace(/\[([^\]\n]+)\]\(https?:[^)\s]*\)/gu, "$1")
    .replace(/\\([.#*_>()[\]{}+\-|])/g, "$1");
}

import { fold } from "./fold";
import type { Paragraph } from "./layout";

const CONTENTS = /^[（【\s]*目\s*(?:录|次)[）】\s]*$/u;

/** 一、总体要求……………… 3, as the heading itself is written */
const titleOf = (text: string) =>
  fold(text)
    .replace(/[\s.…·。－—_-]*\d{0,3}$/u, "")
    .replace(/\s/g, "");

/**
 * Where a text begins behind its table of contents: at the heading the list begins with, when that stands
 * again. 0 where there is none.
 */
export function endOfContents(paragraphs: readonly Paragraph[]): number {
  const list = paragraphs.findIndex(({ text }) => CONTENTS.test(text));
  if (list < 0) return 0;
  const first = paragraphs.findIndex(({ marker }, index) => index > list && Boolean(marker));
  const title = titleOf(paragraphs[first]?.text ?? "");
  if (first < 0 || title === "") return 0;
  const again = paragraphs.findIndex(
    ({ text, marker }, index) =>
      index > first && Boolean(marker) && titleOf(text.split(/[。\n]/)[0] ?? "") === title,
  );
  return Math.max(0, again);
}

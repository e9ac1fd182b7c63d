import { fold } from "./fold";
import type { Paragraph } from "./layout";
import type { Level } from "./markers";
import { bears } from "./point-level";
import { isPlanTitle } from "./title";

const ATTACHED = /^附\s*件\s*[\d一二三四五六七八九十]{1,2}\s*：?$/u;

/**
 * The headings of further lists in one file, 附件2 ⏎ 民生实事责任分解 or the bare title of a second
 * plan, as headings of chapters without a number; what stands below begins its numbers anew.
 */
export function withParts(
  paragraphs: readonly Paragraph[],
  level: Level | undefined,
): { paragraphs: Paragraph[]; parts: ReadonlySet<Paragraph> } {
  const parts = new Set<Paragraph>();
  const next = nextMarked(paragraphs);
  const joined: Paragraph[] = [];
  for (let at = 0; at < paragraphs.length; at += 1) {
    const paragraph = paragraphs[at];
    if (!paragraph) break;
    const lines = at === 0 ? 0 : headingLines(paragraphs, at, level, next[at]);
    if (lines === 0) {
      joined.push(paragraph);
      continue;
    }
    const title = paragraphs[at + lines - 1]?.text ?? "";
    const before = lines === 2 ? `${paragraph.text}\n` : "";
    const part: Paragraph = {
      line: paragraph.line,
      text: before + title,
      marker: { level: level ?? "HAN", number: 0, text: before, tight: false },
    };
    parts.add(part);
    joined.push(part);
    at += lines - 1;
  }
  return { paragraphs: joined, parts };
}

/** For each paragraph the next one below it that has a marker or is a row. */
function nextMarked(paragraphs: readonly Paragraph[]): (Paragraph | undefined)[] {
  let below: Paragraph | undefined;
  return paragraphs
    .toReversed()
    .map((paragraph) => {
      const next = below;
      if (paragraph.marker || paragraph.row) below = paragraph;
      return next;
    })
    .toReversed();
}

/** How many paragraphs the heading of a part takes; 0 when none begins here. */
function headingLines(
  paragraphs: readonly Paragraph[],
  at: number,
  level: Level | undefined,
  next: Paragraph | undefined,
): number {
  const paragraph = paragraphs[at];
  if (!paragraph || paragraph.marker || paragraph.row) return 0;
  const attached = ATTACHED.test(fold(paragraph.text).trim());
  if (!attached && (level === undefined || !isPlanTitle(paragraph.text))) return 0;
  const below = paragraphs[at + 1];
  const titled =
    below &&
    !below.marker &&
    !below.row &&
    below.text.length <= 60 &&
    !/[。；]/.test(below.text) &&
    !bears(below);
  if (attached && !titled) return 0;
  if (!next) return 0;
  if (attached) return next.row || next.marker?.number === 1 ? 2 : 0;
  return next.marker?.level === level && next.marker?.number === 1 ? 1 : 0;
}

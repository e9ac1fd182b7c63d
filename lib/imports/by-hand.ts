import type { PointText } from "../documents/points";
import { type ImportContent, importedPoints, importedText, textOfPoint } from "./content";
import { attended, removePoint } from "./edits";

/**
 * Texts and due days of points, and headings with 导语 of chapters, that are not as the notice was read: an
 * administrator set them so.
 */
export type ByHand = {
  texts: ReadonlySet<string>;
  dues: ReadonlySet<string>;
  chapters: ReadonlySet<string>;
};

export const NOTHING_BY_HAND: ByHand = { texts: new Set(), dues: new Set(), chapters: new Set() };

/** What an administrator set in imports, of which each is kept as read and as it was edited. */
export function byHandIn(
  imports: readonly { reading: ImportContent; content: ImportContent }[],
): ByHand {
  const texts = new Set<string>();
  const dues = new Set<string>();
  const chapters = new Set<string>();
  for (const { reading, content } of imports) {
    const headings = new Map(reading.chapters.map((each) => [each.key, chapterText(each)]));
    for (const chapter of content.chapters) {
      const text = chapterText(chapter);
      if (headings.get(chapter.key) !== text) chapters.add(text);
    }
    const read = new Map(importedPoints(reading).map((point) => [point.key, point]));
    for (const point of importedPoints(content)) {
      const was = read.get(point.key);
      if (!was || textOfPoint(was) !== textOfPoint(point)) texts.add(textOfPoint(point));
      const due = point.dueOn ?? content.dueOn;
      if (due === (was?.dueOn ?? reading.dueOn)) continue;
      for (const key of dueKeys({ ...point, dueOn: due })) dues.add(key);
    }
  }
  return { texts, dues, chapters };
}

/** A chapter's heading, and below it its 导语. */
export function chapterText(chapter: {
  marker: string;
  title: string;
  titleEnd: string;
  foreword: string;
}): string {
  const { marker, title, titleEnd, foreword } = chapter;
  return marker + title + titleEnd + (foreword && `\n${foreword}`);
}

/** A point is found again by its number or by its title. */
export function dueKeys(point: { number: number; title: string; dueOn: string }): string[] {
  return [`${point.number} ${point.dueOn}`, `${point.title.replace(/\s/g, "")} ${point.dueOn}`];
}

/**
 * What was said to be 不是要点 in imports of a plan, the oldest first, and not taken back in a later one: the
 * paragraphs as they were read and as they stood. What the plan has as a point is one.
 */
export function takenOutIn(
  imports: readonly { reading: ImportContent; content: ImportContent }[],
  present: readonly PointText[],
): ReadonlySet<string> {
  const said = new Set<string>();
  for (const { reading, content } of imports) {
    const read = new Map(importedPoints(reading).map((point) => [point.key, point]));
    for (const point of importedPoints(content)) said.delete(paragraphOf(point));
    for (const { point } of content.removed) {
      for (const each of [point, read.get(point.key)]) if (each) said.add(paragraphOf(each));
    }
  }
  for (const point of present) said.delete(paragraphOf(point));
  return said;
}

/** A notice read again: the paragraphs that were taken out before are no points this time either. */
export function leaveOut(content: ImportContent, said: ReadonlySet<string>): ImportContent {
  const before = importedPoints(content).filter((point) => said.has(paragraphOf(point)));
  const left = before.reduce((rest, { key }) => attended(removePoint(rest, key), key), content);
  const keys = new Set(before.map(({ key }) => key));
  const removed = left.removed.map((each) =>
    keys.has(each.point.key) ? { ...each, before: true as const } : each,
  );
  return { ...left, removed };
}

/** The words of a paragraph, whatever number it has in this version. */
const paragraphOf = (point: PointText) =>
  importedText(point).slice(point.marker.length).replace(/\s/g, "");

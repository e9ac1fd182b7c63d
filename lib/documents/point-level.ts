import { clausesIn } from "./clause-spans";
import type { Paragraph } from "./layout";
import { isHigher, LEVELS, type Level } from "./markers";

const BEARS = new WeakMap<Paragraph, boolean>();

/** Whether a paragraph has a clause. */
export function bears(paragraph: Paragraph): boolean {
  const known = BEARS.get(paragraph) ?? clausesIn(paragraph.text).length > 0;
  BEARS.set(paragraph, known);
  return known;
}

type PointLevel = Level | "CHAPTER_ITSELF" | "NONE";

/** The deepest kind of marker that bears clauses here; without a clause the topmost there is. */
export function pointLevelOf(
  heading: Paragraph | null,
  paragraphs: readonly Paragraph[],
): PointLevel {
  const bearers = bearersIn(heading, paragraphs);
  const bearing = LEVELS.findLast((level) =>
    bearers.some((each) => each.level === level && each.clause),
  );
  if (bearing) return bearing;
  if (heading && bearers.some(({ level, clause }) => level === null && clause))
    return "CHAPTER_ITSELF";
  const present = LEVELS.find(
    (level) =>
      level !== "CIRCLE" && level !== "SPOKEN" && bearers.some((each) => each.level === level),
  );
  return present ?? "NONE";
}

type Bearer = { level: Level | null; parent: number; clause: boolean };

/** Every marker with its parent, and which bears a clause. */
function bearersIn(heading: Paragraph | null, paragraphs: readonly Paragraph[]): Bearer[] {
  const bearers: Bearer[] = [
    { level: null, parent: -1, clause: heading !== null && bears(heading) },
  ];
  const open: number[] = [0];
  for (const paragraph of paragraphs) {
    const level = paragraph.marker?.level;
    if (level) {
      while (open.length > 1) {
        const last = bearers[open.at(-1) ?? 0]?.level;
        if (last && isHigher(last, level)) break;
        open.pop();
      }
      bearers.push({ level, parent: open.at(-1) ?? 0, clause: false });
      open.push(bearers.length - 1);
    }
    const innermost = bearers[open.at(-1) ?? 0];
    if (innermost && bears(paragraph)) innermost.clause = true;
  }
  return handedUp(bearers);
}

/**
 * Where of every list below a heading the last alone bears a clause, that clause is the heading's:
 * （一）甲。1.…。2.…。3.…。（责任单位：…）
 */
function handedUp(bearers: Bearer[]): Bearer[] {
  for (const level of [...LEVELS].reverse()) {
    const lists = new Map<number, Bearer[]>();
    for (const each of bearers) {
      if (each.level !== level) continue;
      const list = lists.get(each.parent);
      if (list) list.push(each);
      else lists.set(each.parent, [each]);
    }
    const bearing = [...lists].filter(([, list]) => list.some((each) => each.clause));
    const small = level === "FIGURE_BRACKET" || level === "CIRCLE" || level === "SPOKEN";
    const ofHeadings = bearing.every(([parent, list]) => {
      const below = bearers[parent]?.level;
      return (
        (below || small) &&
        list.length > 1 &&
        list.every((each, index) => each.clause === (index === list.length - 1))
      );
    });
    if (bearing.length === 0 || !ofHeadings) continue;
    for (const [parent, list] of bearing) {
      for (const each of list) each.clause = false;
      const heading = bearers[parent];
      if (heading) heading.clause = true;
    }
  }
  return bearers;
}

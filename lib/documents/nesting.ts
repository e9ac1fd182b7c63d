import type { Paragraph } from "./layout";
import { isHigher, type Level, type Marker } from "./markers";

/** A marker with what stands below it; the root stands for the chapter. */
export type Node = {
  /** null: the root of a notice without chapters */
  paragraph: Paragraph | null;
  level: Level | null;
  number: number;
  parent: Node | null;
  children: Node[];
  /** paragraphs without a marker between this and what comes next */
  text: Paragraph[];
};

/**
 * Which marker stands below which. The order of levels is the usual one, 一、（一）1.（1）①, unless the
 * numbers tell otherwise (`inverted` keeps which levels stood so in the chapters above): 1.（一）（二）2. and （一）1.（一）（二）2.（二）have （一） below 1.
 */
export function nest(
  heading: Paragraph | null,
  paragraphs: readonly Paragraph[],
  inverted: Set<string>,
): Node {
  const root = nodeOf(heading, null);
  const upcoming = paragraphs.flatMap(({ marker }) => marker ?? []);
  let open: Node[] = [root];
  let seen = 0;
  for (const paragraph of paragraphs) {
    const { marker } = paragraph;
    if (!marker) {
      open.at(-1)?.text.push(paragraph);
      continue;
    }
    seen += 1;
    open = open.slice(0, depthFor(marker, open, upcoming, seen, inverted));
    const parent = open.at(-1) ?? root;
    const node = nodeOf(paragraph, parent);
    parent.children.push(node);
    open.push(node);
  }
  return root;
}

const nodeOf = (paragraph: Paragraph | null, parent: Node | null): Node => ({
  paragraph,
  level: parent ? (paragraph?.marker?.level ?? null) : null,
  number: paragraph?.marker?.number ?? 0,
  parent,
  children: [],
  text: [],
});

const DEEPEST = 12;

/** How many of the open nodes stay open above a marker. */
function depthFor(
  marker: Marker,
  open: readonly Node[],
  upcoming: readonly Marker[],
  next: number,
  inverted: Set<string>,
): number {
  const going = open.findLastIndex(
    ({ level, number }) => level === marker.level && number + 1 === marker.number,
  );
  if (going > 0) return going;
  const top = open.at(-1);
  if (top?.level && marker.number === 1 && top.level !== marker.level && open.length < DEEPEST) {
    const pair = `${top.level} ${marker.level}`;
    const usual =
      isHigher(top.level, marker.level) && !open.some((each) => each.level === marker.level);
    if (!usual && (goesOnAbove(top, marker, open, upcoming, next) ?? inverted.has(pair))) {
      inverted.add(pair);
      return open.length;
    }
  }
  const above = open.findLastIndex(({ level }) => level === null || isHigher(level, marker.level));
  return above + 1;
}

/**
 * Whether the list above goes on behind the one that begins here, so that this one is inside it; null
 * where neither goes on.
 */
function goesOnAbove(
  top: Node,
  marker: Marker,
  open: readonly Node[],
  upcoming: readonly Marker[],
  next: number,
): boolean | null {
  let expected = marker.number + 1;
  for (let at = next; at < upcoming.length; at += 1) {
    const each = upcoming[at];
    if (!each) break;
    if (each.level === top.level) {
      if (each.number !== top.number + 1) return false;
      const again = upcoming.slice(at, at + 200).find(({ level }) => level === marker.level);
      const outer = open.findLast(({ level }) => level === marker.level);
      return !again || again.number === 1 || again.number === (outer?.number ?? -1) + 1;
    }
    if (each.level === marker.level) {
      if (each.number !== expected) return null;
      expected += 1;
    } else if (open.some(({ level }) => level === each.level)) return null;
  }
  return null;
}

import { type ClauseSpan, clausesIn } from "./clause-spans";
import type { Paragraph } from "./layout";
import { LEVELS, type Level } from "./markers";
import { type Node, nest } from "./nesting";

const SPANS = new WeakMap<Paragraph, ClauseSpan[]>();

/** The clauses of a paragraph. */
export function spansOf(paragraph: Paragraph): ClauseSpan[] {
  const known = SPANS.get(paragraph) ?? clausesIn(paragraph.text);
  SPANS.set(paragraph, known);
  return known;
}

/** Whether a paragraph has a clause. */
export const bears = (paragraph: Paragraph) => spansOf(paragraph).length > 0;

/** What the whole text tells about each of its chapters. */
export type Notice = {
  /** levels that bear clauses */
  bearing: ReadonlySet<Level>;
  /** most chapters are one point each */
  whole: boolean;
  /** chapters have several paragraphs with a clause each and no numbers */
  loose: boolean;
  /** levels that stand below a usually lower one */
  inverted: Set<string>;
};

/** What the markers of a chapter are. */
export type Kinds = {
  /** ITSELF: the chapter is one point; LOOSE: its paragraphs are, without a number */
  chapter: "POINTS" | "ITSELF" | "LOOSE" | "NONE";
  points: ReadonlySet<Paragraph>;
  sections: ReadonlySet<Paragraph>;
  /** sections of a point or section, the outermost first */
  above: (paragraph: Paragraph) => Paragraph[];
  /** paragraphs of the headings above a point whose clause is of all that stands below them */
  granting: (paragraph: Paragraph) => Paragraph[];
};

type Weighed = {
  clauses: Map<Node, boolean>;
  below: Map<Node, boolean>;
  /** levels that bear clauses anywhere in the notice */
  bearing: ReadonlySet<Level>;
};

/**
 * Points are the innermost markers that bear clauses, with their siblings; without a clause the topmost
 * there are. A heading with a clause and nothing to be done of its own gives it to what stands below.
 */
export function kindsOf(
  heading: Paragraph | null,
  paragraphs: readonly Paragraph[],
  { bearing, loose, whole, inverted }: Notice,
): Kinds {
  const root = nest(heading, paragraphs, inverted);
  const weighed = weigh(root, bearing, whole);
  const points = new Set<Paragraph>();
  const sections = new Set<Paragraph>();
  const nodes = new Map<Paragraph, Node>();
  const visit = (node: Node) => {
    for (const child of pointsBelow(node, weighed)) {
      const { paragraph } = child;
      if (!paragraph) continue;
      nodes.set(paragraph, child);
      if (isSection(child, weighed)) {
        sections.add(paragraph);
        visit(child);
      } else points.add(paragraph);
    }
  };
  const below = weighed.below.get(root) ?? false;
  if (loose && !below && heading && !bears(heading) && looseIn(paragraphs).length > 1)
    return { chapter: "LOOSE", points, sections, above: () => [], granting: () => [] };
  if (!below && heading && weighed.clauses.get(root) && !grants(root, weighed))
    return { chapter: "ITSELF", points, sections, above: () => [], granting: () => [] };
  visit(root);
  const ancestors = (paragraph: Paragraph) => {
    const list: Node[] = [];
    for (let node = nodes.get(paragraph)?.parent; node; node = node.parent) list.unshift(node);
    return list;
  };
  return {
    chapter: points.size > 0 ? "POINTS" : "NONE",
    points,
    sections,
    above: (paragraph) =>
      ancestors(paragraph).flatMap((node) => (node.parent && node.paragraph) || []),
    granting: (paragraph) => {
      const node = ancestors(paragraph).findLast((each) => grants(each, weighed));
      return node ? ownText(node).filter(bears) : [];
    },
  };
}

/** Paragraphs of text that have a clause, at their end or on the line below. */
export function looseIn(paragraphs: readonly Paragraph[]): Paragraph[] {
  return paragraphs.filter((paragraph, index) => {
    if (paragraph.marker || paragraph.row) return false;
    const spans = spansOf(paragraph);
    const next = paragraphs[index + 1];
    if (spans.length === 0) return next !== undefined && !next.marker && isClauseAlone(next);
    const rest = paragraph.text.slice(spans.at(-1)?.end);
    return (spans[0]?.start ?? 0) >= 4 && /^[\s。；）)]*$/.test(rest);
  });
}

function isClauseAlone(paragraph: Paragraph): boolean {
  const [first] = spansOf(paragraph);
  return first !== undefined && first.start < 4;
}

const ownText = ({ paragraph, text }: Node) => (paragraph ? [paragraph, ...text] : text);

function weigh(root: Node, bearing: ReadonlySet<Level>, whole: boolean): Weighed {
  const all: Node[] = [root];
  for (let at = 0; at < all.length; at += 1) all.push(...(all[at]?.children ?? []));
  const clauses = new Map(all.map((node) => [node, ownText(node).some(bears)]));
  handUp(all, clauses, whole);
  const below = new Map<Node, boolean>();
  for (const node of all.toReversed())
    below.set(
      node,
      node.children.some((child) => clauses.get(child) || below.get(child)),
    );
  return { clauses, below, bearing };
}

/**
 * Where of every list below a heading the last alone bears a clause, that clause is the heading's:
 * （一）甲。1.…。2.…。3.…。（责任单位：…）
 */
function handUp(all: readonly Node[], clauses: Map<Node, boolean>, whole: boolean): void {
  for (const level of LEVELS.toReversed()) {
    const lists = all.flatMap((parent) => {
      const list = parent.children.filter((child) => child.level === level);
      return list.some((child) => clauses.get(child)) ? [{ parent, list }] : [];
    });
    const small = level === "FIGURE_BRACKET" || level === "CIRCLE" || level === "SPOKEN";
    const ofHeading = ({ parent, list }: { parent: Node; list: Node[] }) =>
      (parent.parent || small || whole) &&
      list.length > 1 &&
      // 3. and 4. go on from the heading before: they are no steps of this one
      list[0]?.number === 1 &&
      list.every((child, index) => clauses.get(child) === (index === list.length - 1));
    // Where steps have clauses of their own in their lines, one on the line below a list is the heading's.
    const apart = lists.filter((each) => small && isApart(each.list.at(-1)));
    const sure = lists.every(ofHeading)
      ? lists
      : apart.every(ofHeading) &&
          lists.every((each) => apart.includes(each) || !each.list.some(isApart))
        ? apart
        : [];
    for (const { parent, list } of sure) {
      for (const child of list) clauses.set(child, false);
      clauses.set(parent, true);
    }
  }
}

/** Whether the clause of a marker is on a line of its own below it. */
function isApart(node: Node | undefined): boolean {
  if (!node?.paragraph || bears(node.paragraph)) return false;
  return node.text.some(isClauseAlone);
}

/** Whether what stands below a marker are points of their own. */
function isSection(node: Node, weighed: Weighed): boolean {
  if (weighed.below.get(node)) return true;
  // （一）装备（市财政局牵头）3. 甲。4. 乙。 where elsewhere 1. and 2. are points
  const levels = node.children.flatMap(({ level }) => level ?? []);
  return (
    levels.some(
      (level) => weighed.bearing.has(level) && level !== "CIRCLE" && level !== "SPOKEN",
    ) && grants(node, weighed)
  );
}

/** Those below a marker that are points or sections. */
function pointsBelow(node: Node, weighed: Weighed): Node[] {
  const { children } = node;
  const bearing = children.filter(
    (child) => weighed.clauses.get(child) || weighed.below.get(child),
  );
  const ranks = (list: readonly Node[]) =>
    list.map(({ level }) => LEVELS.indexOf(level ?? "SPOKEN"));
  if (bearing.length > 0) {
    const least = Math.max(...ranks(bearing));
    return children.filter(({ level }) => LEVELS.indexOf(level ?? "SPOKEN") <= least);
  }
  const large = children.filter(({ level }) => level !== "CIRCLE" && level !== "SPOKEN");
  const most = Math.min(...ranks(large));
  return large.filter(({ level }) => LEVELS.indexOf(level ?? "SPOKEN") === most);
}

const OF_ALL = /(?:本[章节项部类]|以下|下列|上述|各项|所有|全部)/;

/** A heading with a clause and no task: nothing but its title, or words that say it is of all below. */
function grants(node: Node, { clauses }: Weighed): boolean {
  if (!clauses.get(node) || node.children.length === 0) return false;
  const own = ownText(node).filter(bears);
  const [first] = own;
  if (!first || own.length > 3) return false;
  return own.every((paragraph) => {
    const marker = paragraph.marker?.text.length ?? 0;
    const start = spansOf(paragraph)[0]?.start ?? 0;
    const said = paragraph.text.slice(marker, start).replace(/[。；：，、\s]+$/, "");
    const rest = paragraph.text.slice(spansOf(paragraph).at(-1)?.end ?? 0);
    if (OF_ALL.test(said.slice(-24)) || OF_ALL.test(paragraph.text.slice(start, start + 8)))
      return true;
    const alone =
      paragraph === node.paragraph ? said.length <= 40 && !/[。；]/.test(said) : said === "";
    return alone && /^[\s。；]*$/.test(rest);
  });
}

import { withoutBoxes } from "./boxes";
import { chapterLevelOf } from "./chapter-level";
import { endOfContents } from "./contents";
import { withFields } from "./fields";
import type { Paragraph } from "./layout";
import { isDateLine, isSignature } from "./noise";
import { withParts } from "./parts";
import { bears, kindsOf, looseIn, type Notice, spansOf } from "./point-level";
import type { PointSource } from "./points";
import { withoutTail } from "./tail";

export type ChapterOutline = {
  /** null: a notice without chapters */
  heading: Paragraph | null;
  /** the chapter is one point itself: 一、加大支持。 with its text and clause below */
  isPoint: boolean;
  /** its points have no numbers of their own */
  loose: boolean;
  foreword: Paragraph[];
  points: PointSource[];
};

export type Outline = { head: Paragraph[]; chapters: ChapterOutline[]; tail: Paragraph[] };

/** Which paragraphs are the head, chapters, points and the tail of a notice. None is left out. */
export function outlineOf(paragraphs: readonly Paragraph[]): Outline {
  const from = endOfContents(paragraphs);
  const { letter, body, after } = apart(withFields(withoutBoxes(paragraphs.slice(from))));
  const level = chapterLevelOf(body);
  const begins = (paragraph: Paragraph) =>
    level ? paragraph.marker?.level === level : isPointLike(paragraph);
  const first = firstOf(body, begins);
  const above = [...paragraphs.slice(0, from), ...letter];
  if (first < 0) return { head: [...above, ...body], chapters: [], tail: after };
  const head = [...above, ...body.slice(0, first)];
  const { text: kept, tail } = withoutTail(body.slice(first));
  const { paragraphs: text, parts } = withParts(kept, level);
  const heads = (paragraph: Paragraph) =>
    parts.has(paragraph) || (level !== undefined && begins(paragraph));
  const runs = divide(text, heads);
  const notice: Notice = {
    bearing: new Set(text.flatMap((each) => (bears(each) && each.marker?.level) || [])),
    whole: level !== undefined && areWhole(runs),
    loose: isLoose(runs),
    inverted: new Set(),
  };
  const chapters = runs.flatMap((run) => {
    const headed = run[0] !== undefined && heads(run[0]);
    return chaptersOf(headed ? run : [null, ...run], notice);
  });
  return { head, chapters: evened(chapters), tail: [...tail, ...after] };
}

/** Whether chapters have several paragraphs of text with a clause each: points that have no numbers. */
function isLoose(runs: readonly (readonly Paragraph[])[]): boolean {
  const counts = runs.map((run) => looseIn(run).length).filter((count) => count > 0);
  return counts.filter((count) => count > 1).length * 2 > counts.length;
}

/** Whether most chapters with a clause have no numbers below them. */
function areWhole(runs: readonly (readonly Paragraph[])[]): boolean {
  const bearing = runs.filter((run) => run.some(bears));
  const plain = bearing.filter((run) => run.slice(1).every((each) => !each.marker && !each.row));
  return plain.length * 2 > bearing.length;
}

/** Where the text begins: at its first chapter, or at points that stand before it (an excerpt). */
function firstOf(body: readonly Paragraph[], begins: (paragraph: Paragraph) => boolean): number {
  const chapter = body.findIndex(begins);
  const earlier = body.slice(0, chapter < 0 ? 0 : chapter).findIndex(bears);
  return earlier < 0 ? chapter : earlier;
}

const isPointLike = ({ marker, row }: Paragraph) =>
  row !== undefined || (marker !== undefined && marker !== null);

/**
 * A covering letter or an attachment with chapters of its own, set apart by a signature and date:
 * the part that gives work to units is the notice's text.
 */
function apart(paragraphs: readonly Paragraph[]) {
  const level = chapterLevelOf(paragraphs);
  const isChapter = ({ marker }: Paragraph) => marker?.level === level;
  const whole = { letter: [] as Paragraph[], body: [...paragraphs], after: [] as Paragraph[] };
  if (!level) return whole;
  const from = paragraphs.findIndex(isChapter);
  const to = paragraphs.findLastIndex(isChapter);
  const dated = paragraphs.findIndex(
    (each, index) => index > from && index < to && isDateLine(each.text),
  );
  if (dated < 0) return whole;
  const next = paragraphs.slice(dated).find(isChapter);
  if (next?.marker?.number !== 1) return whole;
  const clauses = (part: readonly Paragraph[]) => part.filter(bears).length;
  if (clauses(paragraphs.slice(dated)) >= clauses(paragraphs.slice(0, dated))) {
    return { letter: paragraphs.slice(0, dated + 1), body: paragraphs.slice(dated + 1), after: [] };
  }
  const signed = isSignature(paragraphs[dated - 1]?.text ?? "") ? dated - 1 : dated;
  return { letter: [], body: paragraphs.slice(0, signed), after: paragraphs.slice(signed) };
}

/** Runs of paragraphs, each begun by one that `begins`. */
function divide(
  paragraphs: readonly Paragraph[],
  begins: (paragraph: Paragraph) => boolean,
): Paragraph[][] {
  const runs: Paragraph[][] = [];
  for (const paragraph of paragraphs) {
    if (runs.length === 0 || begins(paragraph)) runs.push([paragraph]);
    else runs.at(-1)?.push(paragraph);
  }
  return runs;
}

/** A run is one chapter; a table of tasks below points of running text is a chapter of its own. */
function chaptersOf(
  [heading = null, ...rest]: (Paragraph | null)[],
  notice: Notice,
): ChapterOutline[] {
  const paragraphs = rest.filter((each) => each !== null);
  const table = paragraphs.findIndex(({ row }) => row !== undefined);
  if (table < 0) return [chapterOf(heading, paragraphs, notice)];
  const above = paragraphs.slice(0, table);
  if (!above.some(bears)) return [tableOf(heading, paragraphs)];
  return [chapterOf(heading, above, notice), tableOf(null, paragraphs.slice(table))];
}

/** Every row is a point; a line across the table heads those below it. */
function tableOf(heading: Paragraph | null, paragraphs: readonly Paragraph[]): ChapterOutline {
  const foreword: Paragraph[] = [];
  const points: PointSource[] = [];
  let before: Paragraph[] = [];
  let section = "";
  for (const paragraph of paragraphs) {
    if (paragraph.row) {
      points.push({ paragraphs: [paragraph], before, section, granting: [] });
      before = [];
    } else if (points.length === 0 && section === "" && paragraph.text.length > 40) {
      foreword.push(paragraph);
    } else {
      before.push(paragraph);
      if (!paragraph.text.includes("\t") && paragraph.text.length <= 40) section = paragraph.text;
    }
  }
  const last = points.at(-1);
  if (last) last.paragraphs = [...last.paragraphs, ...before];
  return { heading, isPoint: false, loose: false, foreword, points };
}

function chapterOf(
  heading: Paragraph | null,
  paragraphs: readonly Paragraph[],
  notice: Notice,
): ChapterOutline {
  const kinds = kindsOf(heading, paragraphs, notice);
  if (kinds.chapter === "ITSELF") return asPoint(heading, paragraphs);
  if (kinds.chapter === "LOOSE") return looseChapter(heading, paragraphs);
  const foreword: Paragraph[] = [];
  const points: PointSource[] = [];
  let before: Paragraph[] = [];
  let open: Paragraph[] | null = null;
  for (const paragraph of paragraphs) {
    if (kinds.sections.has(paragraph)) {
      before.push(paragraph);
      open = null;
    } else if (kinds.points.has(paragraph)) {
      open = [paragraph];
      points.push({
        paragraphs: open,
        before,
        section: kinds.above(paragraph).map(headingOf).join(" / "),
        granting: kinds.granting(paragraph),
      });
      before = [];
    } else (open ?? (before.length > 0 ? before : foreword)).push(paragraph);
  }
  return { heading, isPoint: false, loose: false, foreword, points };
}

/** Paragraphs without numbers: each that ends in a clause is a point, others stay behind the one above. */
function looseChapter(heading: Paragraph | null, paragraphs: readonly Paragraph[]): ChapterOutline {
  const begins = new Set(looseIn(paragraphs));
  const foreword: Paragraph[] = [];
  const points: PointSource[] = [];
  for (const paragraph of paragraphs) {
    const last = points.at(-1);
    if (begins.has(paragraph))
      points.push({ paragraphs: [paragraph], before: [], section: "", granting: [] });
    else if (last) last.paragraphs = [...last.paragraphs, paragraph];
    else foreword.push(paragraph);
  }
  return { heading, isPoint: false, loose: true, foreword, points };
}

/** A heading without its clause, to its first 。 */
function headingOf(paragraph: Paragraph): string {
  const [clause] = spansOf(paragraph);
  const text = clause && clause.start > 0 ? paragraph.text.slice(0, clause.start) : paragraph.text;
  return /^[^。\n]*/.exec(text)?.[0].trim() ?? "";
}

function asPoint(heading: Paragraph | null, paragraphs: readonly Paragraph[]): ChapterOutline {
  const own = heading ? [heading] : [];
  return {
    heading,
    isPoint: true,
    loose: false,
    foreword: [],
    points: [{ paragraphs: [...own, ...paragraphs], before: [], section: "", granting: [] }],
  };
}

const NO_TASK = /总体|指导思想|目标|基本原则|总则|附则|背景|适用|说明|施行|解释/;

/** Where most chapters are one point each, a chapter whose clause is missing is one as well. */
function evened(chapters: ChapterOutline[]): ChapterOutline[] {
  const points = chapters.filter((chapter) => chapter.isPoint).length;
  if (points * 2 <= chapters.length) return chapters;
  return chapters.map((chapter) =>
    chapter.points.length > 0 ||
    chapter.foreword.length === 0 ||
    NO_TASK.test(chapter.heading?.text ?? "")
      ? chapter
      : asPoint(chapter.heading, chapter.foreword),
  );
}

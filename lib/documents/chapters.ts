import { clausesIn } from "./clause-spans";
import type { Paragraph } from "./layout";
import type { ChapterOutline } from "./outline";
import { bears, spansOf } from "./point-level";
import { type Context, conditionsIn } from "./point-units";
import { type PointReading, readPoint, splitTitle } from "./points";
import { standingRulesIn, takeRules, withoutRules } from "./standing-rules";
import { excerpt, linesOf, type Warning } from "./strays";
import { readRow } from "./table-points";

/** marker + title + titleEnd is the published heading; of a chapter that is one point it is the point's. */
export type ChapterReading = {
  /** 0 of a notice without chapters */
  number: number;
  /** 一、 */
  marker: string;
  title: string;
  /** what follows the title in its paragraph: 。, a sentence of its own, the units of all below */
  titleEnd: string;
  line: number;
  /** the chapter is one point, of the same number and title */
  isPoint: boolean;
  /** paragraphs between the heading and the first point, one a line; usually empty */
  foreword: string;
  points: PointReading[];
};

export function readChapter(
  outline: ChapterOutline,
  context: Context,
): { chapter: ChapterReading; warnings: Warning[] } {
  const { heading, isPoint, foreword } = outline;
  takeRules(context.rules, standingRulesIn(textOf(foreword), linesOf(foreword)));
  // （以下均需各县区政府落实，不再列出） in a heading is said of its chapter.
  const own = heading && !isPoint ? standingRulesIn(heading.text, () => heading.line) : [];
  takeRules(context.rules, own);
  const points = outline.points.map((source, index) => {
    takeRules(context.rules, standingRulesIn(textOf(source.before), linesOf(source.before)));
    const row = source.paragraphs[0]?.row;
    return row ? readRow(source, row, index + 1, context) : readPoint(source, index + 1, context);
  });
  for (const rule of own) {
    const at = rule.kind === "ADDED" ? context.rules.indexOf(rule) : -1;
    if (at >= 0) context.rules.splice(at, 1);
  }
  const marker = heading?.marker?.text ?? "";
  const chapter: ChapterReading = {
    number: heading?.marker?.number ?? 0,
    marker,
    ...titleOf(heading, marker),
    line: heading?.line ?? points[0]?.point.line ?? 1,
    isPoint,
    foreword: textOf(foreword),
    points: points.map(({ point }) => point),
  };
  return {
    chapter,
    warnings: [
      ...looseWarning(outline, chapter),
      ...headingWarnings(outline, chapter),
      ...conditionsIn(
        [
          ...(isPoint || !heading ? [] : [heading]),
          ...foreword,
          ...outline.points.flatMap(({ before }) => before),
        ].flatMap((each) => standingRulesIn(each.text, () => each.line)),
      ),
      ...forewordWarnings(outline),
      ...onceAChapter(
        chapter,
        points.flatMap((each) => each.warnings),
      ),
    ],
  };
}

export function textOf(paragraphs: readonly Paragraph[]): string {
  return paragraphs.map((paragraph) => paragraph.text).join("\n");
}

function titleOf(heading: Paragraph | null, marker: string) {
  const text = heading?.text.slice(marker.length) ?? "";
  const clause = heading ? (spansOf(heading)[0] ?? ruleIn(heading)) : undefined;
  // 一、产业协作（牵头单位：市商务局）
  const until = clause && clause.start > marker.length ? clause.start - marker.length : text.length;
  const { title, titleEnd, body } = splitTitle(text.slice(0, until));
  return { title, titleEnd: titleEnd + body + text.slice(until) };
}

/** The bracket of a heading that says a rule. */
function ruleIn({ text }: Paragraph): { start: number } | undefined {
  const [rule] = standingRulesIn(text, () => 0);
  const open = rule
    ? Math.max(...[..."（(〔[【"].map((each) => text.lastIndexOf(each, rule.start)))
    : -1;
  return rule && open >= 0 && text.slice(open + 1, rule.start).trim() === ""
    ? { start: open }
    : rule;
}

function looseWarning({ loose }: ChapterOutline, { line, marker, title, points }: ChapterReading) {
  if (!loose) return [];
  const message = `${excerpt(marker + title)}的${points.length}项没有序号，已按先后各列为一项，请核对。`;
  return [{ line, message }];
}

/** Units in headings: what was given to the points below them, and what was given to none. */
function headingWarnings(outline: ChapterOutline, { points }: ChapterReading): Warning[] {
  if (points.length === 0) return [];
  const given = new Map<Paragraph, number[]>();
  for (const [index, { granting }] of outline.points.entries()) {
    const point = points[index];
    for (const heading of granting) {
      const to = given.get(heading) ?? [];
      if (point && point.clauses.length === 0) to.push(point.number);
      given.set(heading, to);
    }
  }
  const above = [
    ...(outline.heading && !outline.isPoint ? [outline.heading] : []),
    ...outline.points.flatMap((point) => point.before),
    ...[...given.keys()].filter((each) => outline.foreword.includes(each)),
  ];
  return above.filter(namesUnits).map((each) => {
    const to = given.get(each) ?? [];
    const message =
      to.length === 0
        ? `${excerpt(each.text)}写有责任单位，没有列入下面各项的分工，请核对后补充。`
        : `${excerpt(each.text)}写有责任单位，已列入下面没有另写责任单位的第${to.join("、")}项，请核对。`;
    return { line: each.line, message };
  });
}

function forewordWarnings({ foreword, points }: ChapterOutline): Warning[] {
  const granting = new Set(points.flatMap((point) => point.granting));
  // Prose of a chapter without points stays as it is, unless it names units.
  return foreword
    .filter((each) => !granting.has(each) && (points.length > 0 || namesUnits(each)))
    .map((each) => ({
      line: each.line,
      message: bears(each)
        ? `${excerpt(each.text)}有责任单位但没有序号，未列为要点，请补上序号后重新导入。`
        : `${excerpt(each.text)}在本章第一项之前，不是要点，已原样保留，请核对。`,
    }));
}

/** Whether a paragraph has a clause beside the rules it states. */
export function namesUnits(paragraph: Paragraph): boolean {
  if (!bears(paragraph)) return false;
  const rules = standingRulesIn(paragraph.text, () => paragraph.line);
  return rules.length === 0 || clausesIn(withoutRules(paragraph.text, rules)).length > 0;
}

/** A chapter of which no point names a unit is asked about once. */
function onceAChapter(chapter: ChapterReading, warnings: Warning[]): Warning[] {
  const isSilence = ({ message }: Warning) => message.includes("没有读到责任单位");
  const silent = warnings.filter(isSilence).length;
  if (silent < 2 || silent < chapter.points.length) return warnings;
  const rest = warnings.filter((each) => !isSilence(each));
  const name =
    chapter.marker || chapter.title ? `${excerpt(chapter.marker + chapter.title)}的` : "";
  const message = `${name}${silent}项都没有读到责任单位；是任务的请补充分工，不是任务的不必导入。`;
  return [{ line: chapter.line, message }, ...rest];
}

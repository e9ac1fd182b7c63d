import type { City } from "../units/rules";
import { clausesIn } from "./clause-spans";
import { readHead } from "./head";
import { joinLayoutBreaks, joinLines, type Paragraph } from "./layout";
import type { Line } from "./lines";
import { isColophon, isDateLine, isPageNoise, isProvision, isRemark, isSignature } from "./noise";
import { type ChapterOutline, outlineOf } from "./outline";
import { bears } from "./point-level";
import { type Context, type PointReading, readPoint, splitTitle } from "./points";
import { standingRulesIn, withoutRules } from "./standing-rules";
import { excerpt, linesOf, numberWarnings, type Warning } from "./strays";
import { readRow } from "./table-points";
import { readTables } from "./tables";

export type { PointReading } from "./points";
export { joinLayoutBreaks };

/** marker + title + titleEnd is the published heading; of a chapter that is one point it is the point's. */
export type ChapterReading = {
  /** 0 of a notice without chapters */
  number: number;
  /** 一、 */
  marker: string;
  title: string;
  /** what follows the title in its paragraph: 。 or a sentence of its own */
  titleEnd: string;
  line: number;
  /** the chapter is one point, of the same number and title */
  isPoint: boolean;
  /** paragraphs between the heading and the first point, one a line; usually empty */
  foreword: string;
  points: PointReading[];
};

export type NoticeReading = {
  /** 济南—临沂对口合作2024年工作要点 */
  title: string;
  /** 济政办字〔2024〕13号 */
  documentNumber: string;
  /** YYYY-MM-DD; empty when the head has no date of its own */
  issuedOn: string;
  /** 0 when the head tells none */
  year: number;
  /** who signs or issues it */
  issuer: string;
  /** in the order of the title; a province or county of its own counts as one */
  cities: City[];
  /** the line that says to whom: 各区县人民政府…： */
  recipients: string;
  /** everything before the first chapter, one paragraph a line, verbatim */
  foreword: string;
  chapters: ChapterReading[];
  /** everything after the last point, one paragraph a line, verbatim */
  afterword: string;
  /** lines of the web page or paper around the notice; they stand in foreword or afterword */
  noise: { text: string; line: number }[];
  /** in the order of the source */
  warnings: Warning[];
};

/**
 * Reads a notice: head – chapters – points with the clauses that say who answers. Never throws and
 * never drops a paragraph: what fits nowhere stays in the text where it stood and is warned of.
 * `known` are cities a directory knows, to tell a city by its short name; `given` are the notice's
 * own cities where somebody has said which.
 */
export function readNotice(
  source: string | readonly Line[],
  known: readonly City[] = [],
  given: readonly City[] = [],
): NoticeReading {
  const paragraphs =
    typeof source === "string" ? joinLayoutBreaks(source) : joinLines(readTables(source));
  const { head, chapters: outlines, tail } = outlineOf(paragraphs);
  const { warnings: ofHead, ...read } = readHead(head, tail, known);
  const named = given.length > 0 ? { ...read, cities: [...given] } : read;
  const context: Context = {
    cities: named.cities,
    year: named.year,
    rules: rulesOfAll(head, tail, outlines),
  };
  const chapters = outlines.map((outline) => readChapter(outline, context));
  const reading: NoticeReading = {
    ...named,
    foreword: textOf(head),
    chapters: chapters.map(({ chapter }) => chapter),
    afterword: textOf(tail),
    noise: [...head.filter(isNoiseOfHead), ...tail.filter(isNoiseOfTail)].map(({ text, line }) => ({
      text,
      line,
    })),
    warnings: [],
  };
  const warnings = [
    ...headWarnings(reading),
    ...ofHead,
    ...chapters.flatMap((each) => each.warnings),
    ...numberWarnings(reading.chapters, "章"),
    // A chapter that is one point has been counted among the chapters.
    ...numberWarnings(
      pointsOf({ chapters: reading.chapters.filter((each) => !each.isPoint) }),
      "项",
    ),
  ];
  return { ...reading, warnings: warnings.sort((a, b) => a.line - b.line) };
}

const isNoiseOfHead = ({ text }: Paragraph) => isPageNoise(text) || isRemark(text);
const isNoiseOfTail = ({ text }: Paragraph) =>
  isPageNoise(text) ||
  isRemark(text) ||
  /^(?:主办|承办|协办|地址|邮编|邮政编码|联系电话|电话)/.test(text) ||
  isColophon(text) ||
  isDateLine(text) ||
  (isSignature(text) && !isProvision(text));

/** The published text, one paragraph a line: joinLayoutBreaks of what was read, joined by line breaks. */
export function rebuildNotice(reading: NoticeReading): string {
  const chapters = reading.chapters.flatMap((chapter) => [
    chapter.isPoint ? "" : chapter.marker + chapter.title + chapter.titleEnd,
    chapter.foreword,
    ...chapter.points.map((point) => point.before + pointText(point)),
  ]);
  return [reading.foreword, ...chapters, reading.afterword]
    .filter((text) => text !== "")
    .join("\n");
}

/** A point's paragraph as published. */
export function pointText(
  point: Pick<
    PointReading,
    "marker" | "title" | "titleEnd" | "body" | "clauseStart" | "clause" | "clauseEnd"
  >,
): string {
  const { marker, title, titleEnd, body, clauseStart, clause, clauseEnd } = point;
  return marker + title + titleEnd + body + clauseStart + clause + clauseEnd;
}

/** All points of a notice in its order. */
export function pointsOf(reading: Pick<NoticeReading, "chapters">): PointReading[] {
  return reading.chapters.flatMap((chapter) => chapter.points);
}

/** Standing rules in the head, or in a note at the end, hold for every point. */
function rulesOfAll(
  head: readonly Paragraph[],
  tail: readonly Paragraph[],
  outlines: readonly ChapterOutline[],
) {
  const rulesIn = (paragraphs: readonly Paragraph[]) =>
    standingRulesIn(textOf(paragraphs), linesOf(paragraphs));
  const last = outlines
    .at(-1)
    ?.points.at(-1)
    ?.paragraphs.slice(1)
    .filter(({ text }) => /^[\s（(【*]*(?:备注|注|说明)/.test(text));
  return [...rulesIn(head), ...rulesIn(tail), ...rulesIn(last ?? [])];
}

function readChapter(outline: ChapterOutline, context: Context) {
  const { heading, isPoint, foreword } = outline;
  context.rules.push(...standingRulesIn(textOf(foreword), linesOf(foreword)));
  const points = outline.points.map((source, index) => {
    context.rules.push(...standingRulesIn(textOf(source.before), linesOf(source.before)));
    const row = source.paragraphs[0]?.row;
    return row ? readRow(source, row, index + 1, context) : readPoint(source, context);
  });
  const marker = heading?.marker?.text ?? "";
  const split = splitTitle(heading?.text.slice(marker.length) ?? "");
  const chapter: ChapterReading = {
    number: heading?.marker?.number ?? 0,
    marker,
    title: split.title,
    titleEnd: split.titleEnd + split.body,
    line: heading?.line ?? points[0]?.point.line ?? 1,
    isPoint,
    foreword: textOf(foreword),
    points: points.map(({ point }) => point),
  };
  const above = [
    ...(heading && !isPoint ? [heading] : []),
    ...outline.points.flatMap((point) => point.before),
  ];
  const headings = (points.length === 0 ? [] : above).filter(namesUnits).map((each) => ({
    line: each.line,
    message: `${excerpt(each.text)}写有责任单位，没有列入下面各项的分工，请核对后补充。`,
  }));
  const strays =
    points.length === 0
      ? []
      : foreword.map((each) => ({
          line: each.line,
          message: bears(each)
            ? `${excerpt(each.text)}有责任单位但没有序号，未列为要点，请补上序号后重新导入。`
            : `${excerpt(each.text)}在本章第一项之前，不是要点，已原样保留，请核对。`,
        }));
  return {
    chapter,
    warnings: [
      ...headings,
      ...strays,
      ...onceAChapter(
        chapter,
        points.flatMap((each) => each.warnings),
      ),
    ],
  };
}

/** Whether a paragraph has a clause beside the rules it states. */
function namesUnits(paragraph: Paragraph): boolean {
  if (!bears(paragraph)) return false;
  const rules = standingRulesIn(paragraph.text, () => paragraph.line);
  return rules.length === 0 || clausesIn(withoutRules(paragraph.text, rules)).length > 0;
}

/** A chapter of which no point names a unit is asked about once. */
function onceAChapter(chapter: ChapterReading, warnings: Warning[]): Warning[] {
  const silent = chapter.points.filter((point) => point.clauses.length === 0);
  if (silent.length < 2 || silent.length < chapter.points.length) return warnings;
  const lines = new Set(silent.map((point) => point.line));
  const rest = warnings.filter(
    ({ line, message }) => !(lines.has(line) && message.includes("没有读到责任单位")),
  );
  const name =
    chapter.marker || chapter.title ? `${excerpt(chapter.marker + chapter.title)}的` : "";
  const message = `${name}${silent.length}项都没有读到责任单位；是任务的请补充分工，不是任务的不必导入。`;
  return [{ line: chapter.line, message }, ...rest];
}

function textOf(paragraphs: readonly Paragraph[]): string {
  return paragraphs.map((paragraph) => paragraph.text).join("\n");
}

function headWarnings(reading: NoticeReading): Warning[] {
  const missing: [boolean, string][] = [
    [reading.title === "", "没有读到文件标题，请手工填写。"],
    [reading.documentNumber === "", "没有读到发文字号，请手工填写。"],
    [reading.issuedOn === "", "没有读到成文日期，请手工填写。"],
    [reading.year === 0, "没有读到工作要点的年度，请手工填写。"],
    [reading.cities.length === 0, "没有读到发文的城市，责任单位未能按城市展开，请手工填写城市。"],
    [pointsOf(reading).length === 0, "没有读到带序号的要点，全文已原样保留，请检查文件是否完整。"],
  ];
  return missing.flatMap(([is, message]) => (is ? [{ line: 1, message }] : []));
}

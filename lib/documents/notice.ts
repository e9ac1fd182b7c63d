import type { City } from "../units/rules";
import { leadersIn } from "./besides";
import { type ChapterReading, namesUnits, readChapter, textOf } from "./chapters";
import { issuingCity } from "./cities";
import { readHead } from "./head";
import { joinLayoutBreaks, joinLines, type Paragraph } from "./layout";
import type { Line } from "./lines";
import { isColophon, isDateLine, isPageNoise, isProvision, isRemark, isSignature } from "./noise";
import { type ChapterOutline, outlineOf } from "./outline";
import { type Context, conditionsIn } from "./point-units";
import type { PointReading } from "./points";
import { standingRulesIn } from "./standing-rules";
import { excerpt, linesOf, numberWarnings, type Warning } from "./strays";
import { readTables } from "./tables";

export type { ChapterReading } from "./chapters";
export type { PointReading } from "./points";
export { joinLayoutBreaks };

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
    home: issuingCity(named.issuer, named.cities),
    year: named.year,
    issuedOn: named.issuedOn,
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
    ...unitsOutside(
      head.filter((each) => !isNoiseOfHead(each)),
      "正文之前",
    ),
    ...unitsOutside(
      tail.filter((each) => !isNoiseOfTail(each)),
      "正文之后",
    ),
    ...conditionsIn([...rulesIn(head), ...rulesIn(tail)]),
    ...chapters.flatMap((each) => each.warnings),
    ...leadersIn(
      pointsOf(reading).map(({ number, line, ...point }) => ({
        ...{ number, line, text: pointText(point) },
      })),
    ),
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

/** Who answers for what, said where no point is. */
function unitsOutside(paragraphs: readonly Paragraph[], where: string): Warning[] {
  return paragraphs.filter(namesUnits).map(({ text, line }) => ({
    line,
    message: `${excerpt(text)}在${where}写有责任单位，没有列入分工，请核对。`,
  }));
}

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

const rulesIn = (paragraphs: readonly Paragraph[]) =>
  standingRulesIn(textOf(paragraphs), linesOf(paragraphs));

/** Standing rules in the head, or in a note at the end, hold for every point. */
function rulesOfAll(
  head: readonly Paragraph[],
  tail: readonly Paragraph[],
  outlines: readonly ChapterOutline[],
) {
  const last = outlines
    .at(-1)
    ?.points.at(-1)
    ?.paragraphs.slice(1)
    .filter(({ text }) => /^[\s（(【*]*(?:备注|注|说明)/.test(text));
  return [...rulesIn(head), ...rulesIn(tail), ...rulesIn(last ?? [])];
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

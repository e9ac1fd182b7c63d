import type { City } from "../units/rules";
import { readHead } from "./head";
import { CHAPTER_MARKER, joinLayoutBreaks, type Paragraph, POINT_MARKER } from "./layout";
import { chineseNumber } from "./numerals";
import { excerpt, type PointReading, readPoint, type Warning } from "./points";

export type { PointReading } from "./points";
export { joinLayoutBreaks };

/** marker + title is the published heading. */
export type ChapterReading = {
  number: number;
  /** 一、 */
  marker: string;
  title: string;
  line: number;
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
  /** in the order of the title */
  cities: City[];
  /** everything before the first chapter, one paragraph a line, verbatim */
  foreword: string;
  chapters: ChapterReading[];
  /** in the order of the source */
  warnings: Warning[];
};

/**
 * Reads a notice of the form head – chapters 一、 – points “1. 标题。正文（责任单位：…）”. Never throws
 * and never drops a paragraph: what fits nowhere stays in the text where it stood and is warned of.
 */
export function readNotice(text: string): NoticeReading {
  const [head = [], ...rest] = divide(joinLayoutBreaks(text), CHAPTER_MARKER);
  const { cities, ...named } = readHead(head);
  const chapters = rest.map((paragraphs) => readChapter(paragraphs, cities));
  const reading: NoticeReading = {
    ...named,
    cities,
    foreword: textOf(head),
    chapters: chapters.map(({ chapter }) => chapter),
    warnings: [],
  };
  const warnings = [
    ...headWarnings(reading),
    ...chapters.flatMap((each) => each.warnings),
    ...numberWarnings(reading.chapters, "章"),
    ...numberWarnings(pointsOf(reading), "项"),
  ];
  return { ...reading, warnings: warnings.sort((a, b) => a.line - b.line) };
}

/** The published text, one paragraph a line: joinLayoutBreaks of what was read, joined by line breaks. */
export function rebuildNotice(reading: NoticeReading): string {
  const chapters = reading.chapters.flatMap((chapter) => [
    chapter.marker + chapter.title,
    chapter.foreword,
    ...chapter.points.map(pointText),
  ]);
  return [reading.foreword, ...chapters].filter((text) => text !== "").join("\n");
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

function readChapter(paragraphs: readonly Paragraph[], cities: readonly City[]) {
  const [[heading, ...foreword] = [], ...rest] = divide(paragraphs, POINT_MARKER);
  const points = rest.map((each) => readPoint(each, cities));
  const { line, text } = heading ?? { line: 1, text: "" };
  const [marker = "", numeral = ""] = CHAPTER_MARKER.exec(text) ?? [];
  const chapter: ChapterReading = {
    number: chineseNumber(numeral) ?? 0,
    marker,
    title: text.slice(marker.length),
    line,
    foreword: textOf(foreword),
    points: points.map(({ point }) => point),
  };
  const strays = foreword.map((each) => ({
    line: each.line,
    message: `${excerpt(each.text)}在本章第一项之前，不是要点，已原样保留，请核对。`,
  }));
  return { chapter, warnings: [...strays, ...points.flatMap((each) => each.warnings)] };
}

/** Runs of paragraphs: those before the first that begins with the marker, then one run for each such. */
function divide(paragraphs: readonly Paragraph[], marker: RegExp): Paragraph[][] {
  const runs: Paragraph[][] = [[]];
  for (const paragraph of paragraphs) {
    if (marker.test(paragraph.text)) runs.push([paragraph]);
    else runs.at(-1)?.push(paragraph);
  }
  return runs;
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
    [reading.cities.length < 2, "没有读到对口合作的两个城市，责任单位未能按城市展开。"],
    [reading.chapters.length === 0, "没有读到以“一、”开头的章，全文已原样保留。"],
    [pointsOf(reading).length === 0, "没有读到以“1. ”开头的要点，全文已原样保留。"],
  ];
  return missing.flatMap(([is, message]) => (is ? [{ line: 1, message }] : []));
}

/** Numbers run on through the notice; points may begin again at 1 in a chapter. */
function numberWarnings(
  items: readonly { number: number; line: number }[],
  word: string,
): Warning[] {
  return items.flatMap(({ number, line }, index) => {
    const expected = (items[index - 1]?.number ?? 0) + 1;
    if (number === expected || (word === "项" && number === 1)) return [];
    return [
      { line, message: `序号不连续：这里应是第${expected}${word}，文中是第${number}${word}。` },
    ];
  });
}

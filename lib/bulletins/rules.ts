import type { BulletinKind } from "../../prisma/generated/enums";
import type { Board, Point } from "../dashboards/board";
import type { ProblemRow } from "../dashboards/open-problems";
import type { UnitShare } from "../dashboards/shares";
import type { IsoDate } from "../dates";
import { chineseNumeral, month, monthDay, percent, yearMonth } from "../format";
import { PROBLEM_LEVEL_NAMES } from "../glossary";
import { standingText } from "../glossary-states";
import { type Since, wholeText } from "./sentences";

/** A paragraph a line; a line that begins with “3.” is a small heading. */
export type SectionDraft = { key: string; heading: string; text: string };

/** Approved next steps by share: assignment → text. */
export type NextSteps = Map<number, { text: string; month: string }>;

const LAGGING = ["SEVERE", "LAGGING", "UNREPORTED"];

/** What a bulletin says before anybody edits it: the approved texts and figures of the board's day. */
export function sectionsOf(
  board: Board,
  nextSteps: NextSteps,
  /** those that need coordination */
  open: ProblemRow[],
  since: Since,
): SectionDraft[] {
  return [
    { key: "overall", heading: "总体情况", text: wholeText(board, since) },
    ...board.chapters.map((chapter) => ({
      key: `chapter-${chapter.number}`,
      heading: chapter.title,
      text: chapterText(board, chapter),
    })),
    { key: "problems", heading: "需要协调的问题", text: problems(board, open) },
    { key: "next-steps", heading: "下步打算", text: steps(board, nextSteps) },
  ];
}

export function defaultTitle(kind: BulletinKind, planTitle: string, asOf: IsoDate): string {
  return kind === "MONTHLY"
    ? `${planTitle}推进情况月报（${yearMonth(asOf)}）`
    : `关于${planTitle}推进情况的通报`;
}

/** 主送 until somebody writes another. */
export function defaultRecipients(cities: { name: string }[]): string {
  return `${cities.map(({ name }) => name).join("、")}各责任单位`;
}

/** Which state of all texts a person has seen: the head's version, then the sections' in order. */
export function sealOf(bulletin: { version: number; sections: { version: number }[] }): string {
  return [bulletin.version, ...bulletin.sections.map(({ version }) => version)].join(".");
}

/** 2024年第3期, as printed under the title. */
export function issueName(year: number, number: number): string {
  return `${year}年第${number}期`;
}

/**
 * How far in 发文机关署名 and 成文日期 end, in characters: the name two, the date's first character two to
 * the right of the name's first; a date longer than that ends two in, and the name moves with it
 * (GB/T 9704-2012 7.3.5.2). A name wider than the line starts where the line does.
 */
export function signatureRoom(name: string, date: string): { office: number; date: number } {
  const [own, day] = [widthOf(name), widthOf(date)];
  return own - day >= 2
    ? { office: 2, date: Math.min(own, LINE - 2) - day }
    : { office: day + 4 - own, date: 2 };
}

/** Characters of a line of the body. */
const LINE = 28;

/** A Chinese character is one wide, a figure or a Latin letter half of one. */
export function widthOf(text: string): number {
  return [...text].reduce((sum, each) => sum + (/[\u0020-\u007e]/.test(each) ? 0.5 : 1), 0);
}

/** Chapters stand together under one heading of their own. */
export function isChapterSection(key: string): boolean {
  return key.startsWith("chapter-");
}

/** 一、 for a section, （一） for a chapter within 各章进展. */
export function headingMark(order: number, within: boolean): string {
  const numeral = chineseNumeral(Math.min(99, order));
  return within ? `（${numeral}）` : `${numeral}、`;
}

function chapterText(board: Board, chapter: Board["chapters"][number]): string {
  const cities = chapter.cities.map(
    ({ city, percent: value }) => `${city.shortName}${percent(value)}`,
  );
  const head = `本章${chapter.points.length}项要点，进度${percent(chapter.percent)}，序时进度${percent(chapter.expected)}（${cities.join("，")}）。`;
  return [head, ...chapter.points.flatMap((point) => pointText(board, point))].join("\n");
}

/** The point's figures, and of each city the progress approved last, named by its unit. */
function pointText(board: Board, point: Point): string[] {
  const reports = board.cities.flatMap((city) => {
    const [share] = point.units
      .filter(({ unit, latest }) => unit.cityId === city.id && latest && latest.progressText !== "")
      .sort((a, b) => ((a.latest?.submittedOn ?? "") < (b.latest?.submittedOn ?? "") ? 1 : -1));
    return share?.latest ? [`${share.unit.name}：${sentence(share.latest.progressText)}`] : [];
  });
  return [
    `${point.number}.${point.title}（${standingText(point)}，进度${percent(point.percent)}，序时${percent(point.expected)}）`,
    ...(reports.length > 0 ? reports : ["尚无审核通过的进展。"]),
  ];
}

function problems(board: Board, open: ProblemRow[]): string {
  if (open.length === 0) return `截至${monthDay(board.asOf)}，没有需要协调的问题。`;
  return [
    `截至${monthDay(board.asOf)}，需要协调的问题${open.length}个。`,
    ...open.map(
      ({ text, level, owner, unit, point, days }) =>
        `${unit.name}（第${point.number}项，${PROBLEM_LEVEL_NAMES[level]}，已提出${days}天${owner === "" ? "" : `，请${owner}解决`}）：${sentence(text)}`,
    ),
  ].join("\n");
}

function steps(board: Board, nextSteps: NextSteps): string {
  const behind = board.points.filter(({ light }) => LAGGING.includes(light));
  const shown = behind.length > 0 ? behind : board.points.filter(({ halted }) => !halted);
  const head =
    behind.length > 0
      ? `对照序时进度，重点推进以下${behind.length}项要点。`
      : "各项要点按序时推进，下步打算如下。";
  const lines = shown.flatMap((point) => {
    const own = point.units.flatMap((share) => stepText(board, share, nextSteps));
    if (own.length === 0 && behind.length === 0) return [];
    return [
      `${point.number}.${point.title}`,
      ...(own.length > 0 ? own : ["请责任单位尽快报送下步打算。"]),
    ];
  });
  return [head, ...lines].join("\n");
}

/** What a unit is going to do, with the month it said so where newer reports have been due since. */
export function stepText(
  { asOf, periods }: Board,
  { assignmentId, unit }: Pick<UnitShare, "assignmentId" | "unit">,
  nextSteps: NextSteps,
): string[] {
  const step = nextSteps.get(assignmentId);
  if (!step) return [];
  const due = periods.findLast(({ dueOn }) => dueOn < asOf)?.month ?? "";
  const told = step.month < due ? `（${month(step.month)}所报）` : "";
  return [`${unit.name}${told}：${sentence(step.text)}`];
}

/** One paragraph that ends as a sentence does. */
export function sentence(text: string): string {
  const flat = text.trim().replace(/\s*\n\s*/g, "");
  return /[。！？；]$/.test(flat) ? flat : `${flat}。`;
}

import type { DirectiveFilter, OrderFilter } from "../directives/schema";
import { chineseNumeral, month as monthName, yearMonth } from "../format";
import {
  DIRECTIVE_LEVEL_NAMES,
  LIGHT_NAMES,
  ORDER_GRADE_NAMES,
  PROBLEM_LEVEL_NAMES,
  REPORT_CHOICE_NAMES,
} from "../glossary";
import { GROUP_NAMES, LEDGER_STATE_NAMES, TAG_NAMES } from "../glossary-states";
import type { Board } from "./board";
import type { OpenProblemFilter, PointFilter, ReportFilter } from "./schema";

/** What a list of points is narrowed to, in words: 第三章, 济南, 滞后预警. */
export function filterParts(board: Board, filter: PointFilter): string[] {
  return said([
    chapterPart(filter.chapter),
    cityPart(board, filter.city),
    unitPart(board, filter.unit),
    filter.due && (filter.due === "month" ? "本月到期" : `${yearMonth(`${filter.due}-01`)}到期`),
    filter.tag && TAG_NAMES[filter.tag],
    filter.attention && "需要关注",
    ...(filter.light ?? []).map((light) => LIGHT_NAMES[light]),
  ]);
}

/** What a list of reports is narrowed to. */
export function reportFilterParts(board: Board, filter: ReportFilter): string[] {
  return said([
    filter.month && monthName(`${filter.month}-01`),
    chapterPart(filter.chapter),
    filter.point !== undefined && `第 ${filter.point} 项`,
    cityPart(board, filter.city),
    unitPart(board, filter.unit),
    filter.state && REPORT_CHOICE_NAMES[filter.state],
  ]);
}

/** What a list of open problems is narrowed to. */
export function problemFilterParts(board: Board, filter: OpenProblemFilter): string[] {
  const { level, unit } = filter;
  const named = board.problems.find((each) => each.unit.id === unit)?.unit.name;
  return said([
    level && (level === "ALL" ? "全部级别" : PROBLEM_LEVEL_NAMES[level]),
    cityPart(board, filter.city),
    chapterPart(filter.chapter),
    named ?? unitPart(board, unit),
  ]);
}

type Named = { id: number; name: string };

/** What a ledger of 批示 or of 督办单 is narrowed to; `units` and `authors` are those it holds. */
export function ledgerFilterParts(
  board: Board,
  filter: DirectiveFilter & OrderFilter,
  { units, authors = [] }: { units: Named[]; authors?: Named[] },
): string[] {
  const { state, level, grade, unit, author } = filter;
  return said([
    chapterPart(filter.chapter),
    state && LEDGER_STATE_NAMES[state],
    level && DIRECTIVE_LEVEL_NAMES[level],
    grade && ORDER_GRADE_NAMES[grade],
    cityPart(board, filter.city),
    unit !== undefined && (units.find(({ id }) => id === unit)?.name ?? "未列入的单位"),
    author !== undefined && (authors.find(({ id }) => id === author)?.name ?? "未列入的批示人"),
  ]);
}

/** The same as one line; 全部 for a list of everything. */
export function filterText(board: Board, filter: PointFilter): string {
  const grouped = filter.group ? [`按${GROUP_NAMES[filter.group]}分组`] : [];
  return lineOf([...filterParts(board, filter), ...grouped]);
}

/** Its parts as one line; 全部 for a list of everything. */
export function lineOf(parts: string[]): string {
  return parts.join(" · ") || "全部";
}

/** Whether chapter, city and unit of a filter exist on the day: a list of nothing known is no list. */
export function isFilterKnown(board: Board, filter: PointFilter): boolean {
  return (
    (filter.chapter === undefined ||
      board.chapters.some(({ number }) => number === filter.chapter)) &&
    (filter.city === undefined || board.cities.some(({ id }) => id === filter.city)) &&
    (filter.unit === undefined || board.assignments.some(({ unit }) => unit.id === filter.unit))
  );
}

function chapterPart(number: number | undefined) {
  return number !== undefined && `第${chineseNumeral(Math.min(99, number))}章`;
}

function cityPart({ cities }: Board, id: number | undefined) {
  return id !== undefined && (cities.find((city) => city.id === id)?.shortName ?? "其他城市");
}

function unitPart({ assignments }: Board, id: number | undefined) {
  const unit = assignments.find((share) => share.unit.id === id)?.unit;
  return id !== undefined && (unit?.name ?? "未列入的单位");
}

function said(parts: (string | false | undefined)[]): string[] {
  return parts.filter((part) => typeof part === "string");
}

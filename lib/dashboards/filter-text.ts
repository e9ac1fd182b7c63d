import { chineseNumeral, yearMonth } from "../format";
import { LIGHT_NAMES } from "../glossary";
import { GROUP_NAMES, TAG_NAMES } from "../glossary-states";
import type { Board } from "./board";
import type { PointFilter } from "./schema";

/** What a list of points is narrowed to, in words: 第三章, 济南, 滞后预警. */
export function filterParts(board: Board, filter: PointFilter): string[] {
  const city = board.cities.find(({ id }) => id === filter.city);
  const unit = board.assignments.find((share) => share.unit.id === filter.unit)?.unit;
  return [
    filter.chapter !== undefined && `第${chineseNumeral(Math.min(99, filter.chapter))}章`,
    filter.city !== undefined && (city?.shortName ?? "其他城市"),
    filter.unit !== undefined && (unit?.name ?? "未列入的单位"),
    filter.due && (filter.due === "month" ? "本月到期" : `${yearMonth(`${filter.due}-01`)}到期`),
    filter.tag && TAG_NAMES[filter.tag],
    filter.attention && "需要关注",
    ...(filter.light ?? []).map((light) => LIGHT_NAMES[light]),
  ].filter((part) => typeof part === "string");
}

/** The same as one line; 全部 for a list of everything. */
export function filterText(board: Board, filter: PointFilter): string {
  const grouped = filter.group ? [`按${GROUP_NAMES[filter.group]}分组`] : [];
  return [...filterParts(board, filter), ...grouped].join(" · ") || "全部";
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

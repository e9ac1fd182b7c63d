import type { AssignmentRole } from "../../prisma/generated/enums";
import type { IsoDate } from "../dates";
import { LIGHT_NAMES } from "../glossary";
import type { Light } from "../status/rules";
import type { Board, City, Point, Tag } from "./board";
import type { PointFilter } from "./schema";

/** One point as a list shows it; the page, the Excel 台账, the CSV and the 附件 of a 月报 are all made of these. */
export type PointRow = {
  id: number;
  chapter: { number: number; title: string };
  number: number;
  title: string;
  dueOn: IsoDate;
  units: { id: number; name: string; cityId: number | null }[];
  light: Light;
  tags: Tag[];
  /** why it shows its light, without the light's name */
  reason: string;
  expected: number;
  sides: { city: City; percent: number }[];
  /** of all units the progress reported last and approved */
  newest: { text: string; unit: string; cityId: number | null; submittedOn: IsoDate } | null;
  /** the share of the unit the list is about; its percent is null before its first report */
  own: { role: AssignmentRole; percent: number | null } | null;
};

/** The points a filter leaves, in the plan's order. */
export function pointRows(board: Board, filter: PointFilter = {}): PointRow[] {
  const titles = new Map(board.chapters.map(({ number, title }) => [number, title]));
  return board.points
    .filter(
      (point) =>
        (filter.light === undefined || point.light === filter.light) &&
        (filter.chapter === undefined || point.chapterNumber === filter.chapter) &&
        (filter.city === undefined || point.sides.some(({ city }) => city.id === filter.city)) &&
        (filter.unit === undefined || point.units.some(({ unit }) => unit.id === filter.unit)),
    )
    .map((point) => rowOf(point, titles.get(point.chapterNumber) ?? "", filter.unit));
}

/** 全部, or what the filter asks for: 滞后预警 · 第三章 · 济南市 · 济南市教育局. */
export function filterText(board: Board, filter: PointFilter): string {
  const chapter = board.chapters.find(({ number }) => number === filter.chapter);
  const parts = [
    filter.light && LIGHT_NAMES[filter.light],
    chapter?.title,
    board.cities.find(({ id }) => id === filter.city)?.name,
    board.assignments.find(({ unit }) => unit.id === filter.unit)?.unit.name,
  ].filter(Boolean);
  return parts.length > 0 ? parts.join(" · ") : "全部";
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

function rowOf(point: Point, chapterTitle: string, unitId: number | undefined): PointRow {
  const [share] = point.units
    .filter(({ latest }) => latest !== null && latest.progressText !== "")
    .sort((a, b) => ((a.latest?.submittedOn ?? "") < (b.latest?.submittedOn ?? "") ? 1 : -1));
  const own = point.units.find(({ unit }) => unit.id === unitId);
  return {
    id: point.id,
    chapter: { number: point.chapterNumber, title: chapterTitle },
    number: point.number,
    title: point.title,
    dueOn: point.dueOn,
    units: point.units.map(({ unit }) => ({ id: unit.id, name: unit.name, cityId: unit.cityId })),
    light: point.light,
    tags: point.tags,
    reason: point.reason.slice(point.reason.indexOf("：") + 1),
    expected: point.expected,
    sides: point.sides.map(({ city, percent }) => ({ city, percent })),
    newest: share?.latest
      ? {
          text: share.latest.progressText,
          unit: share.unit.name,
          cityId: share.unit.cityId,
          submittedOn: share.latest.submittedOn,
        }
      : null,
    own: own ? { role: own.role, percent: own.percent } : null,
  };
}

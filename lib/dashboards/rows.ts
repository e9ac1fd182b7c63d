import type { IsoDate } from "../dates";
import { chineseNumeral, yearMonth } from "../format";
import { LIGHT_NAMES } from "../glossary";
import { mean } from "../status/roll-up";
import { LIGHTS, type Light } from "../status/rules";
import type { Board, Point } from "./board";
import type { PointFilter, PointGroup, Tag } from "./schema";
import type { UnitShare } from "./shares";

/**
 * One point in a list, on screen or in a file. With a city asked for, light, percent and reason are
 * those of its side, otherwise those of the whole point.
 */
export type PointRow = {
  point: Point;
  chapter: { number: number; title: string };
  light: Light;
  /** 0–100, not rounded */
  percent: number;
  reason: string;
  tags: Tag[];
  dueOn: IsoDate;
};

const ACUTE: Light[] = ["SEVERE", "LAGGING", "UNREPORTED"];

/** 需要关注: whether a light asks somebody to act. */
export function isAcute(light: Light): boolean {
  return ACUTE.includes(light);
}

/** The rows of a list of points: by number, or the most severe and the furthest behind first for 需要关注. */
export function pointRows(board: Board, filter: PointFilter = {}): PointRow[] {
  const rows = board.chapters.flatMap((chapter) =>
    chapter.points.flatMap((point) => {
      const row = rowOf(point, chapter, filter.city);
      return row && isWanted(row, filter) ? [row] : [];
    }),
  );
  return filter.attention ? rows.sort(byUrgency) : rows;
}

export type PointRowGroup = {
  key: string;
  name: string;
  /** the city whose colour the name takes */
  cityId: number | null;
  rows: PointRow[];
  /** plain mean of the rows' percents */
  percent: number;
};

/**
 * The same rows put together by one thing they have in common. A point with several sides or units
 * stands in each of their groups, in a city's with that side's light and percent.
 */
export function groupPoints(board: Board, rows: PointRow[], by: PointGroup): PointRowGroup[] {
  const groups = new Map<string, Omit<PointRowGroup, "percent">>();
  const put = (key: string, name: string, row: PointRow, cityId: number | null = null) => {
    const group = groups.get(key) ?? { key, name, cityId, rows: [] };
    groups.set(key, group);
    group.rows.push(row);
  };
  for (const row of rows) {
    const { point, chapter } = row;
    if (by === "chapter") {
      put(String(chapter.number), `${chineseNumeral(chapter.number)}、${chapter.title}`, row);
    } else if (by === "light") {
      put(row.light, LIGHT_NAMES[row.light], row);
    } else if (by === "due") {
      put(row.dueOn.slice(0, 7), `${yearMonth(row.dueOn)}到期`, row);
    } else if (by === "city") {
      for (const { city } of point.sides) {
        const side = rowOf(point, chapter, city.id);
        if (side) put(String(city.id), city.name, side, city.id);
      }
    } else {
      for (const { unit } of point.units) put(String(unit.id), unit.name, row, unit.cityId);
    }
  }
  const place = orderOf(board, by);
  return [...groups.values()]
    .map((group) => ({ ...group, percent: mean(group.rows.map((row) => row.percent)) }))
    .sort((a, b) => place(a.key) - place(b.key));
}

export function byUrgency(
  a: { light: Light; percent: number; point: { expected: number } },
  b: { light: Light; percent: number; point: { expected: number } },
): number {
  const light = LIGHTS.indexOf(a.light) - LIGHTS.indexOf(b.light);
  return light !== 0 ? light : a.percent - a.point.expected - (b.percent - b.point.expected);
}

function rowOf(
  point: Point,
  { number, title }: { number: number; title: string },
  cityId?: number,
): PointRow | null {
  const shown = cityId === undefined ? point : point.sides.find((side) => side.city.id === cityId);
  if (!shown) return null;
  const { light, percent, reason } = shown;
  const { tags, dueOn } = point;
  return { point, chapter: { number, title }, light, percent, reason, tags, dueOn };
}

function isWanted(row: PointRow, filter: PointFilter): boolean {
  return (
    (filter.light === undefined || row.light === filter.light) &&
    (filter.chapter === undefined || row.chapter.number === filter.chapter) &&
    (filter.unit === undefined || row.point.units.some(({ unit }) => unit.id === filter.unit)) &&
    (filter.due === undefined || row.dueOn.startsWith(filter.due)) &&
    (filter.tag === undefined || row.tags.includes(filter.tag)) &&
    (filter.attention === undefined || isAcute(row.light))
  );
}

/** Groups stand in the order of the notice, the plan, the directory, severity or time. */
function orderOf(board: Board, by: PointGroup): (key: string) => number {
  if (by === "light") return (key) => LIGHTS.indexOf(key as Light);
  if (by === "due") return (key) => Number(key.replace("-", ""));
  if (by === "city") return (key) => board.cities.findIndex(({ id }) => String(id) === key);
  if (by === "chapter") return Number;
  const units = new Map(
    board.assignments.map(({ unit }: UnitShare) => [String(unit.id), unit.order]),
  );
  return (key) => units.get(key) ?? 0;
}

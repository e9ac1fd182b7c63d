import type { AssignmentRole } from "../../prisma/generated/enums";
import type { IsoDate } from "../dates";
import { chineseNumeral, percent as percentText, yearMonth } from "../format";
import { LIGHT_NAMES } from "../glossary";
import type { Query } from "../paths";
import { mean } from "../status/roll-up";
import { LIGHTS, type Light } from "../status/rules";
import type { Board, City, Point, Side } from "./board";
import type { PointFilter, PointGroup, Tag } from "./schema";
import type { UnitShare } from "./shares";
import { sideOf } from "./sides";

/**
 * One point in a list, on screen or in a file. With a city or a unit asked for, light, percent, reason,
 * marks and newest progress are those of its side, otherwise those of the whole point.
 */
export type PointRow = {
  id: number;
  point: Point;
  chapter: { number: number; title: string };
  number: number;
  title: string;
  light: Light;
  /** 0–100, not rounded */
  percent: number;
  expected: number;
  sides: { city: City; percent: number }[];
  /** those whose light, marks, 交付信心 and newest progress the row tells: all, or the city's */
  shown: Side[];
  reason: string;
  /** the reason without the light's name */
  why: string;
  tags: Tag[];
  dueOn: IsoDate;
  units: { id: number; name: string; cityId: number | null }[];
  /** of the units of those sides, the progress reported last and approved */
  newest: { text: string; unit: string; cityId: number | null; submittedOn: IsoDate } | null;
  /** the share of the unit the list is about; its percent is null before its first report */
  own: { role: AssignmentRole; percent: number | null } | null;
  /** in a file of groups: what stands above the group's rows on screen */
  heading?: string;
};

const ACUTE: Light[] = ["SEVERE", "LAGGING", "UNREPORTED"];

/** 需要关注: whether a light asks somebody to act. */
export function isAcute(light: Light): boolean {
  return ACUTE.includes(light);
}

/** The rows of a list of points: by number, or the most severe and the furthest behind first for 需要关注. */
export function pointRows(board: Board, filter: PointFilter = {}): PointRow[] {
  const city = filter.city ?? cityOf(board, filter.unit);
  const rows = board.chapters.flatMap((chapter) =>
    chapter.points.flatMap((point) => {
      const row = rowOf(point, chapter, city, filter.unit);
      return row && isWanted(row, filter, board.asOf) ? [row] : [];
    }),
  );
  return filter.attention ? rows.sort(byUrgency) : rows;
}

/** A filter as the parameters of its URL. */
export function filterQuery({ light, ...rest }: PointFilter): Query {
  return { ...rest, light: light?.join(",") };
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
 * stands in each of their groups, with the light and percent of the city's side, or the unit's; what
 * the list is narrowed to holds for sides and units too.
 */
export function groupPoints(
  board: Board,
  rows: PointRow[],
  by: PointGroup,
  filter: PointFilter = {},
): PointRowGroup[] {
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
        if (filter.city !== undefined && city.id !== filter.city) continue;
        const side = rowOf(point, chapter, city.id, filter.unit);
        if (side && isWanted(side, filter, board.asOf)) {
          put(String(city.id), city.name, side, city.id);
        }
      }
    } else {
      for (const { unit } of point.units) {
        if (filter.unit !== undefined && unit.id !== filter.unit) continue;
        if (filter.city !== undefined && unit.cityId !== filter.city) continue;
        const own = rowOf(point, chapter, filter.city ?? unit.cityId ?? undefined, filter.unit);
        if (own && isWanted(own, filter, board.asOf)) {
          put(String(unit.id), unit.name, own, unit.cityId);
        }
      }
    }
  }
  const place = orderOf(board, by);
  return [...groups.values()]
    .map((group) => ({ ...group, percent: mean(group.rows.map((row) => row.percent)) }))
    .sort((a, b) => place(a.key) - place(b.key));
}

type Urgent = { light: Light; percent: number; expected: number };

/** The rows as a page shows them one below another, group after group, each with its group's heading. */
export function rowsInOrder(board: Board, filter: PointFilter): PointRow[] {
  const rows = pointRows(board, filter);
  if (!filter.group) return rows;
  return groupPoints(board, rows, filter.group, filter).flatMap((group) =>
    group.rows.map((row) => ({ ...row, heading: `${group.name}（${groupNote(group)}）` })),
  );
}

/** What a page says beside a group's name. */
export function groupNote({ rows, percent }: Pick<PointRowGroup, "rows" | "percent">): string {
  return `${rows.length} 项 · 平均 ${percentText(percent)}`;
}

export function byUrgency(a: Urgent, b: Urgent): number {
  const light = LIGHTS.indexOf(a.light) - LIGHTS.indexOf(b.light);
  return light !== 0 ? light : a.percent - a.expected - (b.percent - b.expected);
}

/** Where a unit is; undefined without one, or when its city is not known. */
function cityOf({ assignments }: Board, unitId: number | undefined): number | undefined {
  return assignments.find(({ unit }) => unit.id === unitId)?.unit.cityId ?? undefined;
}

function rowOf(
  point: Point,
  { number, title }: { number: number; title: string },
  cityId?: number,
  unitId?: number,
): PointRow | null {
  const part = cityId === undefined ? point : sideOf(point, cityId);
  if (!part) return null;
  const { light, percent, expected, reason, tags, sides: shown } = part;
  const { id, dueOn, sides, units } = point;
  const own = units.find(({ unit }) => unit.id === unitId);
  return {
    id,
    point,
    chapter: { number, title },
    number: point.number,
    title: point.title,
    light,
    percent,
    expected,
    sides: sides.map((side) => ({ city: side.city, percent: side.percent })),
    reason,
    why: reason.slice(reason.indexOf("：") + 1),
    shown,
    tags,
    dueOn,
    units: units.map(({ unit }) => ({ id: unit.id, name: unit.name, cityId: unit.cityId })),
    newest: newestOf(cityId === undefined ? units : shown.flatMap((side) => side.units)),
    own: own ? { role: own.role, percent: own.percent } : null,
  };
}

function newestOf(units: UnitShare[]): PointRow["newest"] {
  const [share] = units
    .filter(({ latest }) => latest !== null && latest.progressText !== "")
    .sort((a, b) => ((a.latest?.submittedOn ?? "") < (b.latest?.submittedOn ?? "") ? 1 : -1));
  if (!share?.latest) return null;
  const { progressText: text, submittedOn } = share.latest;
  return { text, unit: share.unit.name, cityId: share.unit.cityId, submittedOn };
}

function isWanted(row: PointRow, filter: PointFilter, asOf: IsoDate): boolean {
  return (
    (filter.light === undefined || filter.light.includes(row.light)) &&
    (filter.chapter === undefined || row.chapter.number === filter.chapter) &&
    (filter.unit === undefined || row.point.units.some(({ unit }) => unit.id === filter.unit)) &&
    (filter.due === undefined || isDue(row, filter.due, asOf)) &&
    (filter.tag === undefined || isMarked(row, filter.tag)) &&
    (filter.attention === undefined || isAcute(row.light))
  );
}

/** One period missed is a light, two in a row a tag: either is 未报送. */
function isMarked({ tags, light }: PointRow, tag: Tag): boolean {
  return tags.includes(tag) || (tag === "未报送" && light === "UNREPORTED");
}

/** 本月到期 is what has to be done still: not what is done, paused or cancelled. */
function isDue({ dueOn, light, point }: PointRow, due: string, asOf: IsoDate): boolean {
  if (due !== "month") return dueOn.startsWith(due);
  return dueOn.startsWith(asOf.slice(0, 7)) && light !== "COMPLETED" && point.halted === null;
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

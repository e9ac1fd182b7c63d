import type { UnitKind } from "../../prisma/generated/enums";
import type { Board, Point } from "../dashboards/board";
import type { UnitShare } from "../dashboards/shares";

export type MatrixFilter = {
  /** points with a 集合单位 whose members nobody named, or points without a 牵头 */
  state?: "unresolved" | "leadless";
  cityId?: number;
  kind?: UnitKind;
  /** 显示全部单位: a slot for every standing unit of the cities, also with a part in one point or none */
  everyUnit?: true;
};

export type RosterUnit = UnitShare["unit"];

/** A unit's place in a column: one a city, in the order of the cities. */
export type Slot = {
  unitId: number;
  cityId: number | null;
  name: string;
  /** how many points of the plan it has a part in */
  load: number;
};

/** Units of one function: the counterparts of both cities together. */
export type FunctionColumn = { key: number; name: string; slots: Slot[] };

export type GroupNote = { share: UnitShare; members: number };

export type MatrixRow = {
  point: Point;
  unresolved: boolean;
  leadless: boolean;
  /** the shares under each column */
  cells: UnitShare[][];
  /** functions that no other point uses */
  rest: { column: FunctionColumn; shares: UnitShare[] }[];
  groups: GroupNote[];
};

export type Matrix = {
  columns: FunctionColumn[];
  chapters: { number: number; title: string; rows: MatrixRow[] }[];
};

// About 30 functions of two cities: as many narrow columns as a wide screen holds.
const MOST_UNITS = 60;

/**
 * Points × functions, the most used function first. Where there are many, a function that only one
 * point uses gets no column of its own: it would be an empty one for all other points. With every unit there are columns
 * for all, also for those `standing` names, and 集合单位 have theirs beside their note.
 */
export function buildMatrix(
  board: Board,
  filter: MatrixFilter,
  standing: RosterUnit[] = [],
): Matrix {
  const isWanted = (unit: RosterUnit) =>
    (filter.cityId === undefined || unit.cityId === filter.cityId) &&
    (filter.kind === undefined || unit.kind === filter.kind);
  const shares = board.assignments.filter(({ unit }) => isWanted(unit));
  const groupIds = new Set(
    shares.filter((share) => share.group !== "NONE").map((share) => share.assignmentId),
  );
  // The members of a group get no column by that, but for a lead, who answers by name.
  const single = shares.filter(
    (share) =>
      share.group === "NONE" &&
      (share.role === "LEAD" || share.groupId === null || !groupIds.has(share.groupId)),
  );
  const uses = filter.everyUnit
    ? functionsOf(shares, standing.filter(isWanted))
    : functionsOf(single, []);
  const isSmall = uses.reduce((units, use) => units + use.units.size, 0) <= MOST_UNITS;
  const columns = uses
    .filter((use) => filter.everyUnit || isSmall || use.points.size > 1)
    .sort((a, b) => b.points.size - a.points.size || a.order - b.order);
  const loads = loadsOf(board);
  const places = new Map<number | null, number>(board.cities.map(({ id }, index) => [id, index]));
  const columnOf = ({ key, name, units }: FunctionUse): FunctionColumn => ({
    key,
    name,
    slots: [...units.values()]
      .sort((a, b) => placeOf(a) - placeOf(b) || a.order - b.order)
      .map((unit) => ({
        unitId: unit.id,
        cityId: unit.cityId,
        name: unit.name,
        load: loads.get(unit.id) ?? 0,
      })),
  });
  const placeOf = ({ cityId }: UnitShare["unit"]) => places.get(cityId) ?? places.size;
  const narrowed = !filter.everyUnit && (filter.cityId !== undefined || filter.kind !== undefined);
  const rowOf = (point: Point): MatrixRow => {
    const own = shares.filter((share) => share.pointId === point.id);
    return {
      point,
      unresolved: isUnresolved(point),
      leadless: isLeadless(point),
      cells: columns.map((use) => own.filter((share) => use.units.has(share.unit.id))),
      rest: uses
        .filter((use) => !columns.includes(use) && use.points.has(point.id))
        .map((use) => ({
          column: columnOf(use),
          shares: own.filter((share) => use.units.has(share.unit.id)),
        })),
      groups: own
        .filter((share) => share.group !== "NONE")
        .map((share) => ({
          share,
          members: point.units.filter((unit) => unit.groupId === share.assignmentId).length,
        })),
    };
  };
  const isShown = (row: MatrixRow) =>
    (filter.state !== "unresolved" || row.unresolved) &&
    (filter.state !== "leadless" || row.leadless) &&
    (!narrowed || row.rest.length + row.groups.length + row.cells.flat().length > 0);
  return {
    columns: columns.map(columnOf),
    chapters: board.chapters
      .map(({ number, title, points }) => ({
        number,
        title,
        rows: points.map(rowOf).filter(isShown),
      }))
      .filter((chapter) => chapter.rows.length > 0),
  };
}

export function isUnresolved(point: Point): boolean {
  return point.units.some((share) => share.group === "UNRESOLVED");
}

/** Nobody leads it, on no side. */
export function isLeadless(point: Point): boolean {
  return !point.units.some((share) => share.role === "LEAD");
}

/** How many points each unit has a part in, whatever is shown. */
function loadsOf(board: Board): Map<number, number> {
  const loads = new Map<number, number>();
  for (const { unit } of board.assignments) loads.set(unit.id, (loads.get(unit.id) ?? 0) + 1);
  return loads;
}

type FunctionUse = {
  key: number;
  name: string;
  units: Map<number, UnitShare["unit"]>;
  points: Set<number>;
  order: number;
};

function functionsOf(shares: UnitShare[], standing: RosterUnit[]): FunctionUse[] {
  const units = new Map([...standing, ...shares.map(({ unit }) => unit)].map((u) => [u.id, u]));
  const uses = new Map<number, FunctionUse>();
  const columnFor = (unit: RosterUnit): FunctionUse => {
    const key = functionKey(unit, units);
    const name = unit.shortName;
    const use = uses.get(key) ?? {
      ...{ key, name, units: new Map(), points: new Set(), order: unit.order },
    };
    uses.set(key, use);
    if (!use.units.has(unit.id) && !use.name.split("／").includes(name)) use.name += `／${name}`;
    use.units.set(unit.id, unit);
    use.order = Math.min(use.order, unit.order);
    return use;
  };
  for (const { unit, pointId } of shares) columnFor(unit).points.add(pointId);
  for (const unit of standing) columnFor(unit);
  return [...uses.values()];
}

/** The smaller id of a pair that names each other; otherwise the unit's own. */
function functionKey(unit: UnitShare["unit"], units: Map<number, UnitShare["unit"]>): number {
  const other = unit.counterpartId === null ? undefined : units.get(unit.counterpartId);
  return other?.counterpartId === unit.id ? Math.min(unit.id, other.id) : unit.id;
}

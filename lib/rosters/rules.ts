import type { UnitKind } from "../../prisma/generated/enums";
import type { Board, Point } from "../dashboards/board";
import type { UnitShare } from "../dashboards/shares";

export type MatrixFilter = {
  /** points with a 集合单位 whose members nobody named, or points without a 牵头 */
  state?: "unresolved" | "leadless";
  cityId?: number;
  kind?: UnitKind;
};

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

/**
 * Points × functions, the most used function first. A function that only one point uses gets no
 * column of its own: it would be an empty one for all other points.
 */
export function buildMatrix(board: Board, filter: MatrixFilter): Matrix {
  const shares = board.assignments.filter(
    ({ unit }) =>
      (filter.cityId === undefined || unit.cityId === filter.cityId) &&
      (filter.kind === undefined || unit.kind === filter.kind),
  );
  const groupIds = new Set(
    shares.filter((share) => share.group !== "NONE").map((share) => share.assignmentId),
  );
  // The members of a group are a number in its note, but for a lead, who answers by name.
  const single = shares.filter(
    (share) =>
      share.group === "NONE" &&
      (share.role === "LEAD" || share.groupId === null || !groupIds.has(share.groupId)),
  );
  const uses = functionsOf(single);
  const columns = uses
    .filter((use) => use.points.size > 1)
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
  const narrowed = filter.cityId !== undefined || filter.kind !== undefined;
  const rowOf = (point: Point): MatrixRow => {
    const own = single.filter((share) => share.pointId === point.id);
    return {
      point,
      unresolved: isUnresolved(point),
      leadless: isLeadless(point),
      cells: columns.map((use) => own.filter((share) => use.units.has(share.unit.id))),
      rest: uses
        .filter((use) => use.points.size === 1 && use.points.has(point.id))
        .map((use) => ({
          column: columnOf(use),
          shares: own.filter((share) => use.units.has(share.unit.id)),
        })),
      groups: shares
        .filter((share) => share.pointId === point.id && share.group !== "NONE")
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

function functionsOf(shares: UnitShare[]): FunctionUse[] {
  const units = new Map(shares.map(({ unit }) => [unit.id, unit]));
  const uses = new Map<number, FunctionUse>();
  for (const { unit, pointId } of shares) {
    const key = functionKey(unit, units);
    const name = unit.shortName;
    const use = uses.get(key);
    if (!use) {
      uses.set(key, {
        key,
        name,
        units: new Map([[unit.id, unit]]),
        points: new Set([pointId]),
        order: unit.order,
      });
      continue;
    }
    if (!use.units.has(unit.id) && !use.name.split("／").includes(name)) use.name += `／${name}`;
    use.units.set(unit.id, unit);
    use.points.add(pointId);
    use.order = Math.min(use.order, unit.order);
  }
  return [...uses.values()];
}

/** The smaller id of a pair that names each other; otherwise the unit's own. */
function functionKey(unit: UnitShare["unit"], units: Map<number, UnitShare["unit"]>): number {
  const other = unit.counterpartId === null ? undefined : units.get(unit.counterpartId);
  return other?.counterpartId === unit.id ? Math.min(unit.id, other.id) : unit.id;
}

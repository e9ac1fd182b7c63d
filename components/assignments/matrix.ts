import type { Board, Point } from "@/lib/dashboards/board";
import type { UnitShare } from "@/lib/dashboards/shares";
import type { UnitKind } from "@/prisma/generated/enums";

export type MatrixFilter = { unresolved: boolean; cityId?: number; kind?: UnitKind };

/** Units of one function: the counterparts of both cities together. */
export type FunctionColumn = { key: number; name: string };

export type GroupNote = { share: UnitShare; members: number };

export type MatrixRow = {
  point: Point;
  unresolved: boolean;
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
  const narrowed = filter.cityId !== undefined || filter.kind !== undefined;
  const rowOf = (point: Point): MatrixRow => {
    const own = single.filter((share) => share.pointId === point.id);
    return {
      point,
      unresolved: isUnresolved(point),
      cells: columns.map(({ unitIds }) => own.filter((share) => unitIds.has(share.unit.id))),
      rest: uses
        .filter((use) => use.points.size === 1 && use.points.has(point.id))
        .map((use) => ({
          column: use,
          shares: own.filter((share) => use.unitIds.has(share.unit.id)),
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
    (!filter.unresolved || row.unresolved) &&
    (!narrowed || row.rest.length + row.groups.length + row.cells.flat().length > 0);
  return {
    columns: columns.map(({ key, name }) => ({ key, name })),
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

type FunctionUse = FunctionColumn & { unitIds: Set<number>; points: Set<number>; order: number };

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
        unitIds: new Set([unit.id]),
        points: new Set([pointId]),
        order: unit.order,
      });
      continue;
    }
    if (!use.unitIds.has(unit.id) && !use.name.split("／").includes(name)) use.name += `／${name}`;
    use.unitIds.add(unit.id);
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

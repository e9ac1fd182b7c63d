import type { AssignmentOrigin, AssignmentRole } from "../../prisma/generated/enums";
import type { IsoDate } from "../dates";
import { type Actor, may } from "../policy";
import type { Snapshot, SnapshotAssignment } from "./snapshot";

/** One unit's share in a point on one day. */
export type UnitShare = Omit<SnapshotAssignment, "terms"> & {
  assignmentId: number;
  role: AssignmentRole;
  origin: AssignmentOrigin;
  /** the assignment of the 集合单位 it answers for */
  groupId: number | null;
  since: IsoDate;
  percent: number | null;
  group: "NONE" | "UNRESOLVED" | "RESOLVED";
};

/** The shares in force on a day, by point; `cell` takes percents from that period's end instead of the newest. */
export function sharesOn(
  snapshot: Pick<Snapshot, "assignments">,
  day: IsoDate,
  cell?: number,
): Map<number, UnitShare[]> {
  const shares: UnitShare[] = [];
  for (const { id, pointId, unit, terms, latest, problems, cells } of snapshot.assignments) {
    const term = terms.find((t) => t.startsOn <= day && (t.endsOn === null || t.endsOn > day));
    if (!term) continue;
    const percent = cell === undefined ? latest?.percent : cells[cell]?.percent;
    // Written out: a board makes a thousand and more of them, and a spread costs ten times as much.
    shares.push({
      id,
      pointId,
      unit,
      latest,
      problems,
      cells,
      assignmentId: id,
      role: term.role,
      origin: term.origin,
      groupId: term.groupId,
      since: heldSince(terms, term),
      percent: percent ?? null,
      group: unit.kind === "GROUP" ? "UNRESOLVED" : "NONE",
    });
  }
  const resolved = new Set(shares.map((share) => share.groupId));
  for (const share of shares) {
    if (share.group === "UNRESOLVED" && resolved.has(share.assignmentId)) share.group = "RESOLVED";
  }
  const byPoint = new Map<number, UnitShare[]>();
  for (const share of shares) {
    const held = byPoint.get(share.pointId);
    if (held) held.push(share);
    else byPoint.set(share.pointId, [share]);
  }
  return byPoint;
}

/** The first day of the unbroken stretch of terms up to this one: a new role interrupts nothing, time away does. */
function heldSince(terms: SnapshotAssignment["terms"], term: SnapshotAssignment["terms"][number]) {
  let since = term.startsOn;
  for (const earlier of terms.slice(0, terms.indexOf(term)).reverse()) {
    if (earlier.endsOn !== since) break;
    since = earlier.startsOn;
  }
  return since;
}

/** Something approved or awaiting review stands for the period. */
export function isReported(cell: UnitShare["cells"][number]): boolean {
  return cell.approvedOn !== null || cell.state === "PENDING";
}

/** The newest report that awaits review of each unit whose reports this reader may read before they are approved. */
export function waitingReports(actor: Actor, shares: UnitShare[]): Map<number, IsoDate> {
  return new Map(
    shares.flatMap(({ assignmentId, unit, cells }) => {
      const pending = cells.findLast(({ state }) => state === "PENDING");
      const scope = { unitId: unit.id, cityId: unit.cityId };
      return pending && may(actor, "update.read", scope) ? [[assignmentId, pending.month]] : [];
    }),
  );
}

/** Since when a unit has had an open problem that it cannot solve alone. */
export function problemSince(unit: UnitShare): IsoDate | null {
  const open = unit.problems.find(({ level, closedOn }) => level !== "UNIT" && closedOn === null);
  return open?.raisedOn ?? null;
}

type Held = { unit: { cityId: number | null }; group: UnitShare["group"] };

/** Numbers of those points on which a 集合单位 that one has to do with has no members yet. */
export function withoutMembers(
  points: { number: number; units: Held[] }[],
  concerns: (unit: Held["unit"]) => boolean,
): number[] {
  return points
    .filter(({ units }) =>
      units.some(({ unit, group }) => group === "UNRESOLVED" && concerns(unit)),
    )
    .map(({ number }) => number);
}

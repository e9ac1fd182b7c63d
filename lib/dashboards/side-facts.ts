import type { IsoDate } from "../dates";
import { missedRun, type PeriodFacts, periodAt } from "../periods/rules";
import { extendedTo, postponedBy, redatings } from "../plan/redating";
import { isPausedOn } from "../plan/rules";
import { answeringUnits, sidePercent } from "../status/roll-up";
import type { SideFacts, Thresholds } from "../status/rules";
import { isReported, problemSince, type UnitShare } from "./shares";
import type { Snapshot, SnapshotPoint } from "./snapshot";
import { scheduleOf } from "./trend";

/** What the rules of lights have to know of one city's side of a point on the snapshot's day. */
export function sideFacts(
  snapshot: Snapshot,
  point: SnapshotPoint,
  city: { id: number },
  units: UnitShare[],
  thresholds: Thresholds,
): SideFacts {
  const { asOf, periods } = snapshot;
  const answering = answeringUnits(units);
  const since = answering.map((unit) => unit.since).sort()[0] ?? asOf;
  const reported = (period: PeriodFacts) =>
    // Nothing is held against a point that was paused when the report was due.
    isPausedOn(point.time.pauses, period.dueOn) ||
    answering.some((unit) =>
      unit.cells.some((cell) => cell.month === period.month && isReported(cell)),
    );
  const run = missedRun(periods, reported, since, asOf, thresholds.unreportedGraceDays);
  return {
    ...scheduleOf(snapshot, point, city, asOf),
    asOf,
    percent: sidePercent(units),
    closedOn: closureOf(snapshot, point, city)?.closedOn ?? null,
    paused: isPausedOn(point.time.pauses, asOf),
    cancelled: isCancelled(point, asOf),
    missed: run && {
      count: run.count,
      month: run.newest.month,
      dueOn: run.newest.dueOn,
      locked: run.newest.lockedOn !== null && run.newest.lockedOn <= asOf,
    },
    problemSince:
      units
        .map(problemSince)
        .filter((day) => day !== null)
        .sort()[0] ?? null,
    unresolvedGroups: units.filter((unit) => unit.group === "UNRESOLVED").length,
    extension: extensionOf(snapshot, point),
  };
}

/** 取消 on the day. */
export function isCancelled({ time }: SnapshotPoint, asOf: IsoDate): boolean {
  return isPausedOn(
    time.pauses.filter(({ cancelled }) => cancelled),
    asOf,
  );
}

/** From when to when the point was put off, when that was in the period that holds the snapshot's day. */
function extensionOf({ periods, asOf }: Snapshot, point: SnapshotPoint): SideFacts["extension"] {
  const given = redatings(point.time);
  const newest = postponedBy(point.dueOn, given, asOf);
  if (!newest?.decidedOn) return null;
  const granted = periodAt(periods, newest.decidedOn);
  if (granted === null || granted !== periodAt(periods, asOf)) return null;
  return extendedTo(point.dueOn, given, asOf);
}

/** The 销号 of a side that stands on the snapshot's day. */
export function closureOf(snapshot: Snapshot, point: SnapshotPoint, city: { id: number }) {
  return snapshot.closures.find(
    (closure) =>
      closure.pointId === point.id &&
      closure.cityId === city.id &&
      (closure.reopenedOn === null || closure.reopenedOn > snapshot.asOf),
  );
}

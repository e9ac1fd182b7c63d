import { firstOfMonth } from "../dates";
import { HALT_NAMES } from "../glossary-states";
import { firstReportAwaited, missedRun, type PeriodFacts, periodAt } from "../periods/rules";
import { easedOn } from "../plan/milestone-moves";
import { extendedTo, postponedBy, redatings } from "../plan/redating";
import { type Halt, haltOn, isPausedOn, type Span } from "../plan/rules";
import { answeringUnits, outOfStep, sidePercent } from "../status/roll-up";
import type { SideFacts, Thresholds } from "../status/rules";
import type { Tag } from "./schema";
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
  const rests = restsOf(snapshot, point, city);
  const halted = haltOn(point.time.pauses, asOf);
  const reported = (period: PeriodFacts) =>
    // Nothing is held against a side that rested when the report was due.
    isPausedOn(rests, period.dueOn) ||
    answering.some((unit) =>
      unit.cells.some((cell) => cell.month === period.month && isReported(cell)),
    );
  const run = missedRun(periods, reported, since, asOf, thresholds.unreportedGraceDays);
  const approved = units.some(({ cells }) => cells.some(({ approvedOn }) => approvedOn !== null));
  return {
    ...scheduleOf(snapshot, point, city, asOf),
    asOf,
    percent: sidePercent(units),
    closedOn: closureOf(snapshot, point, city)?.closedOn ?? null,
    paused: halted !== null,
    cancelled: halted === "CANCELLED",
    awaitsFirst: approved
      ? null
      : firstReportAwaited(periods, snapshot.plan.issuedOn, asOf, thresholds.unreportedGraceDays),
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
    eased: easedOf(snapshot, point, city),
  };
}

/** When nothing is asked of a side's units: 暂停, 取消, and from 销号 until it is taken up again. */
export function restsOf(snapshot: Snapshot, point: SnapshotPoint, city: { id: number }): Span[] {
  return [
    ...point.time.pauses.map(({ startsOn, endsOn }) => ({ startsOn, endsOn })),
    ...snapshot.closures
      .filter(({ pointId, cityId }) => pointId === point.id && cityId === city.id)
      .map(({ closedOn, reopenedOn }) => ({
        startsOn: closedOn,
        // The day knows nothing of what is taken up again later; the month it is, is reported on again.
        endsOn:
          reopenedOn !== null && reopenedOn <= snapshot.asOf ? firstOfMonth(reopenedOn) : null,
      })),
  ];
}

type Marked = {
  percent: number;
  missed: number;
  units: Pick<UnitShare, "group">[];
  /** its first report can still be in time */
  awaited?: boolean;
};

/** What a point is marked with. */
export function tagsOf(halted: Halt | null, sides: Marked[], { outOfStepGap }: Thresholds): Tag[] {
  // Whom nobody has asked yet is not behind the other side.
  const percents = sides.flatMap(({ percent, awaited }) => (awaited ? [] : percent));
  return [
    ...(halted ? [HALT_NAMES[halted]] : []),
    ...(outOfStep(percents, outOfStepGap) ? (["不同步"] as const) : []),
    ...sideTags(sides),
  ];
}

/** Marks that one side may carry while the other does not. */
export function sideTags(sides: Marked[]): Tag[] {
  return [
    ...(sides.some(({ missed }) => missed >= 2) ? (["未报送"] as const) : []),
    ...(sides.some(({ units }) => units.some(({ group }) => group === "UNRESOLVED"))
      ? (["集合单位待明确"] as const)
      : []),
  ];
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

/** What the newest change of the milestones took off a side, when it was in the period of the snapshot's day. */
function easedOf(
  { periods, asOf }: Snapshot,
  point: SnapshotPoint,
  city: { id: number },
): SideFacts["eased"] {
  const newest = easedOn(point.time.milestones, city.id, asOf).at(-1);
  if (!newest) return null;
  const period = periodAt(periods, newest.on);
  return period !== null && period === periodAt(periods, asOf) ? newest : null;
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

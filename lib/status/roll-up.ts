import type { AssignmentRole } from "../../prisma/generated/enums";

/** One unit's part in one side of a point, as of the day asked about. */
export type ReportingUnit = {
  role: AssignmentRole;
  /** latest approved percent, 0–100; null before the first one */
  percent: number | null;
  /** a 集合单位 counts through its members once it has some */
  group: "NONE" | "UNRESOLVED" | "RESOLVED";
};

/**
 * The units whose reports make a side's percent and silence: its lead where there is one, otherwise
 * every unit of the city. A resolved group stands aside for its members.
 */
export function answeringUnits<U extends ReportingUnit>(units: U[]): U[] {
  const counted = units.filter((unit) => unit.group !== "RESOLVED");
  const leads = counted.filter((unit) => unit.role === "LEAD");
  return leads.length > 0 ? leads : counted;
}

/** 0–100, not rounded; a unit that has not reported and an unresolved group count 0. */
export function sidePercent(units: ReportingUnit[]): number {
  return mean(answeringUnits(units).map((unit) => unit.percent ?? 0));
}

/** Plain mean: of a point's sides, a chapter's points, a plan's points. 0 for none. */
export function mean(values: number[]): number {
  if (values.length === 0) return 0;
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** 不同步: two sides further apart than the threshold, in whole points as shown. */
export function outOfStep(sidePercents: number[], gap: number): boolean {
  if (sidePercents.length < 2) return false;
  const rounded = sidePercents.map(Math.round);
  return Math.max(...rounded) - Math.min(...rounded) > gap;
}

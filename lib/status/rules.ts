import { daysBetween, type IsoDate } from "../dates";
import type { Extended, Redated } from "../format";

/**
 * The one place that decides a light (亮灯). Every screen, export, reminder and API answer asks
 * here. Pure: facts of one side (one city) of one point as of one day in, a light out.
 */
export const LIGHTS = [
  "SEVERE",
  "LAGGING",
  "UNREPORTED",
  "ON_TRACK",
  "NOT_STARTED",
  "COMPLETED",
] as const; // most severe first
export type Light = (typeof LIGHTS)[number];

/** Percentage points and days; see LightThresholds in the schema. */
export type Thresholds = {
  severeGap: number;
  laggingGap: number;
  milestoneSevereDays: number;
  unreportedGraceDays: number;
  dueSoonDays: number;
  dueSoonPercent: number;
  problemDays: number;
  outOfStepGap: number;
};

export const DEFAULT_THRESHOLDS: Thresholds = {
  severeGap: 25,
  laggingGap: 10,
  milestoneSevereDays: 15,
  unreportedGraceDays: 3,
  dueSoonDays: 30,
  dueSoonPercent: 80,
  problemDays: 14,
  outOfStepGap: 20,
};

export type Milestone = { title: string; dueOn: IsoDate; weight: number; doneOn: IsoDate | null };

export type Schedule = {
  /** where 0 % stands: the plan's issue date */
  issuedOn: IsoDate;
  startsOn: IsoDate;
  /** the due date in force, extensions included */
  dueOn: IsoDate;
  milestones: Milestone[];
};

/** How less was asked of a side by a change of its milestones. */
export type Eased =
  | { kind: "REDATED"; title: string; redated: Redated }
  | { kind: "REMOVED"; title: string; dueOn: IsoDate }
  | { kind: "REWEIGHTED" };

export type SideFacts = Schedule & {
  asOf: IsoDate;
  /** 0–100, approved, not yet rounded */
  percent: number;
  /** 销号 on this day, when it stands as of asOf */
  closedOn: IsoDate | null;
  /** paused with approval, or cancelled with it */
  paused: boolean;
  cancelled: boolean;
  /** nothing is reported yet and the first report of a plan published late can still be in time: which it is */
  awaitsFirst: { month: IsoDate; dueOn: IsoDate } | null;
  /** closed periods without a report, in a row, up to the newest; with the newest one's month and lock */
  missed: { count: number; month: IsoDate; dueOn: IsoDate; locked: boolean } | null;
  /** an open problem that needs 市级 or higher coordination, and since when */
  problemSince: IsoDate | null;
  /** 集合单位 whose members nobody has named yet: each counts as one unit at 0 */
  unresolvedGroups: number;
  /** from when to when it was put off in the period that holds asOf, by an extension, 调整 or 通知更新 */
  extension: Extended | null;
  /** what a change of the milestones took off the side in the period that holds asOf */
  eased: Eased | null;
};

/** A rule that holds back the green light; the first one names the light, all of them the remedy. */
export type Finding =
  | { rule: "PAST_DUE"; light: "SEVERE"; days: number }
  | { rule: "GAP"; light: "SEVERE" | "LAGGING"; points: number }
  | { rule: "MILESTONE_LATE"; light: "SEVERE" | "LAGGING"; milestone: Milestone; days: number }
  | { rule: "MISSED"; light: "UNREPORTED" | "LAGGING"; count: number }
  | { rule: "DUE_SOON"; light: "LAGGING"; days: number }
  | { rule: "PROBLEM"; light: "LAGGING"; days: number }
  | { rule: "EXTENDED" | "EASED"; light: "LAGGING" };

export type SideStatus = { light: Light; expected: number; findings: Finding[] };

/**
 * The light of one side as of facts.asOf. Both percents are rounded to whole points first, so that
 * a person who recomputes it from the figures on screen gets the same light.
 */
export function sideStatus(facts: SideFacts, thresholds: Thresholds): SideStatus {
  const expected = expectedPercent(facts, facts.asOf);
  if (facts.closedOn !== null && facts.closedOn <= facts.asOf) {
    return { light: "COMPLETED", expected, findings: [] };
  }
  if (facts.startsOn > facts.asOf || facts.paused) {
    return { light: "NOT_STARTED", expected, findings: [] };
  }
  const found = findingsOf(facts, expected, thresholds);
  // What no report is needed to know: the due date is over and the side is not 销号.
  const findings =
    facts.awaitsFirst === null ? found : found.filter(({ rule }) => rule === "PAST_DUE");
  if (facts.awaitsFirst !== null && findings.length === 0) {
    return { light: "NOT_STARTED", expected, findings };
  }
  return { light: findings[0]?.light ?? "ON_TRACK", expected, findings };
}

/**
 * 序时进度, 0–100, not rounded: the weights of the milestones due by asOf when there are any,
 * otherwise linear by day from the issue date (0) to the due date (100).
 */
export function expectedPercent(schedule: Schedule, asOf: IsoDate): number {
  const total = schedule.milestones.reduce((sum, milestone) => sum + milestone.weight, 0);
  if (total > 0) {
    const due = schedule.milestones.filter((milestone) => milestone.dueOn <= asOf);
    return (due.reduce((sum, milestone) => sum + milestone.weight, 0) / total) * 100;
  }
  const length = daysBetween(schedule.issuedOn, schedule.dueOn);
  if (length <= 0) return asOf >= schedule.dueOn ? 100 : 0;
  return clamp((daysBetween(schedule.issuedOn, asOf) / length) * 100);
}

/** The most severe of several lights; a point shows its worse side. */
export function worstLight(lights: Light[]): Light {
  return LIGHTS.find((light) => lights.includes(light)) ?? "NOT_STARTED";
}

/** The smallest whole percent at which no gap or near due date holds the light back. */
export function greenPercent(
  facts: SideFacts,
  expected: number,
  findings: Finding[],
  thresholds: Thresholds,
): number {
  const fromGap = Math.round(expected) - thresholds.laggingGap + 1;
  const soon = findings.some((finding) => finding.rule === "DUE_SOON");
  return Math.max(fromGap, soon ? thresholds.dueSoonPercent : 0, Math.round(facts.percent));
}

function findingsOf(facts: SideFacts, expected: number, thresholds: Thresholds): Finding[] {
  const { asOf } = facts;
  const findings: Finding[] = [];
  const pastDue = daysBetween(facts.dueOn, asOf);
  if (pastDue > 0) findings.push({ rule: "PAST_DUE", light: "SEVERE", days: pastDue });

  const behind = Math.round(expected) - Math.round(facts.percent);
  if (behind >= thresholds.laggingGap) {
    const light = behind >= thresholds.severeGap ? "SEVERE" : "LAGGING";
    findings.push({ rule: "GAP", light, points: behind });
  }
  for (const milestone of facts.milestones) {
    const days = daysBetween(milestone.dueOn, asOf);
    if (days <= 0 || (milestone.doneOn !== null && milestone.doneOn <= asOf)) continue;
    const light = days > thresholds.milestoneSevereDays ? "SEVERE" : "LAGGING";
    findings.push({ rule: "MILESTONE_LATE", light, milestone, days });
  }
  if (facts.missed !== null && facts.missed.count > 0) {
    const { count } = facts.missed;
    findings.push({ rule: "MISSED", light: count === 1 ? "UNREPORTED" : "LAGGING", count });
  }
  if (
    pastDue <= 0 &&
    -pastDue <= thresholds.dueSoonDays &&
    Math.round(facts.percent) < thresholds.dueSoonPercent
  ) {
    findings.push({ rule: "DUE_SOON", light: "LAGGING", days: -pastDue });
  }
  if (facts.problemSince !== null) {
    const days = daysBetween(facts.problemSince, asOf);
    if (days > thresholds.problemDays) findings.push({ rule: "PROBLEM", light: "LAGGING", days });
  }
  if (facts.extension !== null) findings.push({ rule: "EXTENDED", light: "LAGGING" });
  if (facts.eased !== null) findings.push({ rule: "EASED", light: "LAGGING" });
  return findings.sort((a, b) => rank(a, facts) - rank(b, facts));
}

/**
 * The order of the table, first match wins: one missed period hides an amber rule, never a red one.
 * Not so in the period of an extension or of milestones put off, where no light may be milder than amber.
 */
function rank(finding: Finding, facts: SideFacts): number {
  if (finding.light === "SEVERE") return 0;
  const redated = facts.extension !== null || facts.eased !== null;
  const hidesAmber = finding.light === "UNREPORTED" && !redated;
  return hidesAmber ? 1 : finding.light === "LAGGING" ? 2 : 3;
}

function clamp(value: number): number {
  return Math.min(100, Math.max(0, value));
}

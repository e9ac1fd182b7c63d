import { beforeAll } from "vitest";
import { db } from "@/lib/platform/db";
import type { Actor } from "@/lib/policy";
import { withDatabase } from "./database";
import { assignmentOf, hire } from "./people";

/** Two days after September's reports were due. */
export const DAY = "2024-09-27";
export const SEPTEMBER = "2024-09-01";
export const UNIT = "济南市教育局";

type Nudging = Record<"staff" | "other" | "reviewer" | "linyiReviewer" | "leader", Actor> & {
  /** numbers of the unit's points, ascending */
  points: number[];
};

/** The plan with one person of the unit, one of its counterpart, a reviewer of each city, and a leader. */
export function withNudging(): Nudging {
  withDatabase({ template: "plan" });
  const nudging = {} as Nudging;
  beforeAll(async () => {
    nudging.staff = await hire("staff", "STAFF", { unit: UNIT });
    nudging.other = await hire("other", "STAFF", { unit: "临沂市教育局" });
    nudging.reviewer = await hire("jinan-reviewer", "REVIEWER", { city: "济南市" });
    nudging.linyiReviewer = await hire("linyi-reviewer", "REVIEWER", { city: "临沂市" });
    nudging.leader = await hire("leader", "LEADER");
    const held = await db().assignment.findMany({
      where: { unit: { name: UNIT } },
      include: { point: true },
      orderBy: { point: { number: "asc" } },
    });
    nudging.points = held.map(({ point }) => point.number);
  });
  return nudging;
}

/** A report as a page's checkbox names it, with how often it had been nudged for when it was shown. */
export const choice = async (unit: string, point: number, seen = 0, month = SEPTEMBER) =>
  `${await assignmentOf(unit, point)}.${month}.${seen}`;

export const remindersOf = async (unit: string, point: number) =>
  db().reminder.findMany({
    where: { assignmentId: await assignmentOf(unit, point) },
    orderBy: { id: "asc" },
  });

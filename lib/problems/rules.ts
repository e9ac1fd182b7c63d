import type { ProblemLevel } from "../../prisma/generated/enums";
import { daysBetween, type IsoDate } from "../dates";

/** Who has to help, the furthest first. */
export const LEVELS_BY_REACH: ProblemLevel[] = ["PROVINCE", "BOTH_CITIES", "CITY", "UNIT"];

/** The levels behind a choice of the filter; without one 需要协调: what the unit cannot solve alone. */
export function levelsOf(choice: ProblemLevel | "ALL" | undefined): ProblemLevel[] {
  if (choice === "ALL") return LEVELS_BY_REACH;
  return LEVELS_BY_REACH.filter((level) => (choice ? level === choice : level !== "UNIT"));
}

/** Days a problem has stood open at the end of a day; 0 on the day it was raised. */
export function ageOf(raisedOn: IsoDate, today: IsoDate): number {
  return Math.max(0, daysBetween(raisedOn, today));
}

import type { ProblemLevel, Role } from "../../prisma/generated/enums";
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

/** 需要协调: what the unit cannot solve alone. */
export function needsCoordination(level: ProblemLevel): boolean {
  return level !== "UNIT";
}

/** Whose reviewers a problem concerns: of its own city, or of both. */
export function concernsBothCities(level: ProblemLevel): boolean {
  return level === "BOTH_CITIES" || level === "PROVINCE";
}

/**
 * Whether whoever may settle a problem at all may close it in place. What others have to coordinate
 * turns a light: there the unit's word counts once a reviewer has approved it in a report.
 */
export function mayCloseInPlace(role: Role | "API_TOKEN", level: ProblemLevel): boolean {
  return role !== "STAFF" || !needsCoordination(level);
}

/**
 * Whether a report that repeats an open problem names somebody new to solve it. A name the problem
 * had before is text carried over, and must not undo what was named since.
 */
export function namesAnother(owner: string, before: string[]): boolean {
  return owner !== "" && !before.includes(owner);
}

import { isMatch } from "date-fns";

/**
 * Business dates: a calendar day in Asia/Shanghai, written YYYY-MM-DD everywhere outside the
 * database. Strings compare as days do, survive JSON, and know no time zone.
 */
export type IsoDate = string;

const SHANGHAI = 8 * 3_600_000;
const DAY = 24 * 3_600_000;

/** Whether text is a day that exists, in the form YYYY-MM-DD. */
export function isIsoDate(text: string): text is IsoDate {
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && isMatch(text, "yyyy-MM-dd");
}

/** The day an instant falls on in Asia/Shanghai (UTC+8, no summer time since 1991). */
export function shanghaiDate(instant: Date): IsoDate {
  return new Date(instant.getTime() + SHANGHAI).toISOString().slice(0, 10);
}

/** The time of day of an instant in Asia/Shanghai, 16:20 or 16:20:08. */
export function shanghaiTime(instant: Date, to: "minute" | "second" = "minute"): string {
  const end = to === "minute" ? 16 : 19;
  return new Date(instant.getTime() + SHANGHAI).toISOString().slice(11, end);
}

/** Days from one date to the other; negative when `to` is earlier. */
export function daysBetween(from: IsoDate, to: IsoDate): number {
  return (midnight(to) - midnight(from)) / DAY;
}

export function addDays(date: IsoDate, days: number): IsoDate {
  return fromDbDate(new Date(midnight(date) + days * DAY));
}

/** 2024-09-20 → 2024-09-01 */
export function firstOfMonth(date: IsoDate): IsoDate {
  return `${date.slice(0, 7)}-01`;
}

/** 2024-09-01 → 2024-09-30; any day of the month will do. */
export function lastOfMonth(date: IsoDate): IsoDate {
  return addDays(nextMonth(date), -1);
}

/** The first day of the month after the given day's. */
export function nextMonth(date: IsoDate): IsoDate {
  // 31 days after its first day no month still lasts, and no second one has begun.
  return firstOfMonth(addDays(firstOfMonth(date), 31));
}

/** The midnight (UTC) that Prisma takes for a `@db.Date`. */
export function toDbDate(date: IsoDate): Date {
  return new Date(`${date}T00:00:00Z`);
}

/** The reverse of {@link toDbDate}. */
export function fromDbDate(date: Date): IsoDate {
  return date.toISOString().slice(0, 10);
}

// A board counts days some thousand times: milliseconds in UTC, where every day has as many, and no
// Date object, which Next makes dear.
function midnight(date: IsoDate): number {
  return Date.parse(`${date}T00:00:00Z`);
}

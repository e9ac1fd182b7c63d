import {
  addDays as addCalendarDays,
  addMonths,
  differenceInCalendarDays,
  formatISO,
  isMatch,
  lastDayOfMonth,
  parseISO,
} from "date-fns";

/**
 * Business dates: a calendar day in Asia/Shanghai, written YYYY-MM-DD everywhere outside the
 * database. Strings compare as days do, survive JSON, and know no time zone.
 */
export type IsoDate = string;

const SHANGHAI = 8 * 3_600_000;

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
  return differenceInCalendarDays(parseISO(to), parseISO(from));
}

export function addDays(date: IsoDate, days: number): IsoDate {
  return toIso(addCalendarDays(parseISO(date), days));
}

/** 2024-09-20 → 2024-09-01 */
export function firstOfMonth(date: IsoDate): IsoDate {
  return `${date.slice(0, 7)}-01`;
}

/** 2024-09-01 → 2024-09-30; any day of the month will do. */
export function lastOfMonth(date: IsoDate): IsoDate {
  return toIso(lastDayOfMonth(parseISO(date)));
}

/** The first day of the month after the given day's. */
export function nextMonth(date: IsoDate): IsoDate {
  return toIso(addMonths(parseISO(firstOfMonth(date)), 1));
}

/** The midnight (UTC) that Prisma takes for a `@db.Date`. */
export function toDbDate(date: IsoDate): Date {
  return new Date(`${date}T00:00:00Z`);
}

/** The reverse of {@link toDbDate}. */
export function fromDbDate(date: Date): IsoDate {
  return date.toISOString().slice(0, 10);
}

function toIso(date: Date): IsoDate {
  return formatISO(date, { representation: "date" });
}

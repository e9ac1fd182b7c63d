import { addDays, daysBetween, firstOfMonth, type IsoDate, nextMonth } from "../dates";

/** 填报期: a calendar month of the plan. */
export type PeriodFacts = {
  id: number;
  /** first day of the month */
  month: IsoDate;
  dueOn: IsoDate;
  /** from this day on no report is taken; null while open */
  lockedOn: IsoDate | null;
};

/** The day of the month a report is due, unless the plan says otherwise. */
export const DEFAULT_DUE_DAY = 25;

/** Every calendar month from start to due date, both included. */
export function monthsOf(
  startsOn: IsoDate,
  dueOn: IsoDate,
  dueDay = DEFAULT_DUE_DAY,
): { month: IsoDate; dueOn: IsoDate }[] {
  const months: { month: IsoDate; dueOn: IsoDate }[] = [];
  for (let month = firstOfMonth(startsOn); month <= dueOn; month = nextMonth(month)) {
    months.push({ month, dueOn: addDays(month, dueDay - 1) });
  }
  return months;
}

export function hasBegun(period: PeriodFacts, asOf: IsoDate): boolean {
  return period.month <= asOf;
}

/** Whether reports are taken on a day: the month has begun and is not locked. */
export function isOpen(period: PeriodFacts, on: IsoDate): boolean {
  return hasBegun(period, on) && (period.lockedOn === null || period.lockedOn > on);
}

/** Whether silence counts as missed by a day: the grace days after the due date are over. */
export function isClosed(period: PeriodFacts, asOf: IsoDate, graceDays: number): boolean {
  return daysBetween(period.dueOn, asOf) >= graceDays;
}

/** The period a day falls in: its own month, after the plan's end the last one, before it none. */
export function periodAt<P extends PeriodFacts>(periods: P[], on: IsoDate): P | null {
  return periods.findLast((period) => hasBegun(period, on)) ?? null;
}

/**
 * The run of missed periods up to the newest closed one, or null when that one was reported.
 * `reported` says whether anything approved or awaiting review stands for the period; periods due
 * before `since` (the day the unit was assigned) are not held against it.
 */
export function missedRun<P extends PeriodFacts>(
  periods: P[],
  reported: (period: P) => boolean,
  since: IsoDate,
  asOf: IsoDate,
  graceDays: number,
): { count: number; newest: P } | null {
  const closed = periods.filter(
    (period) => isClosed(period, asOf, graceDays) && period.dueOn >= since,
  );
  const newest = closed.at(-1);
  if (!newest || reported(newest)) return null;
  const lastReported = closed.findLastIndex(reported);
  return { count: closed.length - 1 - lastReported, newest };
}

/**
 * Whether a unit may write a period's report and change its files, by how the newest version stands
 * (NONE, PENDING, RETURNED, APPROVED): not while it awaits review; an approved one may be corrected.
 */
export function mayWrite(newest: string): boolean {
  return newest !== "PENDING";
}

// A month's report is owed within it, or early in the next.
const MOST_DAYS_AFTER = 15;

/** Why a period cannot be due on another day; null when it can. */
export function dueMistake(period: PeriodFacts, dueOn: IsoDate, today: IsoDate): string | null {
  if (period.lockedOn !== null) return "这一期已锁定，截止日不再改。";
  if (period.dueOn < today) return "这一期的截止日已过，不再改，以前的迟报照旧。";
  if (dueOn === period.dueOn) return "截止日没有变化，无需保存。";
  if (dueOn < today) return `截止日不能早于今天（${today}）。`;
  const last = addDays(nextMonth(period.month), MOST_DAYS_AFTER - 1);
  if (dueOn < period.month || dueOn > last) return `截止日应在 ${period.month} 至 ${last} 之间。`;
  return null;
}

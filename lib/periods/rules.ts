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

/**
 * The month a plan is reported on from when it is published on a day: the first whose report is not due yet,
 * since nobody could report before, and no earlier than its own year; of one that is over, the first.
 */
export function firstMonthToReport(
  plan: { issuedOn: IsoDate; dueOn: IsoDate; year: number },
  today: IsoDate,
): IsoDate {
  const months = monthsOf(plan.issuedOn, plan.dueOn);
  const asked = months.find(({ month, dueOn }) => dueOn >= today && month >= `${plan.year}-01-01`);
  return (asked ?? months[0])?.month ?? plan.issuedOn;
}

/**
 * The first period, where the plan began months before it: what was done by then is known from the first
 * report on, so that no light says anything of it before that report can be missed.
 */
export function firstReportAwaited<P extends PeriodFacts>(
  periods: P[],
  issuedOn: IsoDate,
  asOf: IsoDate,
  graceDays: number,
): P | null {
  const [first] = periods;
  if (!first || first.month <= issuedOn || isClosed(first, asOf, graceDays)) return null;
  return first;
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

/**
 * Months a period may be added for: before the first, those that were taken out between, and after the
 * last one the next, or all up to the day until which something is due.
 */
export function monthsToAdd(months: IsoDate[], until?: IsoDate): IsoDate[] {
  const sorted = [...months].sort();
  const [first] = sorted;
  const last = sorted.at(-1);
  if (first === undefined || last === undefined) return [];
  const free: IsoDate[] = [firstOfMonth(addDays(first, -1))];
  const next = nextMonth(last);
  const end = until !== undefined && until > next ? until : next;
  for (let month = nextMonth(first); month <= end; month = nextMonth(month)) {
    if (!sorted.includes(month)) free.push(month);
  }
  return free;
}

/** What is added with a month: beyond the last period every month up to it, so that none is left out. */
export function monthsAdded(month: IsoDate, months: IsoDate[]): IsoDate[] {
  const last = [...months].sort().at(-1) ?? month;
  const added = monthsNotAsked([{ month: last }], month);
  return added.length > 0 ? added : [month];
}

/** How far beyond the last period months are added at once. */
const MOST_ADDED = 12;

/** Periods whose due date is over and that still take reports: what 一并锁定 closes. */
export function overdueOpen<P extends PeriodFacts>(periods: P[], today: IsoDate): P[] {
  return periods.filter(({ dueOn, lockedOn }) => dueOn < today && lockedOn === null);
}

/** Months after the last period up to a later due date: nobody is asked to report in them until they are added. */
export function monthsNotAsked(periods: { month: IsoDate }[], dueOn: IsoDate): IsoDate[] {
  const last = periods
    .map(({ month }) => month)
    .sort()
    .at(-1);
  const missing: IsoDate[] = [];
  if (last === undefined) return missing;
  for (let month = nextMonth(last); month <= dueOn; month = nextMonth(month)) missing.push(month);
  return missing;
}

/** When a period of a month is due, unless told: on the day of the month its neighbour is. */
export function usualDue(
  month: IsoDate,
  neighbours: Pick<PeriodFacts, "month" | "dueOn">[],
): IsoDate {
  const near = [...neighbours].sort(
    (a, b) => Math.abs(daysBetween(a.month, month)) - Math.abs(daysBetween(b.month, month)),
  )[0];
  const day = near ? daysBetween(near.month, near.dueOn) : DEFAULT_DUE_DAY - 1;
  return addDays(month, day);
}

/**
 * Why a period cannot be added on a day; null when it can. One whose due date has passed would make
 * units late for what nobody asked of them.
 */
export function addMistake(
  { month, dueOn }: { month: IsoDate; dueOn: IsoDate },
  months: IsoDate[],
  today: IsoDate,
): string | null {
  if (months.includes(month)) return "这一个月已有填报期，页面已更新。";
  if (!monthsToAdd(months, month).includes(month)) return "只能在现有各期的前后或中间补上一个月。";
  if (monthsAdded(month, months).length > MOST_ADDED) return `一次最多增加 ${MOST_ADDED} 期。`;
  if (dueOn < today) return `截止日 ${dueOn} 已过，不能再要求单位补报这一期。`;
  const last = addDays(nextMonth(month), MOST_DAYS_AFTER - 1);
  return dueOn < month || dueOn > last ? `截止日应在 ${month} 至 ${last} 之间。` : null;
}

/** Why a period cannot be taken out on a day; null when it can. What has begun has been asked for. */
export function removeMistake(
  { month, addedOn }: { month: IsoDate; addedOn: IsoDate | null },
  { used, others }: { used: boolean; others: number },
  today: IsoDate,
): string | null {
  if (others === 0) return "一份工作要点至少要有一个填报期。";
  if (month <= today && addedOn !== today) return "这一期已经开始，不能移除；不再收取可以锁定。";
  return used ? "这一期已有填报、材料、催办或锁定记录，不能移除；不再收取可以锁定。" : null;
}

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

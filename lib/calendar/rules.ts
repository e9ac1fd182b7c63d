import { addDays, type IsoDate, toDbDate } from "../dates";

/** 节假日表: days that differ from the week. true: worked although a weekend (调休); false: off. */
export type Holidays = ReadonlyMap<IsoDate, boolean>;

export function isWorkday(date: IsoDate, holidays: Holidays): boolean {
  return holidays.get(date) ?? !isWeekend(date);
}

/**
 * The year whose days off nobody has registered though they count soon: the day's own, or from
 * 20 November on (by then they are announced) the next; null when there is none.
 */
export function unregisteredYear(today: IsoDate, holidays: Holidays): number | null {
  const years = new Set([...holidays.keys()].map((date) => Number(date.slice(0, 4))));
  const year = Number(today.slice(0, 4));
  if (!years.has(year)) return year;
  return today.slice(5) >= "11-20" && !years.has(year + 1) ? year + 1 : null;
}

export function isWeekend(date: IsoDate): boolean {
  return [0, 6].includes(toDbDate(date).getUTCDay());
}

/** The day itself when it is worked, else the last working day before it. */
export function workdayOnOrBefore(date: IsoDate, holidays: Holidays): IsoDate {
  let day = date;
  while (!isWorkday(day, holidays)) day = addDays(day, -1);
  return day;
}

/** The n-th working day after a date, or before it where n is negative; the date itself for 0. */
export function addWorkdays(date: IsoDate, days: number, holidays: Holidays): IsoDate {
  const step = Math.sign(days);
  let day = date;
  for (let left = Math.abs(days); left > 0; ) {
    day = addDays(day, step);
    if (isWorkday(day, holidays)) left -= 1;
  }
  return day;
}

/** Working days after the first date up to and including the second; negative the other way round. */
export function workdaysBetween(from: IsoDate, to: IsoDate, holidays: Holidays): number {
  // Subtracted, so that none at all is 0 and never −0.
  if (to < from) return 0 - workdaysBetween(to, from, holidays);
  let count = 0;
  for (let day = addDays(from, 1); day <= to; day = addDays(day, 1)) {
    if (isWorkday(day, holidays)) count += 1;
  }
  return count;
}

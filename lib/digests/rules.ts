import {
  addWorkdays,
  type Holidays,
  isWorkday,
  workdayOnOrBefore,
  workdaysBetween,
} from "../calendar/rules";
import { daysBetween, type IsoDate } from "../dates";
import type { Duty } from "../reminders/rules";

/** Working days before the due date on which its owner is reminded. */
const BEFORE = [5, 2, 0] as const;

/**
 * Which reminder of a duty stands on a day. `ordinal` counts them: 1, 2, 3 before the due date; 1
 * on the first working day after it and one more every seven days. Each is sent once.
 */
export type Stage = {
  kind: "DUE" | "OVERDUE";
  ordinal: number;
  /** working days left, or since */
  workdays: number;
};

/**
 * The reminder that stands today, or null: nothing on days off, nothing once it is settled, nothing
 * more than five working days ahead. A due date on a day off stays what it is; "0 days" is then the
 * last working day before it. A reminder stands until the next one does, so that what was missed
 * while the portal was down is sent when it is up again.
 */
export function remindersDue({
  dueOn,
  settled,
  today,
  holidays,
}: Pick<Duty, "dueOn"> & {
  settled: boolean;
  today: IsoDate;
  holidays: Holidays;
}): Stage | null {
  if (settled || !isWorkday(today, holidays)) return null;
  if (today <= dueOn) {
    const workdays = workdaysBetween(today, workdayOnOrBefore(dueOn, holidays), holidays);
    const ordinal = BEFORE.filter((days) => workdays <= days).length;
    return ordinal === 0 ? null : { kind: "DUE", ordinal, workdays };
  }
  const first = addWorkdays(dueOn, 1, holidays);
  return {
    kind: "OVERDUE",
    ordinal: 1 + Math.floor(daysBetween(first, today) / 7),
    workdays: workdaysBetween(dueOn, today, holidays),
  };
}

/** The hour of Shanghai from which a working day's digests are made. */
export const DIGEST_TIME = "08:30";

import { daysBetween, type IsoDate } from "../dates";
import { dueDay } from "../format";

// Whoever means next month and types next century is asked again.
const MOST_DAYS = 366;

/** Why a later due date cannot be applied for; null when it can. */
export function extensionMistake(
  { dueOn, toOn }: { dueOn: IsoDate; toOn: IsoDate },
  today: IsoDate,
): { field: "toOn" | null; sentence: string } | null {
  if (today >= dueOn) {
    return {
      field: null,
      sentence: `延期应在办理时限（${dueDay(dueOn, today)}）之前申请，现在已不能申请。`,
    };
  }
  if (toOn <= dueOn) {
    return { field: "toOn", sentence: `新时限应晚于现时限 ${dueOn}。` };
  }
  if (daysBetween(dueOn, toOn) > MOST_DAYS) {
    return { field: "toOn", sentence: "一次延期不超过一年，请核对日期。" };
  }
  return null;
}

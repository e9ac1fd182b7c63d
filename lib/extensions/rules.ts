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

/**
 * Why an application cannot be approved as it stands; null when it can. The due date it started from may
 * have been moved meanwhile, by 调整: approved all the same, it would shorten the time or hide that.
 */
export function approvalMistake(
  { fromOn, toOn }: { fromOn: IsoDate; toOn: IsoDate },
  /** in force */
  dueOn: IsoDate,
  today: IsoDate,
): string | null {
  if (toOn <= dueOn && fromOn !== dueOn) {
    return `申请以后办理时限已改为 ${dueOn}，不早于申请延至的 ${toOn}，批准反会提前；请不予批准。`;
  }
  if (fromOn !== dueOn) {
    return `申请以后办理时限已由 ${fromOn} 改为 ${dueOn}，请不予批准，仍需延期的由单位按现时限重新申请。`;
  }
  if (toOn <= today) return `申请延至的 ${toOn} 已到，批准也不起作用；请不予批准。`;
  return null;
}

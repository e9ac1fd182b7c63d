import type { AdjustmentKind } from "../../prisma/generated/enums";
import { daysBetween, type IsoDate } from "../dates";

// Whoever means next year and types next century is asked again.
const MOST_DAYS = 3 * 366;

/** How a point stands when it is to be adjusted. */
export type AdjustedPoint = {
  /** in force */
  dueOn: IsoDate;
  cancelled: boolean;
  paused: boolean;
  /** every side 销号 */
  closed: boolean;
};

export type WantedAdjustment = {
  kind: AdjustmentKind;
  /** of 调整时限: the due date that was in force when it was proposed */
  fromOn: IsoDate | null;
  toOn: IsoDate | null;
  text: string;
};

/**
 * Why a point cannot be adjusted in this way on a day; null when it can. Asked when it is proposed and
 * again when it is approved: what fell due meanwhile is late, and no adjustment makes it undone.
 */
export function adjustmentMistake(
  { kind, fromOn, toOn, text }: WantedAdjustment,
  { dueOn, cancelled, paused, closed }: AdjustedPoint,
  today: IsoDate,
): { field: "kind" | "toOn" | "text"; sentence: string } | null {
  const of = (field: "kind" | "toOn" | "text", sentence: string) => ({ field, sentence });
  if (kind === "RESTORE") return cancelled ? null : of("kind", "这一项没有取消，不需要恢复。");
  if (cancelled) return of("kind", "这一项已经取消，只能先恢复。");
  if (kind === "RESUME") return paused ? null : of("kind", "这一项没有暂停，不需要恢复推进。");
  if (closed) return of("kind", "这一项各侧都已销号，不再调整。");
  if (kind === "CONTENT") return text === "" ? of("text", "请写明调整后的内容。") : null;
  if (kind === "CANCEL") return null;
  if (kind === "PAUSE") return paused ? of("kind", "这一项已经暂停，不需要再提。") : null;
  if (toOn === null) return of("toOn", "请填写调整后的办理时限。");
  if (fromOn !== null && fromOn !== dueOn) {
    return of(
      "toOn",
      `提出以后办理时限已由 ${fromOn} 改为 ${dueOn}，请不予批准，需要时按现时限重新提出。`,
    );
  }
  if (today > dueOn) {
    return of("toOn", `办理时限 ${dueOn} 已过，不能再改时限；逾期照实显示，确有必要请提出取消。`);
  }
  if (toOn <= dueOn) return of("toOn", `调整后的时限应晚于现时限 ${dueOn}。`);
  if (daysBetween(dueOn, toOn) > MOST_DAYS) return of("toOn", "一次调整不超过三年，请核对日期。");
  return null;
}

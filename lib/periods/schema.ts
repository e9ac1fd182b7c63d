import { z } from "zod";
import { rowId } from "../row-id";
import { blank, MAX_REASON, plainNumber, text } from "../typed";

export const lockPeriodInput = z.object({ periodId: rowId });
export type LockPeriodInput = z.infer<typeof lockPeriodInput>;

export const lockOverdueInput = z.object({
  /** the month of the last period the page offered to lock */
  upTo: z.iso.date(),
});
export type LockOverdueInput = z.infer<typeof lockOverdueInput>;

export const reopenPeriodInput = z.object({
  periodId: rowId,
  reason: text("重新开放的原因", MAX_REASON).refine(
    (value) => value !== "",
    "请写明为什么重新开放这一期。",
  ),
});
export type ReopenPeriodInput = z.infer<typeof reopenPeriodInput>;

const month = z.iso.date().refine((value) => value.endsWith("-01"), "请选择一个月。");

export const addPeriodInput = z.object({
  month,
  /** left out: on the day of the month its neighbour is due */
  dueOn: z.preprocess(blank, z.iso.date("请填写存在的日期，例如 2025-01-25。").optional()),
});
export type AddPeriodInput = z.infer<typeof addPeriodInput>;

export const removePeriodInput = z.object({ periodId: rowId });
export type RemovePeriodInput = z.infer<typeof removePeriodInput>;

const DAY = "请填写 1 至 28 之间的一天，各月都有。";
export const setDueDayInput = z.object({
  day: z.preprocess(plainNumber, z.coerce.number(DAY).int(DAY).min(1, DAY).max(28, DAY)),
});
export type SetDueDayInput = z.infer<typeof setDueDayInput>;

export const setPeriodDueInput = z.object({
  periodId: rowId,
  dueOn: z.iso.date("请填写存在的日期，例如 2024-10-25。"),
});
export type SetPeriodDueInput = z.infer<typeof setPeriodDueInput>;

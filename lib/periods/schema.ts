import { z } from "zod";
import { rowId } from "../row-id";
import { MAX_REASON, text } from "../typed";

export const lockPeriodInput = z.object({ periodId: rowId });
export type LockPeriodInput = z.infer<typeof lockPeriodInput>;

export const reopenPeriodInput = z.object({
  periodId: rowId,
  reason: text("重新开放的原因", MAX_REASON).refine(
    (value) => value !== "",
    "请写明为什么重新开放这一期。",
  ),
});
export type ReopenPeriodInput = z.infer<typeof reopenPeriodInput>;

export const setPeriodDueInput = z.object({
  periodId: rowId,
  dueOn: z.iso.date("请填写存在的日期，例如 2024-10-25。"),
});
export type SetPeriodDueInput = z.infer<typeof setPeriodDueInput>;

import { z } from "zod";
import { MAX_REASON, MAX_TEXT, text } from "../progress/schema";
import { rowId } from "../row-id";

export const confirmClosureInput = z.object({
  pointId: rowId,
  cityId: rowId,
  outcome: text("办结结果", MAX_TEXT).refine((value) => value !== "", "请写明办结结果。"),
});
export type ConfirmClosureInput = z.infer<typeof confirmClosureInput>;

export const reopenClosureInput = z.object({
  closureId: rowId,
  reason: text("重新办理原因", MAX_REASON).refine(
    (value) => value !== "",
    "请写明重新办理的原因。",
  ),
});
export type ReopenClosureInput = z.infer<typeof reopenClosureInput>;

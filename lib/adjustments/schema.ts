import { z } from "zod";
import { rowId } from "../row-id";
import { blank, MAX_REASON, MAX_TEXT, text } from "../typed";

const needed = (label: string, sentence: string) =>
  text(label, MAX_REASON).refine((value) => value !== "", sentence);

export const proposeAdjustmentInput = z.object({
  pointId: rowId,
  kind: z.enum(["DUE", "CONTENT", "PAUSE", "RESUME", "CANCEL", "RESTORE"], "请选择要调整什么。"),
  /** of 调整时限 */
  toOn: z.preprocess(blank, z.iso.date("请填写存在的日期。").optional()),
  /** of 调整内容 */
  text: text("调整后的内容", MAX_TEXT),
  reason: needed("调整原因", "请写明为什么调整。"),
  basis: needed("调整依据", "请写明依据的文件或会议，例如文号、会议纪要。"),
});
export type ProposeAdjustmentInput = z.infer<typeof proposeAdjustmentInput>;

export const decideAdjustmentInput = z
  .object({
    adjustmentId: rowId,
    decision: z.enum(["APPROVED", "REFUSED"]),
    opinion: text("审批意见", MAX_REASON),
  })
  .refine((input) => input.decision === "APPROVED" || input.opinion !== "", {
    path: ["opinion"],
    message: "不批准请写明意见，让提出人知道原因。",
  });
export type DecideAdjustmentInput = z.infer<typeof decideAdjustmentInput>;

export const withdrawAdjustmentInput = z.object({ adjustmentId: rowId });
export type WithdrawAdjustmentInput = z.infer<typeof withdrawAdjustmentInput>;

import { z } from "zod";
import { rowId } from "../row-id";
import { MAX_REASON, text } from "../typed";

export const applyForExtensionInput = z.object({
  /** whose unit applies; its point follows from it */
  assignmentId: rowId,
  toOn: z.iso.date("请填写申请延至的日期。"),
  reason: text("延期理由", MAX_REASON).refine((value) => value !== "", "请写明为什么要延期。"),
});
export type ApplyForExtensionInput = z.infer<typeof applyForExtensionInput>;

export const decideExtensionInput = z
  .object({
    extensionId: rowId,
    decision: z.enum(["APPROVED", "REFUSED"]),
    opinion: text("审批意见", MAX_REASON),
  })
  .refine((input) => input.decision === "APPROVED" || input.opinion !== "", {
    path: ["opinion"],
    message: "不批准延期请写明意见，让申请单位知道原因。",
  });
export type DecideExtensionInput = z.infer<typeof decideExtensionInput>;

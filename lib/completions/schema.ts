import { z } from "zod";
import { MAX_REASON, MAX_TEXT, text } from "../progress/schema";
import { rowId } from "../row-id";

export const applyForCompletionInput = z.object({
  /** whose unit applies; its point and city follow from it */
  assignmentId: rowId,
  outcome: text("办结结果", MAX_TEXT).refine((value) => value !== "", "请写明办结结果。"),
  evidenceIds: z.array(rowId).max(200, "佐证材料最多选 200 个。"),
});
export type ApplyForCompletionInput = z.infer<typeof applyForCompletionInput>;

export const verifyCompletionInput = z
  .object({
    applicationId: rowId,
    /** how often it had been decided when the reviewer read it: 0 for the first time */
    round: z.coerce.number().int().min(0).max(1_000).default(0),
    decision: z.enum(["VERIFIED", "REJECTED"]),
    opinion: text("核验意见", MAX_REASON),
  })
  .refine((input) => input.decision === "VERIFIED" || input.opinion !== "", {
    path: ["opinion"],
    message: "退回办结申请请写明核验意见，让申请单位知道还缺什么。",
  });
export type VerifyCompletionInput = z.infer<typeof verifyCompletionInput>;

export const withdrawCompletionInput = z.object({ applicationId: rowId });
export type WithdrawCompletionInput = z.infer<typeof withdrawCompletionInput>;

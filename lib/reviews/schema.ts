import { z } from "zod";
import { REPORT_FIELDS, type ReportField } from "../glossary";
import { MAX_REASON, text } from "../progress/schema";
import { rowId } from "../row-id";

const fieldNames = Object.keys(REPORT_FIELDS) as [ReportField, ...ReportField[]];

export const reviewUpdateInput = z
  .object({
    updateId: rowId,
    decision: z.enum(["APPROVED", "RETURNED"]),
    reason: text("退回原因", MAX_REASON),
    /** what stands at one block of the form: block → sentence */
    notes: z.partialRecord(z.enum(fieldNames), text("栏目意见", MAX_REASON)).default({}),
  })
  .refine((input) => input.decision === "APPROVED" || input.reason !== "", {
    path: ["reason"],
    message: "请写明退回原因，让填报单位知道要改什么。",
  });
export type ReviewUpdateInput = z.infer<typeof reviewUpdateInput>;

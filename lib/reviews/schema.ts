import { z } from "zod";
import { REPORT_FIELDS, type ReportField } from "../glossary";
import { MAX_REASON, text } from "../progress/schema";
import { rowId } from "../row-id";
import { ANOMALY_NAMES, type Anomaly, isExplained, RETURN_CHIPS, type ReturnWords } from "./rules";

const fieldNames = Object.keys(REPORT_FIELDS) as [ReportField, ...ReportField[]];
const anomalyNames = Object.keys(ANOMALY_NAMES) as [Anomaly, ...Anomaly[]];

const chips = z.array(z.enum(RETURN_CHIPS, "请选择列出的退回原因。")).max(RETURN_CHIPS.length);
const decision = {
  updateId: rowId,
  decision: z.enum(["APPROVED", "RETURNED"]),
  reason: text("退回原因", MAX_REASON),
  /** what stands at one block of the form: block → sentence */
  notes: z.partialRecord(z.enum(fieldNames), text("栏目意见", MAX_REASON)).default({}),
};
const isComplete = (input: ReturnWords & { decision: string }) =>
  input.decision === "APPROVED" || isExplained(input);
const INCOMPLETE = {
  path: ["reason"],
  message: "请写明退回原因，让填报单位知道要改什么。",
};

export const reviewUpdateInput = z
  .object({ ...decision, chips: chips.default([]) })
  .refine(isComplete, INCOMPLETE);
export type ReviewUpdateInput = z.infer<typeof reviewUpdateInput>;

/** The same as a form sends it, `chips` as often as chosen. */
export const reviewForm = z.object({ ...decision, chips }).refine(isComplete, INCOMPLETE);

export const approveUpdatesInput = z.object({
  updateIds: z.array(rowId).min(1, "请先勾选要通过的进展。").max(500, "一次最多通过 500 条。"),
});
export type ApproveUpdatesInput = z.infer<typeof approveUpdatesInput>;

/** Where in the queue the reviewer is, and which part of it is on screen; all of it in the URL. */
export const queuePlace = z.object({
  update: rowId.optional().catch(undefined),
  /** place in the list: what to show when that one was settled meanwhile */
  at: z.coerce.number().int().min(0).max(10_000).optional().catch(undefined),
  city: rowId.optional().catch(undefined),
  anomaly: z
    .enum(["ANY", "NONE", ...anomalyNames])
    .optional()
    .catch(undefined),
});
export type QueuePlace = z.infer<typeof queuePlace>;

import { z } from "zod";
import { rowId } from "../row-id";
import { MAX_REASON, text } from "../typed";

/** 签收 of one thing assigned, or of several at once. */
export const acknowledgeInput = z.object({
  termIds: z
    .array(rowId)
    .min(1, "没有需要签收的分工。")
    .max(500, "一次最多签收 500 项。")
    .refine((ids) => new Set(ids).size === ids.length, "页面内容有误，请刷新后再签收。"),
});
export type AcknowledgeInput = z.infer<typeof acknowledgeInput>;

export const raiseObjectionInput = z.object({
  termId: rowId,
  reason: text("异议理由", MAX_REASON).refine(
    (value) => value !== "",
    "请写明为什么不应由本单位承担，或应改为什么角色。",
  ),
});
export type RaiseObjectionInput = z.infer<typeof raiseObjectionInput>;

/** Accepted: what the unit is to be from now on, or 移出. Declined: with what is said to it. */
export const answerObjectionInput = z
  .object({
    objectionId: rowId,
    outcome: z.enum(["OUT", "LEAD", "RESPONSIBLE", "SUPPORT", "DECLINED"], "请选择怎样处理。"),
    answer: text("答复", MAX_REASON),
  })
  .refine((input) => input.outcome !== "DECLINED" || input.answer !== "", {
    path: ["answer"],
    message: "不采纳请写明理由，让单位知道原因。",
  });
export type AnswerObjectionInput = z.infer<typeof answerObjectionInput>;

export const ACKNOWLEDGEMENT_FILTERS = ["LATE", "OBJECTED", "AWAITED", "ACKNOWLEDGED"] as const;
export const acknowledgementFilter = z.object({
  state: z.enum(ACKNOWLEDGEMENT_FILTERS).optional(),
  unit: rowId.optional(),
});

import { z } from "zod";
import { rowId } from "../row-id";
import { blank, MAX_REASON, plainNumber, text } from "../typed";

const TARGET = "目标请填大于 0 的整数，例如 20。";
/** What the database's integer holds. */
const MOST = 2_147_483_647;

const figures = {
  name: text("指标名称", 60).refine((value) => value !== "", "请填写指标名称，例如“互派教师”。"),
  target: z.preprocess(
    plainNumber,
    z.coerce.number(TARGET).int(TARGET).min(1, TARGET).max(MOST, TARGET),
  ),
  measure: text("量词", 10).refine((value) => value !== "", "请填写量词，例如“名”“所”“万元”。"),
  dueOn: z.preprocess(blank, z.iso.date("请填写存在的日期。").optional()),
  /** empty: every unit of the point */
  unitIds: z.array(rowId),
};

/** 确认 of a proposal as it was read or as it is typed, and every later change of it. */
export const setIndicatorInput = z.object({
  indicatorId: rowId,
  /** the newest version the form was opened on; 0 for a proposal */
  version: z.coerce.number().int().min(0),
  ...figures,
});
export type SetIndicatorInput = z.infer<typeof setIndicatorInput>;

export const addIndicatorInput = z.object({ pointId: rowId, ...figures });
export type AddIndicatorInput = z.infer<typeof addIndicatorInput>;

/** 驳回: it is no indicator, or is none any more. */
export const rejectIndicatorInput = z.object({
  indicatorId: rowId,
  version: z.coerce.number().int().min(0),
  reason: text("驳回理由", MAX_REASON).refine(
    (value) => value !== "",
    "请写明为什么驳回，例如“读错了，是上年的数”。",
  ),
});
export type RejectIndicatorInput = z.infer<typeof rejectIndicatorInput>;

/** 确认 of several proposals as they were read. */
export const confirmIndicatorsInput = z.object({
  indicatorIds: z
    .array(rowId)
    .min(1, "请至少勾选一条指标。")
    .max(1_000, "一次最多确认 1000 条。")
    .refine((ids) => new Set(ids).size === ids.length, "页面内容有误，请刷新后再确认。"),
});
export type ConfirmIndicatorsInput = z.infer<typeof confirmIndicatorsInput>;

export const INDICATOR_FILTERS = ["PROPOSED", "CONFIRMED", "REJECTED"] as const;
/** Of a page that lists them: how they stand, and of which point. */
export const indicatorFilter = z.object({
  state: z.enum(INDICATOR_FILTERS).optional(),
  point: rowId.optional(),
});

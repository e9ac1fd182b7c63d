import { z } from "zod";
import { rowId } from "../row-id";
import { blank, MAX_REASON, plainNumber, text } from "../typed";

const MAX_TITLE = 40;
/** Rows one point's form may hold. */
export const MOST_MILESTONES = 16;

const WEIGHT = "权重请填 1 至 100 的整数。";
const day = z.preprocess(blank, z.iso.date("请填写存在的日期。").optional());
const rows = <T extends z.ZodType>(value: T) => z.record(z.string(), value).default({});

/** The rows of the form, by their number: title.3, dueOn.3 …; what a row lacks is said by milestoneEntries(). */
export const setMilestonesInput = z.object({
  pointId: rowId,
  /** what the form was opened on; see milestonesSeal() */
  seal: z.string(),
  title: rows(text("节点名称", MAX_TITLE)),
  dueOn: rows(day),
  weight: rows(
    z.preprocess(
      plainNumber,
      z.coerce.number(WEIGHT).int(WEIGHT).min(1, WEIGHT).max(100, WEIGHT).optional(),
    ),
  ),
  /** empty: both sides */
  city: rows(z.preprocess(blank, rowId.optional())),
  /** the line a row goes on with; empty for a new milestone */
  root: rows(z.preprocess(blank, rowId.optional())),
  /** that dates already past are meant: they are late from this very day on */
  past: z.literal("1").optional(),
});
export type SetMilestonesInput = z.infer<typeof setMilestonesInput>;

const required = (label: string, sentence: string) =>
  text(label, MAX_REASON).refine((value) => value !== "", sentence);

export const confirmMilestoneInput = z.object({
  /** the first row of its line */
  rootId: rowId,
  cityId: rowId,
  doneOn: z.iso.date("请填写节点完成的日期。"),
});
export type ConfirmMilestoneInput = z.infer<typeof confirmMilestoneInput>;

export const revokeMilestoneInput = z.object({
  completionId: rowId,
  reason: required("撤销原因", "请写明为什么撤销这个节点的完成。"),
});
export type RevokeMilestoneInput = z.infer<typeof revokeMilestoneInput>;

/** 节点模板 in the URL; what is none is left aside. */
export const milestoneTemplate = z
  .enum(["activity", "project", "agreement", "indicator"])
  .optional()
  .catch(undefined);

import { z } from "zod";
import { BLOCKS } from "../report-blocks";
import { rowId } from "../row-id";
import { blank, MAX_REASON, MAX_TEXT, plainNumber, text } from "../typed";

export { blank, MAX_REASON, MAX_TEXT, text };

const WHOLE = "请填 0 以上的整数。";
const reading = z.preprocess(
  plainNumber,
  z.coerce
    .number(WHOLE)
    .int(WHOLE)
    .min(0, WHOLE)
    .max(1_000_000_000, "读数过大，请核对。")
    .optional(),
);

/** The entries that were filled in, by the id they belong to. */
function present<T>(values: Record<string, T | undefined>): [number, T][] {
  return Object.entries(values)
    .flatMap(([id, value]): [number, T][] => (value === undefined ? [] : [[Number(id), value]]))
    .filter(([id]) => Number.isSafeInteger(id) && id > 0 && id < 2 ** 31)
    .sort(([a], [b]) => a - b);
}

/** A hidden field holds names with commas between them. */
function names(value: unknown): unknown {
  if (typeof value !== "string") return value;
  return value.split(",").filter((name) => name !== "");
}

const blocks = {
  assignmentId: rowId,
  /** first day of the period's month; the current period when left out */
  month: z.preprocess(blank, z.iso.date().optional()),
  /** the draft's version the writer last saw; 0 before the first save */
  draftVersion: z.coerce.number().int().min(0).default(0),
  percent: z.preprocess(
    plainNumber,
    z.coerce
      .number("完成进度请填 0 至 100 的整数。")
      .int("完成进度请填整数。")
      .min(0, "完成进度不能低于 0。")
      .max(100, "完成进度不能超过 100。")
      .optional(),
  ),
  progressText: text("本期进展", MAX_TEXT),
  problemText: text("存在问题", MAX_TEXT),
  problemLevel: z.preprocess(blank, z.enum(["UNIT", "CITY", "BOTH_CITIES", "PROVINCE"]).optional()),
  /** 由谁解决 */
  problemOwner: text("由谁解决", 60),
  nextStepText: text("下步打算", MAX_TEXT),
  nextStepOn: z.preprocess(blank, z.iso.date("请填写存在的日期。").optional()),
  percentReason: text("进度说明", MAX_REASON),
  noProgressReason: z.preprocess(blank, z.enum(["NOT_DUE", "WAITING", "BLOCKED"]).optional()),
  correctionReason: text("更正原因", MAX_REASON),
  /** indicator → reading */
  readings: z
    .record(z.string(), reading)
    .default({})
    .transform((values) => present(values).map(([indicatorId, value]) => ({ indicatorId, value }))),
  /** action item → the day it was done */
  actions: z
    .record(z.string(), z.preprocess(blank, z.iso.date("请填写存在的日期。").optional()))
    .default({})
    .transform((values) =>
      present(values).map(([actionItemId, doneOn]) => ({ actionItemId, doneOn })),
    ),
  /** open problem → how it was solved */
  outcomes: z
    .record(z.string(), text("办理结果", MAX_REASON))
    .default({})
    .transform((values) =>
      present(values)
        .filter(([, outcome]) => outcome !== "")
        .map(([problemId, outcome]) => ({ problemId, outcome })),
    ),
  /** blocks changed on this page; without it every block that differs */
  touched: z.preprocess(names, z.array(z.enum(BLOCKS)).optional()),
  /** blocks in conflict the writer has not decided about */
  held: z.preprocess((value) => names(value) ?? [], z.array(z.enum(BLOCKS))),
  /** blocks that are not sent this time and stay as stored */
  left: z.preprocess((value) => names(value) ?? [], z.array(z.enum(BLOCKS))),
};

/** A draft may be unfinished, never malformed: a block that is, is left out until it is put right. */
export const saveDraftInput = z.object(blocks);
export type SaveDraftInput = z.infer<typeof saveDraftInput>;

/** What may leave the unit is checked against the previous report too: see checkReport in rules.ts. */
export const submitUpdateInput = z.object(blocks);
export type SubmitUpdateInput = z.infer<typeof submitUpdateInput>;

export const withdrawUpdateInput = z.object({ updateId: rowId });
export type WithdrawUpdateInput = z.infer<typeof withdrawUpdateInput>;

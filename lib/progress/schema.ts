import { z } from "zod";
import { rowId } from "../row-id";

/** Characters (code points, so 𠮷 is one) a block of a report may hold. */
export const MAX_TEXT = 1_000;
export const MAX_REASON = 300;

/** Form fields left empty arrive as "". */
export const blank = (value: unknown) => (value === "" || value === null ? undefined : value);
/** Chinese input methods write ６０％ for 60. */
const plainNumber = (value: unknown) =>
  typeof value === "string" ? blank(value.normalize("NFKC").replace("%", "").trim()) : value;

/** A trimmed text of at most `max` characters, with a sentence that names the block. */
export const text = (label: string, max: number) =>
  z
    .string()
    .default("")
    // Browsers send line breaks as CRLF; what is stored and counted is LF. PostgreSQL keeps no NUL.
    .transform((value) => value.replaceAll("\r\n", "\n").replaceAll("\0", "").trim())
    .refine((value) => [...value].length <= max, `${label}不超过 ${max} 个字，请精简。`);

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
  nextStepText: text("下步打算", MAX_TEXT),
  percentReason: text("进度说明", MAX_REASON),
  noProgressReason: z.preprocess(blank, z.enum(["NOT_DUE", "WAITING", "BLOCKED"]).optional()),
};

/** A draft may be unfinished, never malformed. */
export const saveDraftInput = z.object(blocks);
export type SaveDraftInput = z.infer<typeof saveDraftInput>;

/** What may leave the unit is checked against the previous report too: see checkReport in rules.ts. */
export const submitUpdateInput = z.object(blocks);
export type SubmitUpdateInput = z.infer<typeof submitUpdateInput>;

export const withdrawUpdateInput = z.object({ updateId: rowId });
export type WithdrawUpdateInput = z.infer<typeof withdrawUpdateInput>;

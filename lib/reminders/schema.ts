import { z } from "zod";
import { isIsoDate } from "../dates";
import { rowId } from "../row-id";
import { blank, plainLines } from "../typed";

/** A report as a checkbox names it: assignment, month, and how often it had been nudged when it was shown. */
const choice = z
  .string()
  .regex(/^\d{1,10}\.\d{4}-\d{2}-01(\.\d{1,4})?$/)
  .transform((text) => {
    const [assignmentId, month = "", seen = "0"] = text.split(".");
    return { assignmentId: Number(assignmentId), month, seen: Number(seen) };
  })
  .refine(({ assignmentId, month }) => rowId.safeParse(assignmentId).success && isIsoDate(month));
export type NudgeChoice = z.infer<typeof choice>;

export const NUDGE_TEXT_MOST = 300;

const lines = (text: z.ZodString, name: string, most: number) =>
  text
    .overwrite(plainLines)
    .trim()
    // A line break is the one control character that people mean.
    .regex(/^[\P{Cc}\n\r]*$/u, "请删去其中的控制字符。")
    .min(1, `请填写${name}。`)
    .refine((value) => [...value].length <= most, `${name}不超过 ${most} 个字，请精简。`);

export const sendRemindersInput = z.object({
  reports: z
    .array(choice, { error: "请至少选择一份进展。" })
    .min(1, "请至少选择一份进展。")
    .max(400, "一次最多催办 400 份，请分批选择。"),
  text: lines(z.string({ error: "请填写催办内容。" }), "催办内容", NUDGE_TEXT_MOST),
});
export type SendRemindersInput = z.infer<typeof sendRemindersInput>;

export const answerReminderInput = z.object({
  reminderId: rowId,
  answer: lines(z.string({ error: "请填写答复。" }), "答复", 500),
});
export type AnswerReminderInput = z.infer<typeof answerReminderInput>;

/** What the address of the page that sends nudges may hold. */
export const nudgePageInput = z.object({
  city: rowId.optional(),
  state: z.enum(["OVERDUE", "RETURNED", "DUE"]).optional(),
  /** an unchosen option of the list sends an empty one */
  unit: z.preprocess(blank, rowId.optional()),
  assignment: rowId.optional(),
  month: z.string().refine(isIsoDate).optional(),
  /** the second step is asked for */
  step: z.literal("recipients").optional(),
  report: z
    .union([choice.transform((one) => [one]), z.array(choice)])
    .optional()
    .transform((chosen) => chosen ?? []),
});
export type NudgePageInput = z.infer<typeof nudgePageInput>;

import { z } from "zod";
import { isIsoDate } from "../dates";
import { rowId } from "../row-id";
import { plainLines } from "../typed";

const LEVELS = ["NORMAL", "IMPORTANT", "URGENT"] as const;

export const MOST_TEXT = 1_000;

export const words = (name: string, most = MOST_TEXT) =>
  z
    .string(`请填写${name}。`)
    .overwrite(plainLines)
    .trim()
    // A line break is the one control character that people mean.
    .regex(/^[\P{Cc}\n\r\t]*$/u, "请删去其中的控制字符。")
    .refine((text) => [...text].length <= most, `${name}不超过 ${most} 个字，请精简。`);
export const day = (name: string) =>
  z.string(`请选择${name}。`).refine(isIsoDate, `请选择${name}，写作 2024-09-30。`);

/** What a directive is on: exactly one of them. */
export const directiveTarget = z
  .object({ point: rowId.optional(), chapter: rowId.optional(), unit: rowId.optional() })
  .refine(({ point, chapter, unit }) => [point, chapter, unit].filter(Boolean).length === 1);

export const issueDirectiveInput = z.object({
  /** numbers of a point or a chapter of the plan in force; the id of a unit */
  point: rowId.optional(),
  chapter: rowId.optional(),
  unit: rowId.optional(),
  text: words("批示内容").min(1, "请填写批示内容。"),
  level: z.enum(LEVELS, "请选择等级。"),
  dueOn: day("答复时限"),
  unitIds: z.array(rowId).min(1, "请至少选择一家承办单位。").max(200, "承办单位最多选 200 家。"),
});
export type IssueDirectiveInput = z.infer<typeof issueDirectiveInput>;

export const replyInput = z.object({
  directiveId: rowId,
  unitId: rowId,
  /** how many replies of the unit were on screen */
  seen: z.coerce.number().int().min(0).max(1_000),
  text: words("答复内容").min(1, "请填写答复内容。"),
});
export type ReplyInput = z.infer<typeof replyInput>;

export const decideReplyInput = z
  .object({
    replyId: rowId,
    decision: z.enum(["ACCEPTED", "ASKED_AGAIN"]),
    opinion: words("意见", 500),
    dueOn: z.string().optional(),
  })
  .superRefine(({ decision, opinion, dueOn }, context) => {
    if (decision !== "ASKED_AGAIN") return;
    if (opinion === "") {
      const message = "要求补充请写明还缺什么，让承办单位知道补什么。";
      context.addIssue({ code: "custom", path: ["opinion"], message });
    }
    if (dueOn === undefined || !isIsoDate(dueOn)) {
      const message = "要求补充请选择补充时限，写作 2024-09-30。";
      context.addIssue({ code: "custom", path: ["dueOn"], message });
    }
  });
export type DecideReplyInput = z.infer<typeof decideReplyInput>;

export const withdrawDirectiveInput = z.object({
  directiveId: rowId,
  reason: words("撤回原因", 500).min(1, "请写明撤回原因，承办单位会看到。"),
});
export type WithdrawDirectiveInput = z.infer<typeof withdrawDirectiveInput>;

/** What the address of a ledger may hold, of 批示 and of 督办单; anything else in it is left out. */
const ledgerFilter = z.object({
  state: z
    .enum(["OPEN", "AWAITED", "REPLIED", "ASKED_AGAIN", "OVERDUE", "SETTLED", "WITHDRAWN"])
    .optional()
    .catch(undefined),
  city: rowId.optional().catch(undefined),
  unit: rowId.optional().catch(undefined),
  /** number of the chapter it is on, or its point stands in */
  chapter: rowId.optional().catch(undefined),
});
export type LedgerFilter = z.infer<typeof ledgerFilter>;

export const directiveFilter = ledgerFilter.extend({
  level: z.enum(LEVELS).optional().catch(undefined),
  author: rowId.optional().catch(undefined),
});
export type DirectiveFilter = z.infer<typeof directiveFilter>;

export const orderFilter = ledgerFilter.extend({
  grade: z.enum(["BLUE", "YELLOW", "RED"]).optional().catch(undefined),
});
export type OrderFilter = z.infer<typeof orderFilter>;

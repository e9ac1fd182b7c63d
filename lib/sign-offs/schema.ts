import { z } from "zod";
import { blank, MAX_REASON, text } from "../progress/schema";
import { rowId } from "../row-id";

export const returnDraftInput = z
  .object({
    assignmentId: rowId,
    month: z.preprocess(blank, z.iso.date().optional()),
    note: text("审签意见", MAX_REASON),
  })
  .refine((input) => input.note !== "", {
    path: ["note"],
    message: "请写明要改什么，填报人才知道怎样修改。",
  });
export type ReturnDraftInput = z.infer<typeof returnDraftInput>;

export const arrangeSignOffInput = z
  .object({
    unitId: rowId,
    required: z.preprocess((value) => value === "on" || value === true, z.boolean()),
    /** accounts of the unit that sign off; the others do not */
    signers: z.array(rowId).default([]),
  })
  .refine((input) => !input.required || input.signers.length > 0, {
    path: ["signers"],
    message: "要求审签时，请至少指定一名审签人，否则进展无法报出。",
  });
export type ArrangeSignOffInput = z.infer<typeof arrangeSignOffInput>;

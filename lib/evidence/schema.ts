import { z } from "zod";
import { rowId } from "../row-id";
import { nameFault } from "./rules";

export const listEvidenceInput = z.object({
  assignmentId: rowId,
  /** first day of the period's month */
  month: z.iso.date("月份写作 2024-09-01。"),
});
export type ListEvidenceInput = z.infer<typeof listEvidenceInput>;

export const uploadEvidenceInput = listEvidenceInput.extend({
  /** exactly as the person's computer calls it */
  name: z.string("请写明文件名。").superRefine((name, context) => {
    const fault = nameFault(name);
    if (fault !== null) context.addIssue({ code: "custom", message: fault });
  }),
});
export type UploadEvidenceInput = z.infer<typeof uploadEvidenceInput>;

export const removeEvidenceInput = z.object({ evidenceId: rowId });
export type RemoveEvidenceInput = z.infer<typeof removeEvidenceInput>;

export const readEvidenceInput = z.object({ evidenceId: rowId, preview: z.boolean() });
export type ReadEvidenceInput = z.infer<typeof readEvidenceInput>;

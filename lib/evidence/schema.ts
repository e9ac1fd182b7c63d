import { z } from "zod";
import { rowId } from "../row-id";
import { nameFault } from "./rules";

export const listEvidenceInput = z.object({
  assignmentId: rowId,
  /** first day of the period's month */
  month: z.iso.date("月份写作 2024-09-01。"),
});
/** With a unit's reply to a directive. */
export const listReplyEvidenceInput = z.object({ directiveId: rowId, unitId: rowId });
export type ListEvidenceInput =
  | z.infer<typeof listEvidenceInput>
  | z.infer<typeof listReplyEvidenceInput>;

/** Exactly as the person's computer calls it. */
const fileName = z.string("请写明文件名。").superRefine((name, context) => {
  const fault = nameFault(name);
  if (fault !== null) context.addIssue({ code: "custom", message: fault });
});

const upload = {
  name: fileName,
  /** the file of that name the uploader has on screen, whose place the new one takes */
  seen: rowId.optional(),
};
export const uploadEvidenceInput = listEvidenceInput.extend(upload);
export const uploadReplyEvidenceInput = listReplyEvidenceInput.extend(upload);
export type UploadEvidenceInput =
  | z.infer<typeof uploadEvidenceInput>
  | z.infer<typeof uploadReplyEvidenceInput>;

export const removeEvidenceInput = z.object({ evidenceId: rowId });
export type RemoveEvidenceInput = z.infer<typeof removeEvidenceInput>;

export const readEvidenceInput = z.object({ evidenceId: rowId, preview: z.boolean() });
export type ReadEvidenceInput = z.infer<typeof readEvidenceInput>;

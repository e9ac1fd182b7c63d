import { z } from "zod";
import { rowId } from "../row-id";
import { PUBLIC_FIELDS, RELEASE_FIELDS } from "./rules";

/** What stands open is named, so that of two who change it the second is told. */
export const openPublicationInput = z.object({
  fields: z.array(z.enum(PUBLIC_FIELDS)),
  /** id of the publication that the form was opened on; 0 for none */
  standing: z.coerce.number().int().min(0),
});
export type OpenPublicationInput = z.infer<typeof openPublicationInput>;

export const closePublicationInput = z.object({ standing: z.coerce.number().int().min(1) });
export type ClosePublicationInput = z.infer<typeof closePublicationInput>;

/** 放行 of one approved report: the fields that may be public, in the place of what was released before. */
export const releaseReportInput = z.object({
  updateId: rowId,
  fields: z.array(z.enum(RELEASE_FIELDS)).min(1, "请至少选择一栏；不公开的不用放行。"),
  /** id of the release that the form was opened on; 0 for none */
  standing: z.coerce.number().int().min(0),
});
export type ReleaseReportInput = z.infer<typeof releaseReportInput>;

export const withdrawReleaseInput = z.object({ releaseId: rowId });
export type WithdrawReleaseInput = z.infer<typeof withdrawReleaseInput>;

export const releaseFilter = z.object({
  chapter: rowId.optional(),
  state: z.enum(["released", "held"]).optional(),
});

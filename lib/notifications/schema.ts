import { z } from "zod";
import { rowId } from "../row-id";

/** One message, or with `upTo` all up to the newest that was on screen. */
export const markReadInput = z.object({ id: rowId.optional(), upTo: rowId.optional() });
export type MarkReadInput = z.infer<typeof markReadInput>;

export const openMessageInput = z.object({ id: rowId });
export type OpenMessageInput = z.infer<typeof openMessageInput>;

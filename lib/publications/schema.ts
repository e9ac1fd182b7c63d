import { z } from "zod";
import { PUBLIC_FIELDS } from "./rules";

/** What stands open is named, so that of two who change it the second is told. */
export const openPublicationInput = z.object({
  fields: z.array(z.enum(PUBLIC_FIELDS)),
  /** id of the publication that the form was opened on; 0 for none */
  standing: z.coerce.number().int().min(0),
});
export type OpenPublicationInput = z.infer<typeof openPublicationInput>;

export const closePublicationInput = z.object({ standing: z.coerce.number().int().min(1) });
export type ClosePublicationInput = z.infer<typeof closePublicationInput>;

import { z } from "zod";
import { rowId } from "../row-id";
import { LIGHTS } from "../status/rules";

/** Which points a list shows; in a URL, where a link has to show the same rows to the next person. */
export const pointFilter = z.object({
  light: z.enum(LIGHTS).optional(),
  /** the chapter's number */
  chapter: rowId.optional(),
  city: rowId.optional(),
  unit: rowId.optional(),
});
export type PointFilter = z.infer<typeof pointFilter>;

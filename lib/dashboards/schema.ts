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
// What the screens of the dashboards take from the URL; what makes no sense is left aside.

export const heatFilter = z.object({ by: z.enum(["point", "unit"]).catch("point") });

export const timelineFilter = z.object({
  chapter: rowId.optional().catch(undefined),
  city: rowId.optional().catch(undefined),
  light: z.enum(LIGHTS).optional().catch(undefined),
});

/** 2024-10 */
export const dueFilter = z.object({
  month: z
    .string()
    .regex(/^\d{4}-(0[1-9]|1[0-2])$/)
    .optional()
    .catch(undefined),
});

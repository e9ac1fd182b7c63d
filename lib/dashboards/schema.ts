import { z } from "zod";
import { LIGHTS } from "../status/rules";

/** Which points are on screen; in the URL. Several lights stand with commas between them. */
export const pointFilter = z.object({
  light: z
    .string()
    .transform((value) => value.split(","))
    .pipe(z.array(z.enum(LIGHTS)).min(1))
    .optional(),
  /** due within the month of 统计截止, and not completed */
  due: z.literal("month").optional(),
});
export type PointFilter = z.infer<typeof pointFilter>;

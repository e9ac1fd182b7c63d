import { z } from "zod";
import { rowId } from "../row-id";

/** Exactly one thing by its id, and whether it is to be followed from now on. */
export const keepWatchInput = z
  .object({
    pointId: rowId.optional(),
    chapterId: rowId.optional(),
    unitId: rowId.optional(),
    follow: z.enum(["yes", "no"]),
  })
  .refine(
    ({ pointId, chapterId, unitId }) =>
      [pointId, chapterId, unitId].filter((id) => id !== undefined).length === 1,
    { message: "请在要点、章或单位页点“关注”。" },
  );
export type KeepWatchInput = z.infer<typeof keepWatchInput>;

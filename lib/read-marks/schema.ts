import { z } from "zod";
import { rowId } from "../row-id";

export const makeReadMarkInput = z
  .object({ pointId: rowId.optional(), replyId: rowId.optional() })
  .refine(({ pointId, replyId }) => (pointId === undefined) !== (replyId === undefined), {
    message: "请在要点页或批示答复处点“已阅”。",
  });
export type MakeReadMarkInput = z.infer<typeof makeReadMarkInput>;

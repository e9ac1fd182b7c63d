import { z } from "zod";
import { blank } from "../progress/schema";
import { rowId } from "../row-id";

export const handOverInput = z
  .object({ fromId: rowId, toId: z.preprocess(blank, rowId.optional()) })
  .refine((input) => input.toId !== undefined, {
    path: ["toId"],
    message: "请选择接手的账号。",
  })
  .refine((input) => input.fromId !== input.toId, {
    path: ["toId"],
    message: "接手的账号不能是交出的账号，请另选一个。",
  });
export type HandOverInput = z.infer<typeof handOverInput>;

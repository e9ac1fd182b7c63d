import { z } from "zod";
import { REMOVAL_WORDS } from "./rules";

export const removeDemonstrationInput = z.object({
  confirmation: z
    .string()
    .trim()
    .refine((text) => text === REMOVAL_WORDS, `请输入“${REMOVAL_WORDS}”六个字确认。`),
});

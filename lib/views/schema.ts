import { z } from "zod";
import { rowId } from "../row-id";

const MAX_NAME = 30;

const name = z
  .string()
  .default("")
  .transform((value) => value.replace(/[\p{Cc}\s]+/gu, " ").trim())
  .refine((value) => value !== "", "请给视图起一个名称，例如“教育局滞后的要点”。")
  .refine((value) => [...value].length <= MAX_NAME, `名称不超过 ${MAX_NAME} 个字，请精简。`);

/** NOBODY, EVERYBODY, or CITY-2: the people of that city. */
const sharing = z
  .string()
  .default("NOBODY")
  .refine((value) => /^(NOBODY|EVERYBODY|CITY-\d{1,9})$/.test(value), "请从列表里选给谁看。")
  .transform((value) =>
    value.startsWith("CITY-")
      ? { sharing: "CITY" as const, cityId: Number(value.slice(5)) }
      : { sharing: value as "NOBODY" | "EVERYBODY", cityId: null },
  );

export const saveViewInput = z.object({ path: z.string().max(2_000).default(""), name, sharing });
export type SaveViewInput = z.infer<typeof saveViewInput>;

export const changeViewInput = z.object({ viewId: rowId, name, sharing });
export type ChangeViewInput = z.infer<typeof changeViewInput>;

/** Of one view: to remove it, or to bring it back. */
export const oneViewInput = z.object({ viewId: rowId });
export type OneViewInput = z.infer<typeof oneViewInput>;

export const moveViewInput = z.object({ viewId: rowId, to: z.enum(["UP", "DOWN"]) });
export type MoveViewInput = z.infer<typeof moveViewInput>;

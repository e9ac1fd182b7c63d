import { z } from "zod";
import { addDays, isIsoDate } from "../dates";

const date = (missing: string) =>
  z
    .string({ error: missing })
    .min(1, missing)
    .refine((text) => text === "" || (isIsoDate(text) && text >= "1949-10-01" && text < "2100"), {
      error: "请填写存在的日期，例如 2024-10-01。",
    });

/** A stretch of days that are all off, or all worked. */
export const setHolidaysInput = z
  .object({
    from: date("请填写开始日期。"),
    until: z
      .string()
      .optional()
      .transform((text) => text || undefined)
      .refine((text) => text === undefined || isIsoDate(text), {
        error: "请填写存在的日期，例如 2024-10-07。",
      }),
    kind: z.enum(["OFF", "WORKED"], { error: "请选择放假还是上班。" }),
    name: z
      .string({ error: "请填写节日名称。" })
      .trim()
      .regex(/^\P{Cc}*$/u, "请删去其中的控制字符。")
      .min(1, "请填写节日名称。")
      .max(20, "节日名称不超过 20 个字。"),
  })
  .refine(({ from, until }) => until === undefined || until >= from, {
    path: ["until"],
    error: "结束日期不能早于开始日期。",
  })
  .refine(({ from, until }) => until === undefined || until < from || until <= addDays(from, 30), {
    path: ["until"],
    error: "一次最多 31 天，请分次填写。",
  });
export type SetHolidaysInput = z.infer<typeof setHolidaysInput>;

export const removeHolidayInput = z.object({ date: date("请选择要删除的日期。") });
export type RemoveHolidayInput = z.infer<typeof removeHolidayInput>;

import { z } from "zod";
import { isIsoDate } from "../dates";
import { rowId } from "../row-id";

const line = (name: string, most: number) =>
  z
    .string({ error: `请填写${name}。` })
    .trim()
    // A line break is the one control character that people mean.
    .regex(/^[\P{Cc}\n\r]*$/u, "请删去其中的控制字符。")
    .max(most, `${name}不超过 ${most} 个字。`);

const day = (missing: string) =>
  z
    .string({ error: missing })
    .min(1, missing)
    .refine((text) => text === "" || isIsoDate(text), "请填写存在的日期，例如 2024-10-15。");

export const openMeetingInput = z.object({
  title: line("会议名称", 60).min(1, "请填写会议名称。"),
  heldOn: day("请填写会议日期。"),
  place: line("会议地点", 60),
  attendance: line("出席人员", 500),
});
export type OpenMeetingInput = z.infer<typeof openMeetingInput>;

export const addResolutionInput = z.object({
  meetingId: rowId,
  pointId: rowId,
  text: line("议定事项", 300).min(1, "请填写议定事项。"),
  unitIds: z
    .array(rowId, { error: "请选择落实单位。" })
    .min(1, "请选择落实单位。")
    .max(80, "落实单位最多选 80 个。"),
  dueOn: day("请填写完成时限。"),
});
export type AddResolutionInput = z.infer<typeof addResolutionInput>;

export const takeBackResolutionInput = z.object({ actionItemId: rowId });
export type TakeBackResolutionInput = z.infer<typeof takeBackResolutionInput>;

export const cancelMeetingInput = z.object({ meetingId: rowId });
export type CancelMeetingInput = z.infer<typeof cancelMeetingInput>;

export const closeMeetingInput = z.object({ meetingId: rowId });
export type CloseMeetingInput = z.infer<typeof closeMeetingInput>;

import { z } from "zod";
import { rowId } from "../row-id";

/** 责任分工 of one point as it shall be from today on: "unitId:ROLE" or "unitId:ROLE:groupAssignmentId" each. */
export const changeAssignmentsInput = z.object({
  pointId: rowId,
  /** what the admin was looking at; see assignmentsSeal */
  seal: z.string(),
  /** undo puts back what a save has just changed; only the sentence afterwards differs */
  intent: z.enum(["save", "undo"]).optional(),
  entries: z
    .array(
      z
        .string()
        .regex(/^\d{1,9}:(LEAD|RESPONSIBLE|SUPPORT)(:\d{1,9})?$/, "分工内容有误，请刷新后重试。")
        .transform((text) => {
          const [unitId = "", role = "", groupId] = text.split(":");
          return {
            unitId: Number(unitId),
            role: role as "LEAD" | "RESPONSIBLE" | "SUPPORT",
            groupId: groupId === undefined ? null : Number(groupId),
          };
        }),
    )
    .max(200, "一项要点的责任单位不超过 200 家。"),
});
export type ChangeAssignmentsInput = z.infer<typeof changeAssignmentsInput>;

const patch = z.object({
  unitId: rowId,
  role: z.enum(["LEAD", "RESPONSIBLE", "SUPPORT"]).nullable(),
  /** undo gives a member back to its 集合单位 */
  groupId: rowId.nullable().optional(),
});
const pointPatch = z.object({
  pointId: rowId,
  seal: z.string(),
  set: z.array(patch).min(1).max(200),
});

/** Roles changed on several points: JSON, since a form has no field of that shape. */
export const changeManyInput = z.object({
  changes: z
    .string()
    .max(400_000)
    .transform((text, context) => {
      try {
        return JSON.parse(text) as unknown;
      } catch {
        context.addIssue({ code: "custom", message: "改动不完整，请刷新后重试。" });
        return z.NEVER;
      }
    })
    .pipe(z.array(pointPatch).min(1, "还没有改动任何分工。").max(400))
    .refine(
      (changes) => new Set(changes.map(({ pointId }) => pointId)).size === changes.length,
      "改动不完整，请刷新后重试。",
    ),
  intent: z.enum(["save", "undo"]).optional(),
});
export type ChangeManyInput = z.infer<typeof changeManyInput>;

/** Points by their numbers, 15,23,24, whose 集合单位 have no members yet. */
export const askMembersInput = z.object({
  points: z
    .string()
    .regex(/^\d{1,4}(,\d{1,4}){0,199}$/, "要点有误，请刷新后重试。")
    .transform((text) => [...new Set(text.split(",").map(Number))]),
});
export type AskMembersInput = z.infer<typeof askMembersInput>;

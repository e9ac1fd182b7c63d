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

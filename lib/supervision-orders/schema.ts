import { z } from "zod";
import { day, words } from "../directives/schema";
import { rowId } from "../row-id";

/** One city's side of a point: the point by its number in the plan in force. */
export const orderSide = z.object({ point: rowId, city: rowId });
export type OrderSide = z.infer<typeof orderSide>;

export const issueOrderInput = orderSide.extend({
  grade: z.enum(["BLUE", "YELLOW", "RED"], "请选择等级。"),
  /** how many orders of the side were on screen, withdrawn ones counted */
  seen: z.coerce.number().int().min(0).max(1_000),
  text: words("督办要求").min(1, "请填写督办要求，写明要办什么、办到什么程度。"),
  dueOn: day("答复时限"),
  unitIds: z.array(rowId).min(1, "请至少选择一家承办单位。").max(200, "承办单位最多选 200 家。"),
});
export type IssueOrderInput = z.infer<typeof issueOrderInput>;

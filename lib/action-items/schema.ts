import { z } from "zod";
import { rowId } from "../row-id";
import { blank, MAX_REASON, text } from "../typed";

const content = {
  text: text("举措", 300).refine((value) => value !== "", "请写明要做什么。"),
  dueOn: z.preprocess(blank, z.iso.date("请填写存在的日期。").optional()),
  /** empty: every unit of the point */
  unitIds: z.array(rowId),
};

/** Another wording, date or unit of an item, or its 恢复 after it was retired. */
export const setActionItemInput = z.object({
  actionItemId: rowId,
  /** the newest version the form was opened on; 0 for none */
  version: z.coerce.number().int().min(0),
  ...content,
});
export type SetActionItemInput = z.infer<typeof setActionItemInput>;

export const addActionItemInput = z.object({ pointId: rowId, ...content });
export type AddActionItemInput = z.infer<typeof addActionItemInput>;

export const retireActionItemInput = z.object({
  actionItemId: rowId,
  version: z.coerce.number().int().min(0),
  reason: text("停用理由", MAX_REASON).refine(
    (value) => value !== "",
    "请写明为什么停用这条举措。",
  ),
});
export type RetireActionItemInput = z.infer<typeof retireActionItemInput>;

/** Of a page that lists them: of which point. */
export const actionItemFilter = z.object({ point: rowId });

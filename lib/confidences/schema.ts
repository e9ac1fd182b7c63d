import { z } from "zod";
import { rowId } from "../row-id";
import { text } from "../typed";

export const stateConfidenceInput = z.object({
  pointId: rowId,
  cityId: rowId,
  level: z.enum(["HIGH", "MEDIUM", "LOW"], "请选择高、中或低。"),
  sentence: text("理由", 120).refine((value) => value !== "", "请用一句话写明理由。"),
});
export type StateConfidenceInput = z.infer<typeof stateConfidenceInput>;

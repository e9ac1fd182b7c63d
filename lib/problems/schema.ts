import { z } from "zod";
import { rowId } from "../row-id";

const MAX_OUTCOME = 300;
const MAX_OWNER = 60;

const line = (label: string, max: number) =>
  z
    .string()
    .default("")
    .transform((value) => value.replaceAll("\r\n", "\n").replaceAll("\0", "").trim())
    .refine((value) => [...value].length <= max, `${label}不超过 ${max} 个字，请精简。`);

export const settleProblemInput = z.object({
  problemId: rowId,
  outcome: line("解决结果", MAX_OUTCOME).refine(
    (value) => value !== "",
    "请写明怎样解决的，再办结这个问题。",
  ),
});
export type SettleProblemInput = z.infer<typeof settleProblemInput>;

export const nameProblemOwnerInput = z.object({
  problemId: rowId,
  owner: line("解决责任", MAX_OWNER).refine((value) => value !== "", "请写明由谁解决。"),
});
export type NameProblemOwnerInput = z.infer<typeof nameProblemOwnerInput>;

/** Which of the open problems are on screen; in the URL. Without a level: those that need coordination. */
export const problemFilter = z.object({
  level: z.enum(["ALL", "UNIT", "CITY", "BOTH_CITIES", "PROVINCE"]).optional().catch(undefined),
  city: rowId.optional().catch(undefined),
  problem: rowId.optional().catch(undefined),
});
export type ProblemFilter = z.infer<typeof problemFilter>;

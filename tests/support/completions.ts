import { confirmClosure } from "@/lib/closures/commands";
import { confirmClosureInput } from "@/lib/closures/schema";
import {
  applyForCompletion,
  verifyCompletion,
  withdrawCompletion,
} from "@/lib/completions/commands";
import { applyForCompletionInput, verifyCompletionInput } from "@/lib/completions/schema";
import { db } from "@/lib/platform/db";
import type { Actor } from "@/lib/policy";
import { at } from "./people";
import { approve, submit } from "./reports";

export const OUTCOME = "年度任务全部完成，成果资料已归档，存于本单位办公室。";

/** 申请办结 as a form would send it; the application's id. */
export async function applyFor(
  actor: Actor,
  assignmentId: number,
  day: string,
  more: { outcome?: string; evidenceIds?: number[] } = {},
): Promise<number> {
  const input = applyForCompletionInput.parse({
    assignmentId,
    outcome: OUTCOME,
    evidenceIds: [],
    ...more,
  });
  return (await applyForCompletion(actor, input, at(day, "11:00:00"))).applicationId;
}

export function verify(
  actor: Actor,
  applicationId: number,
  day: string,
  decision: "VERIFIED" | "REJECTED" = "VERIFIED",
  round = 0,
): Promise<void> {
  const input = verifyCompletionInput.parse({
    applicationId,
    round,
    decision,
    opinion: decision === "REJECTED" ? "请补充验收材料。" : "",
  });
  return verifyCompletion(actor, input, at(day, "14:00:00"));
}

export function takeBack(actor: Actor, applicationId: number, day: string): Promise<void> {
  return withdrawCompletion(actor, { applicationId }, at(day, "13:00:00"));
}

/** Closes a side on its verified application; the closure. */
export async function confirm(
  actor: Actor,
  side: { pointId: number; cityId: number },
  day: string,
) {
  const input = confirmClosureInput.parse({ ...side, outcome: "任务完成，资料齐备。" });
  await confirmClosure(actor, input, at(day, "16:00:00"));
  return db().closure.findFirstOrThrow({ where: { ...side, reopenedOn: null } });
}

/** Every unit of a side reports and is approved on 2024-09-05; the first share. */
export async function finishSide(
  staff: Actor,
  reviewer: Actor,
  { number, cityId, percent }: { number: number; cityId: number; percent: number },
) {
  const shares = await db().assignment.findMany({
    where: { point: { number }, unit: { cityId, kind: { not: "GROUP" } } },
    orderBy: { id: "asc" },
  });
  for (const { id } of shares) {
    const done = { percent, percentReason: "验收合格" };
    await approve(reviewer, await submit(staff, id, "2024-09-05", done), "2024-09-05");
  }
  const [share] = shares;
  if (!share) throw new Error("the city has no unit on this point");
  return share;
}

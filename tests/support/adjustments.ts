import { decideAdjustment, proposeAdjustment } from "@/lib/adjustments/commands";
import { decideAdjustmentInput, proposeAdjustmentInput } from "@/lib/adjustments/schema";
import { db } from "@/lib/platform/db";
import type { Actor } from "@/lib/policy";
import { at, hire } from "./people";

export const REASONS = { reason: "上级规划调整", basis: "济政办字〔2024〕99号" };

export const pointOf = (number: number) => db().workPoint.findFirstOrThrow({ where: { number } });

/** Whoever has to do with an adjustment, and who has not. */
export async function hireOffice() {
  return {
    admin: await hire("admin", "ADMIN"),
    reviewer: await hire("reviewer", "REVIEWER"),
    leader: await hire("leader", "LEADER"),
    linyi: await hire("linyi", "REVIEWER", { city: "临沂市" }),
    staff: await hire("staff", "STAFF", { unit: "济南市教育局" }),
  };
}

/** 提出调整 of a point as the form sends it. */
export async function propose(
  by: Actor,
  number: number,
  day: string,
  wanted: Record<string, string>,
): Promise<number> {
  const { id: pointId } = await pointOf(number);
  const input = proposeAdjustmentInput.parse({ pointId, ...REASONS, ...wanted });
  return (await proposeAdjustment(by, input, at(day))).adjustmentId;
}

export function decide(by: Actor, adjustmentId: number, day: string, decision = "APPROVED") {
  const input = decideAdjustmentInput.parse({ adjustmentId, decision, opinion: "同意见" });
  return decideAdjustment(by, input, at(day));
}

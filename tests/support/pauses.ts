import { decideAdjustment, proposeAdjustment } from "@/lib/adjustments/commands";
import { db } from "@/lib/platform/db";
import type { Actor } from "@/lib/policy";
import { actorNamed, hire } from "./people";

type Why = { pointId: number; reason: string; basis: string };

/** 暂停 as it comes about: proposed by the actor and approved by another of the office at the same moment. */
export async function startPause(actor: Actor, why: Why, now: Date): Promise<void> {
  await adjust(actor, { ...why, kind: "PAUSE" }, now);
}

/** 恢复推进 of what is paused, by two as well. */
export async function endPause(
  actor: Actor,
  { pauseId }: { pauseId: number },
  now: Date,
): Promise<void> {
  const pause = await db().pause.findUniqueOrThrow({ where: { id: pauseId } });
  const why = { pointId: pause.pointId, reason: "条件具备", basis: pause.basis };
  await adjust(actor, { ...why, kind: "RESUME" }, now);
}

async function adjust(actor: Actor, wanted: Why & { kind: "PAUSE" | "RESUME" }, now: Date) {
  const input = { ...wanted, toOn: undefined, text: "" };
  const { adjustmentId } = await proposeAdjustment(actor, input, now);
  const another = { ...(await approver()), plan: actor.plan };
  const decision = { decision: "APPROVED" as const, opinion: "" };
  await decideAdjustment(another, { adjustmentId, ...decision }, now);
}

/** Somebody of the office whom no test hires. */
async function approver(): Promise<Actor> {
  const name = "pause-approver";
  const known = await db().account.count({ where: { name } });
  return known > 0 ? actorNamed(name) : hire(name, "REVIEWER");
}

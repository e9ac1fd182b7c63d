import "server-only";
import { recordEntry } from "../audit/commands";
import { shanghaiDate, toDbDate } from "../dates";
import { lockPoint } from "../plan/desk";
import { transact } from "../platform/db";
import { notFound } from "../platform/refusal";
import { type Actor, may } from "../policy";
import type { StateConfidenceInput } from "./schema";

/** 交付信心 of a side, in the reviewer's words; the newest stands. */
export async function stateConfidence(
  actor: Actor,
  input: StateConfidenceInput,
  now: Date,
): Promise<void> {
  if (!may(actor, "confidence.state", { cityId: input.cityId })) throw notFound();
  const today = shanghaiDate(now);
  await transact(async (tx) => {
    const point = await lockPoint(tx, input.pointId, today);
    if (!point.cities.some(({ id }) => id === input.cityId)) throw notFound();
    const former = await tx.confidence.findFirst({
      where: { pointId: point.id, cityId: input.cityId },
      orderBy: { id: "desc" },
      select: { cityId: true, level: true, sentence: true },
    });
    await tx.confidence.create({
      data: {
        ...input,
        statedById: actor.accountId,
        statedAt: now,
        statedOn: toDbDate(today),
        demonstration: actor.demonstration,
      },
    });
    const { cityId, level, sentence } = input;
    const after = { cityId, level, sentence };
    const subject = `work-point:${point.id}`;
    const event = { action: "confidence.state", subject, before: former, after };
    await recordEntry(tx, actor, { ...event, planId: point.planId }, now);
  });
}

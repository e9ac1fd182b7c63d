import "server-only";
import { recordEntry } from "../audit/commands";
import { shanghaiDate, toDbDate } from "../dates";
import { transact } from "../platform/db";
import { notFound, Refusal } from "../platform/refusal";
import { type Actor, may } from "../policy";
import { lockUpdate } from "../progress/commands";
import type { ReviewUpdateInput } from "./schema";

/**
 * Approves a version or returns it with a reason. One decision a version: whoever comes second is
 * told. An approval counts from the day it is made.
 */
export async function reviewUpdate(
  actor: Actor,
  input: ReviewUpdateInput,
  now: Date,
): Promise<void> {
  await transact(async (tx) => {
    const desk = await lockUpdate(tx, input.updateId, now);
    if (!may(actor, "update.review", desk)) throw notFound();
    if (desk.updateId !== input.updateId || desk.version !== "PENDING") {
      throw new Refusal("STALE", "这份进展已被审核或撤回，队列已更新，请处理下一条。");
    }
    const today = toDbDate(shanghaiDate(now));
    const later = await tx.review.findFirst({
      where: {
        assignmentId: desk.assignmentId,
        decision: "APPROVED",
        decidedOn: { lte: today },
        update: { period: { month: { gt: toDbDate(desk.period.month) } } },
      },
      select: { id: true },
    });
    const returned = input.decision === "RETURNED";
    await tx.review.create({
      data: {
        updateId: input.updateId,
        assignmentId: desk.assignmentId,
        periodId: desk.period.id,
        decision: input.decision,
        reason: returned ? input.reason : "",
        notes: returned
          ? {
              create: Object.entries(input.notes)
                .filter(([, text]) => text !== "")
                .map(([field, text]) => ({ field, text })),
            }
          : {},
        counts: later === null,
        reviewerId: actor.accountId,
        decidedAt: now,
        decidedOn: today,
        demonstration: actor.demonstration,
      },
    });
    await recordEntry(
      tx,
      actor,
      {
        action: returned ? "update.return" : "update.approve",
        subject: `assignment:${desk.assignmentId}`,
        before: { updateId: input.updateId, state: "PENDING" },
        after: returned ? { reason: input.reason, notes: input.notes } : { state: "APPROVED" },
        planId: desk.planId,
      },
      now,
    );
  }, "该项进展已由其他审核员办理，请处理下一条。");
}

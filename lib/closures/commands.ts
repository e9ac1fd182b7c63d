import "server-only";
import { recordEntry } from "../audit/commands";
import { shanghaiDate, toDbDate } from "../dates";
import { transact } from "../platform/db";
import { notFound, Refusal } from "../platform/refusal";
import { type Actor, may } from "../policy";
import type { ConfirmClosureInput, ReopenClosureInput } from "./schema";

/** 销号: the reviewer confirms that one city's side of a point is finished, with its outcome. */
export async function confirmClosure(
  actor: Actor,
  input: ConfirmClosureInput,
  now: Date,
): Promise<void> {
  if (!may(actor, "closure.confirm", input)) throw notFound();
  await transact(async (tx) => {
    await tx.$executeRaw`SELECT 1 FROM work_points WHERE id = ${input.pointId} FOR UPDATE`;
    const point = await tx.workPoint.findFirst({
      where: {
        id: input.pointId,
        assignments: {
          some: { unit: { cityId: input.cityId }, terms: { some: { endsOn: null } } },
        },
      },
      select: { planId: true },
    });
    if (!point) throw notFound();
    const closure = await tx.closure.create({
      data: {
        pointId: input.pointId,
        cityId: input.cityId,
        outcome: input.outcome,
        closedById: actor.accountId,
        closedOn: toDbDate(shanghaiDate(now)),
        demonstration: actor.demonstration,
      },
    });
    await recordEntry(
      tx,
      actor,
      {
        action: "closure.confirm",
        subject: `work-point:${input.pointId}`,
        after: { closureId: closure.id, cityId: input.cityId, outcome: input.outcome },
        planId: point.planId,
      },
      now,
    );
  }, "这一侧已经销号，请刷新查看。");
}

/** Takes a 销号 back with a reason; the side's light is computed again from this day on. */
export async function reopenClosure(
  actor: Actor,
  input: ReopenClosureInput,
  now: Date,
): Promise<void> {
  await transact(async (tx) => {
    await tx.$executeRaw`SELECT 1 FROM closures WHERE id = ${input.closureId} FOR UPDATE`;
    const closure = await tx.closure.findUnique({
      where: { id: input.closureId },
      include: { point: { select: { planId: true } } },
    });
    if (!closure || !may(actor, "closure.confirm", { cityId: closure.cityId })) throw notFound();
    if (closure.reopenedOn) throw new Refusal("STALE", "这一侧已经重新办理，请刷新查看。");
    await tx.closure.update({
      where: { id: closure.id },
      data: {
        reopenedById: actor.accountId,
        reopenedOn: toDbDate(shanghaiDate(now)),
        reopenReason: input.reason,
      },
    });
    await recordEntry(
      tx,
      actor,
      {
        action: "closure.reopen",
        subject: `work-point:${closure.pointId}`,
        before: { closureId: closure.id },
        after: { reason: input.reason },
        planId: closure.point.planId,
      },
      now,
    );
  });
}

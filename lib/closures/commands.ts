import "server-only";
import { recordEntry } from "../audit/commands";
import { type IsoDate, shanghaiDate, toDbDate } from "../dates";
import { type Transaction, transact } from "../platform/db";
import { notFound, Refusal } from "../platform/refusal";
import { type Actor, may } from "../policy";
import { type ReportingUnit, sidePercent } from "../status/roll-up";
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
    await refuseUnfinished(tx, input, shanghaiDate(now));
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
  }, "该市已销号，请刷新查看。");
}

/** 100 % comes before 销号, by the same roll-up that the dashboards show. */
async function refuseUnfinished(
  tx: Transaction,
  { pointId, cityId }: { pointId: number; cityId: number },
  today: IsoDate,
): Promise<void> {
  const day = toDbDate(today);
  const units = await tx.$queryRaw<ReportingUnit[]>`
    SELECT t.role, pu.percent,
           CASE WHEN u.kind <> 'GROUP' THEN 'NONE'
                WHEN EXISTS (SELECT 1 FROM assignment_terms member
                              WHERE member.group_id = a.id AND member.ends_on IS NULL) THEN 'RESOLVED'
                ELSE 'UNRESOLVED' END AS "group"
      FROM assignments a
      JOIN units u ON u.id = a.unit_id AND u.city_id = ${cityId}
      JOIN assignment_terms t ON t.assignment_id = a.id AND t.ends_on IS NULL
      LEFT JOIN LATERAL standing_approval(a.id, ${day}) r ON true
      LEFT JOIN progress_updates pu ON pu.id = r.update_id
     WHERE a.point_id = ${pointId}`;
  const reached = Math.floor(sidePercent(units));
  if (reached === 100) return;
  throw new Refusal("INVALID", `该市进度为 ${reached}%，各单位报到 100% 并审核通过后才能销号。`);
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

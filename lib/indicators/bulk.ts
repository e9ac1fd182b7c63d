import "server-only";
import { recordEntry } from "../audit/commands";
import { shanghaiDate, toDbDate } from "../dates";
import { transact } from "../platform/db";
import { notFound, Refusal } from "../platform/refusal";
import { type Actor, may } from "../policy";
import type { ConfirmIndicatorsInput } from "./schema";

/**
 * 确认 of several proposals as they were read, in one step: all that are named, or none. Those that
 * somebody decided about since stop it, so that nobody confirms what they did not see.
 */
export async function confirmIndicators(
  actor: Actor,
  { indicatorIds }: ConfirmIndicatorsInput,
  now: Date,
): Promise<{ confirmed: number }> {
  if (!may(actor, "indicator.set")) throw notFound();
  return transact(async (tx) => {
    const wanted = { indicators: { some: { id: { in: indicatorIds } } } };
    const points = await tx.workPoint.findMany({
      where: wanted,
      select: { id: true, planId: true },
      orderBy: { id: "asc" },
    });
    const pointIds = points.map(({ id }) => id);
    // In the order everybody locks several points: two who meet wait, none for ever.
    await tx.$executeRaw`
      SELECT 1 FROM work_points WHERE id = ANY (${pointIds}) ORDER BY id FOR UPDATE`;
    const rows = await tx.indicator.findMany({
      where: { id: { in: indicatorIds } },
      include: { point: { select: { number: true } }, _count: { select: { versions: true } } },
      orderBy: [{ point: { number: "asc" } }, { position: "asc" }],
    });
    const planId = points[0]?.planId;
    const foreign = points.some((point) => point.planId !== planId);
    if (planId === undefined || foreign || rows.length < indicatorIds.length) throw notFound();
    const decided = rows.filter(({ _count }) => _count.versions > 0);
    if (decided.length > 0) {
      const names = decided.map(({ name }) => name).join("、");
      throw new Refusal(
        "STALE",
        `${names}刚被他人处理，一条也没有确认；页面已更新，请核对后再确认。`,
      );
    }
    await tx.indicatorVersion.createMany({
      data: rows.map(({ id, name, target, measure }) => ({
        ...{ indicatorId: id, name, target, measure, rejected: false, reason: "" },
        ...{ setById: actor.accountId, setAt: now, setOn: toDbDate(shanghaiDate(now)) },
      })),
    });
    const said = rows.map(
      ({ point, name, target, measure }) => `第 ${point.number} 项 ${name} ${target} ${measure}`,
    );
    const event = { action: "indicator.confirm-many", subject: `plan:${planId}`, planId };
    const change = { before: { state: "PROPOSED" }, after: { indicators: said } };
    await recordEntry(tx, actor, { ...event, ...change }, now);
    return { confirmed: rows.length };
  }, "其中有指标刚被他人处理，页面已更新，请核对后再确认。");
}

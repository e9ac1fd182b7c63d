import "server-only";
import { recordEntry } from "../audit/commands";
import { type IsoDate, shanghaiDate, toDbDate } from "../dates";
import { type Transaction, transact } from "../platform/db";
import { notFound } from "../platform/refusal";
import { type Actor, may } from "../policy";
import type { KeepWatchInput } from "./schema";

/** 关注 of one thing begins or ends today; asked for what already is, it changes nothing. */
export async function keepWatch(actor: Actor, input: KeepWatchInput, now: Date): Promise<void> {
  if (!may(actor, "watch.keep")) throw notFound();
  const { pointId = null, chapterId = null, unitId = null } = input;
  const thing = { pointId, chapterId, unitId };
  const follow = input.follow === "yes";
  await transact(async (tx) => {
    const planId = await planOf(tx, actor, thing, shanghaiDate(now));
    const today = toDbDate(shanghaiDate(now));
    const own = { accountId: actor.accountId, ...thing };
    const { count } = follow
      ? await tx.watch.createMany({
          data: { ...own, startsOn: today, demonstration: actor.demonstration },
          skipDuplicates: true,
        })
      : await tx.watch.updateMany({ where: { ...own, endsOn: null }, data: { endsOn: today } });
    if (count === 0) return;
    const [noun, id] = pointId
      ? ["work-point", pointId]
      : chapterId
        ? ["chapter", chapterId]
        : ["unit", unitId];
    const action = follow ? "watch.start" : "watch.end";
    const change = { before: { watched: !follow }, after: { watched: follow } };
    await recordEntry(tx, actor, { action, subject: `${noun}:${id}`, ...change, planId }, now);
  });
}

/** A unit is on no plan: the one its follower works on shows it. */
async function planOf(
  tx: Transaction,
  { plan }: Pick<Actor, "plan">,
  {
    pointId,
    chapterId,
    unitId,
  }: { pointId: number | null; chapterId: number | null; unitId: number | null },
  today: IsoDate,
): Promise<number> {
  const [row] = await tx.$queryRaw<{ planId: number }[]>`
    SELECT plan_id AS "planId" FROM work_points WHERE id = ${pointId}::int AND removed_on IS NULL
    UNION ALL
    SELECT plan_id FROM chapters WHERE id = ${chapterId}::int AND removed_on IS NULL
    UNION ALL
    SELECT coalesce(${plan?.id ?? null}::int, plan_in_force(NULL, NULL, ${toDbDate(today)}))
      FROM units WHERE id = ${unitId}::int`;
  if (!row) throw notFound();
  return row.planId;
}

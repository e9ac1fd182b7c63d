import "server-only";
import { recordEntry } from "../audit/commands";
import { shanghaiDate, toDbDate } from "../dates";
import { type Transaction, transact } from "../platform/db";
import { notFound } from "../platform/refusal";
import { type Actor, may } from "../policy";
import type { MakeReadMarkInput } from "./schema";

/** 已阅: a leader has read a point as it stands today, or one reply. A second tap of the day changes nothing. */
export async function makeReadMark(
  actor: Actor,
  input: MakeReadMarkInput,
  now: Date,
): Promise<void> {
  if (!may(actor, "read-mark.make")) throw notFound();
  const { pointId = null, replyId = null } = input;
  await transact(async (tx) => {
    const planId = await planOf(tx, pointId, replyId);
    const readOn = toDbDate(shanghaiDate(now));
    const { count } = await tx.readMark.createMany({
      data: {
        accountId: actor.accountId,
        pointId,
        replyId,
        readAt: now,
        readOn,
        demonstration: actor.demonstration,
      },
      skipDuplicates: true,
    });
    if (count === 0) return;
    const subject = pointId === null ? `directive-reply:${replyId}` : `work-point:${pointId}`;
    const after = { readOn: shanghaiDate(now) };
    await recordEntry(tx, actor, { action: "read-mark.make", subject, after, planId }, now);
  });
}

async function planOf(
  tx: Transaction,
  pointId: number | null,
  replyId: number | null,
): Promise<number> {
  const [row] = await tx.$queryRaw<{ planId: number }[]>`
    SELECT plan_id AS "planId" FROM work_points WHERE id = ${pointId}::int AND removed_on IS NULL
    UNION ALL
    SELECT d.plan_id FROM directive_replies r JOIN directives d ON d.id = r.directive_id
     WHERE r.id = ${replyId}::int`;
  if (!row) throw notFound();
  return row.planId;
}

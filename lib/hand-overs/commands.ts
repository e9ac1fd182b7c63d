import "server-only";
import { requireWithinCities } from "../accounts/reach";
import { recordEntry } from "../audit/commands";
import { lockUnread, notify, wake } from "../notifications/commands";
import { paths } from "../paths";
import { type Transaction, transact } from "../platform/db";
import { notFound, Refusal } from "../platform/refusal";
import { type Actor, may } from "../policy";
import type { HandOverInput } from "./schema";

/**
 * 交接: everything open with one account of a unit (assignments in its hands, drafts waiting for
 * 审签, unread messages) goes to another account of the same unit, in one step. What was submitted
 * keeps its author and what waits for 审签 who asked for it; the duty to answer moves. Staff hand over their own; an administrator anybody's, also a closed account's.
 */
export async function handOver(
  actor: Actor,
  input: HandOverInput,
  now: Date,
): Promise<{ moved: number }> {
  return transact(async (tx) => {
    const [from, to] = await twoOfOneUnit(tx, input);
    if (!may(actor, "hand-over.make", { unitId: from.unitId })) throw notFound();
    await requireWithinCities(actor, { unitId: from.unitId, cityId: null });
    if (actor.role === "STAFF" && actor.accountId !== from.id) throw notFound();
    if (!to.active) throw new Refusal("STALE", "接手的账号已停用，请另选一个。");
    const moved = await moveOpen(tx, from.id, to.id);
    await tx.handOver.create({
      data: {
        unitId: from.unitId,
        fromId: from.id,
        toId: to.id,
        byId: actor.accountId,
        at: now,
        moved,
      },
    });
    await notify(
      tx,
      actor,
      {
        to: [to.id],
        kind: "HANDED_OVER",
        text: `${from.post}（${from.name}）经办的 ${moved} 项已交由您接手。`,
        path: paths.updates(),
        sameAs: `hand-over:${from.id}:${now.toISOString()}`,
      },
      now,
    );
    await recordEntry(
      tx,
      actor,
      {
        action: "hand-over.make",
        subject: `unit:${from.unitId}`,
        before: { account: from.name },
        after: { account: to.name, moved },
      },
      now,
    );
    return { moved };
  });
}

type Person = { id: number; name: string; post: string; unitId: number; active: boolean };

async function twoOfOneUnit(tx: Transaction, input: HandOverInput): Promise<[Person, Person]> {
  // Weak enough for others to write rows that name these people: who nudges or hands in holds an
  // assignment and then does, while this waits for the assignment.
  const rows = await tx.$queryRaw<Person[]>`
    SELECT id, name, post, unit_id AS "unitId", active FROM accounts
     WHERE id IN (${input.fromId}, ${input.toId ?? 0}) AND role = 'STAFF'
     ORDER BY id FOR NO KEY UPDATE`;
  const from = rows.find((row) => row.id === input.fromId);
  const to = rows.find((row) => row.id === input.toId);
  if (!from || !to || from.unitId !== to.unitId) throw notFound();
  return [from, to];
}

/** How many assignments, drafts and messages changed hands. */
async function moveOpen(tx: Transaction, from: number, to: number): Promise<number> {
  // In the order of their ids, as everybody who locks several does: two never wait for each other.
  await tx.$executeRaw`
    SELECT 1 FROM assignments a
     WHERE a.handler_id = ${from}
        OR a.id IN (SELECT assignment_id FROM drafts WHERE sign_off_duty_id = ${from})
     ORDER BY a.id FOR UPDATE`;
  await lockUnread(tx, from);
  const assignments = await tx.$executeRaw`
    UPDATE assignments SET handler_id = ${to} WHERE handler_id = ${from}`;
  const drafts = await tx.$executeRaw`
    UPDATE drafts SET sign_off_duty_id = ${to}
     WHERE sign_off_duty_id = ${from} AND sign_off_asked_at IS NOT NULL`;
  // A message the other has already stays with the first. Whatever told the first told not the other.
  const messages = await tx.$executeRaw`
    UPDATE notifications n SET account_id = ${to}, told_at = NULL,
           same_as = left(same_as, -length(${`:${from}`})) || ${`:${to}`}
     WHERE n.account_id = ${from} AND n.read_at IS NULL
       AND NOT EXISTS (SELECT 1 FROM notifications other
            WHERE other.same_as = left(n.same_as, -length(${`:${from}`})) || ${`:${to}`})`;
  // Both bells: the one who gives counts fewer from now on.
  await wake(tx, [from, to]);
  return assignments + drafts + messages;
}

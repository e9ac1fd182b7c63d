import "server-only";
import type { NotificationKind, Role } from "../../prisma/generated/enums";
import { workOn } from "../accounts/commands";
import { shanghaiDate, toDbDate } from "../dates";
import { type Transaction, transact } from "../platform/db";
import { notFound } from "../platform/refusal";
import type { Actor } from "../policy";
import { MESSAGE_CHANNEL } from "./rules";
import type { MarkReadInput, OpenMessageInput } from "./schema";

export type Message = {
  /** accounts to tell; the one who acts is left out */
  to: number[];
  kind: NotificationKind;
  /** one plain sentence */
  text: string;
  /** where in the portal it leads: lib/paths.ts */
  path: string;
  /** what makes it the same message, without the account: a second writing does nothing */
  sameAs: string;
};

/** Writes a message for each person in the transaction of what happened, and wakes their open pages. */
export async function notify(
  tx: Transaction,
  actor: (Pick<Actor, "accountId" | "demonstration"> & Partial<Pick<Actor, "plan">>) | null,
  message: Message,
  now: Date,
): Promise<void> {
  const { to, ...rest } = message;
  const others = [...new Set(to)].filter((id) => id !== actor?.accountId);
  const demonstration = actor?.demonstration ?? false;
  // Whoever acts, acts in the plan they work on: see audit's stayInPlan.
  const planId = actor?.plan?.id ?? null;
  await notifyEach(
    tx,
    others.map((accountId) => ({ ...rest, accountId, demonstration, planId })),
    now,
  );
}

export type PersonalMessage = Omit<Message, "to"> & {
  accountId: number;
  demonstration: boolean;
  /** the plan it is about */
  planId?: number | null;
};

/** Many messages in one statement; answers which of them were not there before. */
export async function notifyEach<M extends PersonalMessage>(
  tx: Transaction,
  messages: M[],
  now: Date,
): Promise<M[]> {
  if (messages.length === 0) return [];
  const keyed = new Map(
    messages.map((message) => [`${message.sameAs}:${message.accountId}`, message]),
  );
  const rows = [...keyed].map(([sameAs, message]) => ({ ...message, sameAs }));
  const written = await tx.$queryRaw<{ sameAs: string }[]>`
    INSERT INTO notifications
           (account_id, kind, text, path, created_at, business_on, same_as, demonstration, plan_id)
    SELECT "accountId", kind::notification_kind, text, path, ${now},
           ${toDbDate(shanghaiDate(now))}, "sameAs", demonstration, "planId"
      FROM json_to_recordset(${JSON.stringify(rows)}::json)
        AS m("accountId" int, kind text, text text, path text, "sameAs" text, demonstration boolean,
             "planId" int)
    ON CONFLICT (same_as) DO NOTHING
    RETURNING same_as AS "sameAs"`;
  const fresh = written.flatMap(({ sameAs }) => keyed.get(sameAs) ?? []);
  await wake(
    tx,
    fresh.map(({ accountId }) => accountId),
  );
  return fresh;
}

/** Those of some messages whose reader can open the plan they are about. */
export async function reachedBy<M extends PersonalMessage>(
  tx: Transaction,
  messages: M[],
): Promise<M[]> {
  const ids = [...new Set(messages.map(({ accountId }) => accountId))];
  const rows = await tx.$queryRaw<{ id: number; planIds: number[] | null }[]>`
    SELECT id, reached_plans(id) AS "planIds" FROM accounts WHERE id = ANY (${ids})`;
  const reach = new Map(rows.map(({ id, planIds }) => [id, planIds]));
  return messages.filter(({ accountId, planId }) => {
    const plans = reach.get(accountId) ?? null;
    return plans === null || (planId != null && plans.includes(planId));
  });
}

/** Marks one message read, or all up to the newest on screen; not those that came meanwhile. */
export async function markRead(actor: Actor, input: MarkReadInput, now: Date): Promise<void> {
  await transact(async (tx) => {
    await lockUnread(tx, actor.accountId);
    const { count } = await tx.notification.updateMany({
      where: {
        accountId: actor.accountId,
        readAt: null,
        id: input.id ?? { lte: input.upTo ?? 0 },
      },
      data: { readAt: now },
    });
    if (count > 0) await wake(tx, [actor.accountId]);
  });
}

/** Locks what a person has not read, in the order everybody does: two who change much of it wait, none for ever. */
export async function lockUnread(tx: Transaction, accountId: number): Promise<void> {
  await tx.$executeRaw`
    SELECT 1 FROM notifications WHERE account_id = ${accountId} AND read_at IS NULL
     ORDER BY id FOR UPDATE`;
}

/** Marks one of the actor's own messages read and changes over to the plan it is about; where it leads. */
export async function openMessage(actor: Actor, { id }: OpenMessageInput, now: Date) {
  return transact(async (tx) => {
    const own = { id, accountId: actor.accountId };
    const select = { path: true, planId: true };
    const message = await tx.notification.findFirst({ where: own, select });
    if (!message) throw notFound();
    if (message.planId !== null) await workOn(tx, actor, message.planId, now);
    const unread = { ...own, readAt: null };
    const { count } = await tx.notification.updateMany({ where: unread, data: { readAt: now } });
    if (count > 0) await wake(tx, [actor.accountId]);
    return message.path;
  });
}

// What the database tells everybody who listens is at most 8,000 bytes: ids, and nothing else.
const MOST_IDS = 500;

/** Tells the open pages of these accounts, in whatever process, once the transaction is committed. */
export async function wake(tx: Transaction, accountIds: number[]): Promise<void> {
  const ids = [...new Set(accountIds)];
  for (let from = 0; from < ids.length; from += MOST_IDS) {
    const payload = ids.slice(from, from + MOST_IDS).join(",");
    await tx.$executeRaw`SELECT pg_notify(${MESSAGE_CHANNEL}, ${payload})`;
  }
}

/** Who of a unit is told about one assignment: its 经办人, else every active account of the unit or the unit above. */
export async function staffOf(tx: Transaction, assignmentId: number): Promise<number[]> {
  return (await staffOfAll(tx, [assignmentId])).get(assignmentId) ?? [];
}

/** The same for many assignments, in one statement; one nobody answers for is missing. */
export async function staffOfAll(
  tx: Transaction,
  assignmentIds: number[],
): Promise<Map<number, number[]>> {
  const rows = await tx.$queryRaw<{ assignmentId: number; accountIds: number[] }[]>`
    SELECT a.id AS "assignmentId",
           coalesce(array_agg(acc.id ORDER BY acc.id) FILTER (WHERE acc.id = a.handler_id),
                    array_agg(acc.id ORDER BY acc.id)) AS "accountIds"
      FROM assignments a
      JOIN units u ON u.id = a.unit_id
      JOIN accounts acc ON acc.role = 'STAFF' AND acc.active AND acc.unit_id IN (u.id, u.parent_id)
     WHERE a.id = ANY(${assignmentIds})
     GROUP BY a.id`;
  return new Map(rows.map(({ assignmentId, accountIds }) => [assignmentId, accountIds]));
}

/**
 * Who with some roles deals with a plan: those of the city named, where one is, and those of all its
 * cities. Whom the plan is out of reach for is not among them: one rule, reached_plans().
 */
export async function officeOf(
  tx: Transaction,
  planId: number,
  roles: Role[],
  cityId: number | null = null,
): Promise<number[]> {
  const rows = await tx.$queryRaw<{ id: number }[]>`
    SELECT id FROM accounts
     WHERE role = ANY (${roles}::role[]) AND active AND (city_id IS NULL OR city_id = ${cityId})
       AND coalesce(${planId} = ANY (reached_plans(id)), true)
     ORDER BY id`;
  return rows.map(({ id }) => id);
}

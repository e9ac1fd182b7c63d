import "server-only";
import { adminCities } from "../accounts/reach";
import { recordEntry } from "../audit/commands";
import { endDemonstration, systemNow } from "../platform/clock";
import { db, type Transaction } from "../platform/db";
import { listen } from "../platform/listen";
import { log } from "../platform/log";
import { notFound, Refusal } from "../platform/refusal";
import { type Actor, may } from "../policy";

/** Said by the database when it is done, to the processes that keep a clock of their own. */
const DEMONSTRATION_OVER = "duban_demonstration_over";

/** A demonstration account cannot take itself away, and somebody has to be able to go on. */
export function mayRemoveNow(actor: Actor): boolean {
  return may(actor, "demonstration.remove") && !actor.demonstration;
}

/**
 * Removes every demonstration record and whatever hangs on one, in one transaction; the plan, its
 * units and assignments, real accounts and the audit log stay. Afterwards the portal stands at the
 * real time, for good. Answers how many rows went.
 */
export async function removeDemonstration(
  actor: Actor,
  _input: { confirmation: string },
  now: Date,
): Promise<number> {
  if (!may(actor, "demonstration.remove")) throw notFound();
  if ((await adminCities(actor)) !== null) {
    throw new Refusal("FORBIDDEN", "演示数据涉及所有城市，请由不限城市的管理员清除。");
  }
  if (!mayRemoveNow(actor)) {
    throw new Refusal(
      "INVALID",
      "演示账号会一并清除。请先在“账号”里新建一个正式的管理员账号，用它登录后再清除。",
    );
  }
  const count = await undisturbed(() =>
    db().$transaction(
      async (tx) => {
        if ((await tx.account.count({ where: { demonstration: true } })) === 0) {
          throw new Refusal("STALE", "演示数据已经清除。");
        }
        const places = await tx.$queryRaw<{ name: string; count: number }[]>`
          SELECT place AS name, lines AS count FROM remove_demonstration_rows()`;
        const gone = Object.fromEntries(places.map(({ name, count }) => [name, count]));
        await settle(tx);
        const rows = Object.values(gone).reduce((sum, each) => sum + each, 0);
        await tx.demonstrationEnd.create({ data: { at: systemNow() } });
        const [plan] = await tx.plan.findMany({
          orderBy: [{ year: "desc" }, { id: "asc" }],
          take: 1,
        });
        const entry = {
          action: "demonstration.remove",
          subject: "plan",
          before: { rows, tables: gone },
          ...(plan ? { planId: plan.id, anyPlan: true as const } : {}),
        };
        await recordEntry(tx, actor, entry, now);
        await tx.$executeRaw`SELECT pg_notify(${DEMONSTRATION_OVER}, '')`;
        return rows;
      },
      { maxWait: 10_000, timeout: 300_000 },
    ),
  );
  endDemonstration();
  return count;
}

/** What the trial set on units and periods, and nobody who is left can undo or has decided. */
async function settle(tx: Transaction): Promise<void> {
  await tx.$executeRaw`
    UPDATE units u SET requires_sign_off = false
     WHERE u.requires_sign_off
       AND NOT EXISTS (SELECT 1 FROM accounts a WHERE a.role = 'STAFF' AND a.active AND a.signs_off
                          AND a.unit_id IN (u.id, u.parent_id))`;
  await tx.$executeRaw`
    UPDATE periods p SET locked_on = NULL
     WHERE p.locked_on IS NOT NULL
       AND NOT EXISTS (SELECT 1 FROM period_locks l
                        WHERE l.period_id = p.id AND l.reopened_on IS NULL)`;
}

/** Sets this process's clock by what the database says. */
async function followDemonstration(): Promise<void> {
  try {
    if ((await db().demonstrationEnd.count()) > 0) endDemonstration();
  } catch (error) {
    log().error({ err: error }, "the clock was not set");
  }
}

/**
 * Sets this process's clock now and whenever another one takes the demonstration data away: the jobs'
 * process, and every other instance of the portal. Answers how to stop.
 */
export async function keepFollowing(): Promise<() => void> {
  await followDemonstration();
  return listen({
    channels: { [DEMONSTRATION_OVER]: () => void followDemonstration() },
    onResync: () => void followDemonstration(),
  });
}

// Requests that read meanwhile may hold a table this waits for, while they wait for another.
const TRIES = 5;

/** Tries again whatever the database gave up because of others; nothing of it had happened. */
async function undisturbed<T>(work: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await work();
    } catch (error) {
      if (tries === TRIES || !String(error).includes("deadlock detected")) throw error;
    }
  }
}

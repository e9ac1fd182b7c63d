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

/** Tables of the plan that stay; of who started or handles something there, nobody is left. */
const KEPT = ["assignments", "assignment_terms"];

/** What is never removed, whatever comes to point at an account some day. */
const PLAN = [
  ...KEPT,
  ...["cities", "units", "plans", "plan_cities", "chapters", "work_points"],
  ...["periods", "light_thresholds"],
];

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
        const gone = await removeRows(tx);
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

type Key = {
  name: string;
  child: string;
  parent: string;
  definition: string;
  /** child = parent, column by column */
  joined: string;
  column: string;
  nullable: boolean;
};

/**
 * What is flagged, and by the keys of the schema itself whatever points there: a table that is
 * added later needs no line here. The triggers that keep history stand aside meanwhile, and the
 * keys are made again afterwards, which checks that nothing points to what is gone.
 */
async function removeRows(tx: Transaction): Promise<Record<string, number>> {
  const run = (sql: string) => tx.$executeRawUnsafe(sql);
  const keys = await readKeys(tx);
  const flagged = await tx.$queryRaw<{ name: string }[]>`
    SELECT quote_ident(table_name) AS name FROM information_schema.columns
     WHERE table_schema = current_schema() AND column_name = 'demonstration'`;
  await run(
    "CREATE TEMP TABLE doomed (place oid, line tid, PRIMARY KEY (place, line)) ON COMMIT DROP",
  );
  const everyone = [...new Set([...keys.flatMap(({ child, parent }) => [child, parent])])].sort();
  await run(`LOCK TABLE ${everyone.join(", ")} IN SHARE ROW EXCLUSIVE MODE`);
  for (const { name } of flagged) {
    await run(`INSERT INTO doomed SELECT tableoid, ctid FROM ${name} WHERE demonstration`);
  }
  const freed = keys.filter(
    ({ child, parent, nullable }) => KEPT.includes(child) && parent === "accounts" && nullable,
  );
  const followed = keys.filter((key) => !freed.includes(key));
  for (let found = 1; found > 0; ) {
    found = 0;
    for (const { child, parent, joined } of followed) {
      found += await run(`INSERT INTO doomed SELECT c.tableoid, c.ctid FROM ${child} c
        JOIN ${parent} p ON ${joined} JOIN doomed d ON d.place = p.tableoid AND d.line = p.ctid
        ON CONFLICT DO NOTHING`);
    }
  }
  const places = await tx.$queryRaw<{ name: string; count: number }[]>`
    SELECT place::regclass::text AS name, count(*)::int AS count FROM doomed GROUP BY 1 ORDER BY 1`;
  const lost = places.filter(({ name }) => PLAN.includes(name)).map(({ name }) => name);
  if (lost.length > 0) throw new Error(`the plan would go as well: ${lost.join(", ")}`);
  const touched = new Set([...places.map(({ name }) => name), ...KEPT]);
  for (const { name, child } of keys) await run(`ALTER TABLE ${child} DROP CONSTRAINT ${name}`);
  for (const name of touched) await run(`ALTER TABLE ${name} DISABLE TRIGGER USER`);
  for (const { child, column } of freed) {
    await run(`UPDATE ${child} SET ${column} = NULL WHERE ${column} IN
      (SELECT a.id FROM accounts a JOIN doomed d ON d.place = a.tableoid AND d.line = a.ctid)`);
  }
  for (const { name } of places) {
    await run(
      `DELETE FROM ${name} t USING doomed d WHERE d.place = t.tableoid AND d.line = t.ctid`,
    );
  }
  for (const name of touched) await run(`ALTER TABLE ${name} ENABLE TRIGGER USER`);
  for (const { name, child, definition } of keys)
    await run(`ALTER TABLE ${child} ADD CONSTRAINT ${name} ${definition}`);
  return Object.fromEntries(places.map(({ name, count }) => [name, count]));
}

function readKeys(tx: Transaction): Promise<Key[]> {
  return tx.$queryRaw<Key[]>`
    SELECT quote_ident(k.conname) AS name, k.conrelid::regclass::text AS child,
           k.confrelid::regclass::text AS parent, pg_get_constraintdef(k.oid) AS definition,
           string_agg(format('c.%I = p.%I', ca.attname, pa.attname), ' AND ') AS joined,
           min(quote_ident(ca.attname)) AS column, bool_or(NOT ca.attnotnull) AS nullable
      FROM pg_constraint k
     CROSS JOIN LATERAL unnest(k.conkey, k.confkey) AS u(mine, theirs)
      JOIN pg_attribute ca ON ca.attrelid = k.conrelid AND ca.attnum = u.mine
      JOIN pg_attribute pa ON pa.attrelid = k.confrelid AND pa.attnum = u.theirs
     WHERE k.contype = 'f' AND k.connamespace = current_schema()::regnamespace
     GROUP BY k.oid, k.conname, k.conrelid, k.confrelid ORDER BY 2, 1`;
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

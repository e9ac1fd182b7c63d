import "server-only";
import { subMonths } from "date-fns";
import { shanghaiDate, toDbDate } from "../dates";
import { systemNow } from "../platform/clock";
import { Prisma, type Transaction, transact } from "../platform/db";
import { notFound, Refusal } from "../platform/refusal";
import { type Actor, reaches } from "../policy";
import { AUDIT_MONTHS, auditHash, CHAIN_START } from "./rules";

export type AuditEvent = {
  /** noun.verb: update.submit */
  action: string;
  /** noun:id: assignment:12 */
  subject: string;
  before?: Prisma.InputJsonValue | null;
  after?: Prisma.InputJsonValue | null;
  /** the plan whose dashboards the event changes: its revision goes up by one */
  planId?: number;
  /** the event makes or unmakes that plan: whoever does so works on another one */
  anyPlan?: true;
};

export type AuditActor = Pick<Actor, "name" | "post" | "unitName" | "address"> &
  Partial<Pick<Actor, "plan" | "planIds">> & {
    accountId: number | null;
  };

/** Who acts when the program itself does: a first start, a command line. */
export const SYSTEM_ACTOR: AuditActor = {
  accountId: null,
  name: "system",
  post: "系统",
  unitName: null,
  address: "",
};

/**
 * Nobody writes in another plan than the one they work on: a page left open from before they changed
 * over is told so, and a plan out of reach looks missing. Programs work on all.
 */
export function stayInPlan(
  { plan = null, planIds = null }: Pick<AuditActor, "plan" | "planIds">,
  planId: number,
): void {
  if (plan === null ? planIds === null : plan.id === planId) return;
  if (!reaches({ planIds }, planId)) throw notFound();
  throw new Refusal("STALE", "这一页属于另一份工作要点，请先在“工作要点”里打开那一份，再提交。");
}

/**
 * Writes the entry of one command, last in its transaction: the lock that keeps the chain in order
 * is held from here to the commit. `now` is business time; the entry also keeps the real time.
 */
export async function recordEntry(
  tx: Transaction,
  actor: AuditActor,
  event: AuditEvent,
  now: Date,
): Promise<void> {
  if (event.planId !== undefined && !event.anyPlan) stayInPlan(actor, event.planId);
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(${LOCK})`;
  const last = await tx.auditEntry.findFirst({
    orderBy: { sequence: "desc" },
    select: { sequence: true, hash: true },
  });
  const at = systemNow();
  const content = {
    sequence: (last?.sequence ?? 0) + 1,
    at: at.toISOString(),
    businessOn: shanghaiDate(now),
    accountId: actor.accountId,
    accountName: [actor.unitName, actor.post, actor.name].filter(Boolean).join(" · "),
    address: actor.address,
    action: event.action,
    subject: event.subject,
    before: event.before ?? null,
    after: event.after ?? null,
    previousHash: last?.hash ?? CHAIN_START,
  };
  await tx.auditEntry.create({
    data: {
      ...content,
      at,
      businessOn: toDbDate(content.businessOn),
      before: content.before ?? Prisma.DbNull,
      after: content.after ?? Prisma.DbNull,
      hash: auditHash(content),
    },
  });
  if (event.planId !== undefined) {
    await tx.$executeRaw`UPDATE plans SET revision = revision + 1 WHERE id = ${event.planId}`;
  }
}

const noted = new Set<string>();

/**
 * Notes that something was read that programs read over and over: once a day (Shanghai, real time) for
 * the same reader, subject and content, however many instances answer. `clock` is real time.
 */
export async function recordOnceADay(
  actor: AuditActor,
  event: Pick<AuditEvent, "action" | "subject"> & { after: Prisma.InputJsonObject },
  now: Date,
  clock: Date,
): Promise<void> {
  const { action, subject, after } = event;
  const day = shanghaiDate(clock);
  const key = JSON.stringify([day, actor.accountId, actor.name, action, subject, after]);
  if (noted.has(key)) return;
  await transact(async (tx) => {
    await tx.$executeRaw`SELECT pg_advisory_xact_lock(${LOCK})`;
    const [same] = await tx.$queryRaw<unknown[]>`
      SELECT sequence FROM audit_entries
       WHERE subject = ${subject} AND action = ${action} AND after = ${JSON.stringify(after)}::jsonb
         AND account_id IS NOT DISTINCT FROM ${actor.accountId}
         AND at >= ${new Date(`${day}T00:00:00+08:00`)} LIMIT 1`;
    if (!same) await recordEntry(tx, actor, event, now);
  });
  if (noted.size > MOST_NOTED) noted.clear();
  noted.add(key);
}

/** Days gone by make room; the database knows what was noted anyway. */
const MOST_NOTED = 5_000;

/**
 * Notes what somebody was refused: which page or address, and why. Written by itself, since what was
 * refused has left nothing behind. `now` is business time.
 */
export async function recordRefusal(
  actor: AuditActor,
  { path, code, sentence }: { path: string; code: string; sentence: string },
  now: Date,
): Promise<void> {
  const entry = {
    action: "access.refused",
    subject: `page:${path.replace(/[?#].*$/s, "").slice(0, 200)}`,
    after: { code, sentence: sentence.slice(0, 500) },
  };
  await transact((tx) => recordEntry(tx, actor, entry, now));
}

/**
 * Removes the entries written before a day (Shanghai), the oldest first, and keeps the number and
 * hash of the last of them, which the rest still follow. Refused for a day within the six months
 * that are kept; `clock` is real time. Answers how many went.
 */
export async function purgeAudit(
  by: AuditActor,
  { before }: { before: string },
  now: Date,
  clock: Date,
): Promise<number> {
  const until = new Date(`${before}T00:00:00+08:00`);
  const latest = subMonths(clock, AUDIT_MONTHS);
  if (until > latest) {
    throw new Refusal(
      "INVALID",
      `审计日志至少保存 ${AUDIT_MONTHS} 个月，只能清除 ${shanghaiDate(latest)} 以前的记录，请改写日期。`,
    );
  }
  return transact(async (tx) => {
    const [right] = await tx.$queryRaw<{ has: boolean }[]>`
      SELECT has_table_privilege('audit_entries', 'DELETE') AS has`;
    if (!right?.has) {
      throw new Refusal(
        "FORBIDDEN",
        "门户运行所用的数据库账号不能清除审计日志，请在 MIGRATE_DATABASE_URL 中写上各表所有者的连接地址后再执行。",
      );
    }
    await tx.$executeRaw`SELECT pg_advisory_xact_lock(${LOCK})`;
    // Everything up to the first entry that stays: a clock that was set back leaves no gap.
    const [last] = await tx.$queryRaw<{ sequence: number; hash: string }[]>`
      SELECT sequence, hash FROM audit_entries
       WHERE sequence < coalesce((SELECT min(sequence) FROM audit_entries WHERE at >= ${until}),
                                 (SELECT max(sequence) FROM audit_entries))
       ORDER BY sequence DESC LIMIT 1`;
    if (!last) return 0;
    await tx.$executeRaw`
      UPDATE audit_chain SET start_sequence = ${last.sequence}, start_hash = ${last.hash}`;
    const entries = await tx.$executeRaw`
      DELETE FROM audit_entries WHERE sequence <= ${last.sequence}`;
    const after = { before, entries, through: last.sequence, hash: last.hash };
    await recordEntry(tx, by, { action: "audit.purge", subject: "audit", after }, now);
    return entries;
  });
}

// Any number will do as long as nothing else in this database uses it.
const LOCK = 20240425;

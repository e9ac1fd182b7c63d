import "server-only";
import { shanghaiDate, toDbDate } from "../dates";
import { systemNow } from "../platform/clock";
import { Prisma, type Transaction } from "../platform/db";
import type { Actor } from "../policy";
import { auditHash, CHAIN_START } from "./rules";

export type AuditEvent = {
  /** noun.verb: update.submit */
  action: string;
  /** noun:id: assignment:12 */
  subject: string;
  before?: Prisma.InputJsonValue | null;
  after?: Prisma.InputJsonValue | null;
  /** the plan whose dashboards the event changes: its revision goes up by one */
  planId?: number;
};

export type AuditActor = Pick<Actor, "name" | "post" | "unitName" | "address"> & {
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
 * Writes the entry of one command, last in its transaction: the lock that keeps the chain in order
 * is held from here to the commit. `now` is business time; the entry also keeps the real time.
 */
export async function recordEntry(
  tx: Transaction,
  actor: AuditActor,
  event: AuditEvent,
  now: Date,
): Promise<void> {
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

// Any number will do as long as nothing else in this database uses it.
const LOCK = 20240425;

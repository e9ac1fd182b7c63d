import "server-only";
import { addDays, fromDbDate } from "../dates";
import { db, Prisma } from "../platform/db";
import { notFound } from "../platform/refusal";
import { type Actor, may } from "../policy";
import { type ChainReading, readChain } from "./chain";
import { REFUSED_ACTIONS } from "./rules";
import type { AuditFilter } from "./schema";

export type AuditRow = {
  sequence: number;
  at: Date;
  businessOn: string;
  accountName: string;
  address: string;
  action: string;
  subject: string;
  before: unknown;
  after: unknown;
  /** what the chain holds of it */
  hash: string;
};

/** The newest entries first, `size` a page, from the entry before `beforeSequence` on. */
export async function listAuditEntries(
  actor: Actor,
  filter: AuditFilter,
  beforeSequence: number | null,
  size = 50,
): Promise<AuditRow[]> {
  if (!may(actor, "audit.read")) throw notFound();
  const conditions = conditionsOf(filter);
  if (beforeSequence !== null) conditions.push(Prisma.sql`sequence < ${beforeSequence}`);
  const rows = await db().$queryRaw<(Omit<AuditRow, "businessOn"> & { businessOn: Date })[]>`
    SELECT sequence, at, business_on AS "businessOn", account_name AS "accountName", address,
           action, subject, before, after, hash
      FROM audit_entries WHERE ${all(conditions)} ORDER BY sequence DESC LIMIT ${size}`;
  return rows.map(({ businessOn, ...row }) => ({ ...row, businessOn: fromDbDate(businessOn) }));
}

/** How many entries a filter finds; counting stops at `most`. */
export async function countAuditEntries(
  actor: Actor,
  filter: AuditFilter,
  most: number,
): Promise<number> {
  if (!may(actor, "audit.read")) throw notFound();
  const [row] = await db().$queryRaw<{ count: number }[]>`
    SELECT count(*)::int AS count FROM
      (SELECT 1 FROM audit_entries WHERE ${all(conditionsOf(filter))} LIMIT ${most}) found`;
  return row?.count ?? 0;
}

/** Walks the whole chain; the number of entries and the first fault, if any. */
export async function verifyAuditChain(actor: Actor): Promise<ChainReading> {
  if (!may(actor, "audit.read")) throw notFound();
  return readChain();
}

function all(conditions: Prisma.Sql[]): Prisma.Sql {
  return conditions.length === 0 ? Prisma.sql`true` : Prisma.join(conditions, " AND ");
}

// What people type is looked for as it stands: % and _ are only signs.
const holds = (column: Prisma.Sql, text: string) =>
  Prisma.sql`position(lower(${text}) IN lower(${column})) > 0`;

function conditionsOf({ who, action, noun, id, from, to, refused, text }: AuditFilter) {
  const found: Prisma.Sql[] = [];
  if (who) found.push(holds(Prisma.sql`account_name`, who));
  if (action?.endsWith(".")) found.push(Prisma.sql`starts_with(action, ${action})`);
  else if (action) found.push(Prisma.sql`action = ${action}`);
  if (noun && id) found.push(Prisma.sql`subject = ${`${noun}:${id}`}`);
  else if (noun) found.push(Prisma.sql`(subject = ${noun} OR starts_with(subject, ${`${noun}:`}))`);
  else if (id) found.push(Prisma.sql`split_part(subject, ':', 2) = ${id}`);
  if (refused) found.push(Prisma.sql`action = ANY(${REFUSED_ACTIONS})`);
  if (from) found.push(Prisma.sql`at >= ${midnight(from)}`);
  if (to) found.push(Prisma.sql`at < ${midnight(addDays(to, 1))}`);
  if (text) {
    const content = Prisma.sql`concat(before, ' ', after, ' ', subject)`;
    found.push(holds(content, text));
  }
  return found;
}

/** Where a day begins in Shanghai. */
function midnight(day: string): Date {
  return new Date(`${day}T00:00:00+08:00`);
}

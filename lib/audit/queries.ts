import "server-only";
import { saidAs } from "../audit-text";
import { addDays, fromDbDate } from "../dates";
import { db, Prisma } from "../platform/db";
import { notFound } from "../platform/refusal";
import { ADDS_ONLY } from "../platform/roles";
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
  /** what the subject is called now; null where it is gone or has no name */
  called: string | null;
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
           action, subject, before, after, hash, ${CALLED} AS called
      FROM audit_entries WHERE ${all(conditions)} ORDER BY sequence DESC LIMIT ${size}`;
  return rows.map(({ businessOn, ...row }) => ({ ...row, businessOn: fromDbDate(businessOn) }));
}

// A number alone says little to a reader: the account's name, the unit's, the point's number.
const SUBJECT_ID = Prisma.sql`substring(subject FROM ':([0-9]{1,9})$')::int`;
const CALLED = Prisma.sql`
  CASE split_part(subject, ':', 1)
    WHEN 'account' THEN (SELECT name FROM accounts WHERE id = ${SUBJECT_ID})
    WHEN 'unit' THEN (SELECT name FROM units WHERE id = ${SUBJECT_ID})
    WHEN 'plan' THEN (SELECT title FROM plans WHERE id = ${SUBJECT_ID})
    WHEN 'import' THEN (SELECT title FROM imports WHERE id = ${SUBJECT_ID})
    WHEN 'work-point' THEN (
      SELECT p.year || ' 年第 ' || wp.number || ' 项' FROM work_points wp
        JOIN plans p ON p.id = wp.plan_id WHERE wp.id = ${SUBJECT_ID})
    WHEN 'assignment' THEN (
      SELECT u.name || '，' || p.year || ' 年第 ' || wp.number || ' 项' FROM assignments a
        JOIN units u ON u.id = a.unit_id JOIN work_points wp ON wp.id = a.point_id
        JOIN plans p ON p.id = a.plan_id WHERE a.id = ${SUBJECT_ID})
    WHEN 'period' THEN (
      SELECT to_char(month, 'YYYY-MM') FROM periods WHERE id = ${SUBJECT_ID})
  END`;

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

/**
 * Walks the whole chain; the number of entries and the first fault, if any, and whether the portal's
 * own role can do no more than add to it.
 */
export async function verifyAuditChain(
  actor: Actor,
): Promise<ChainReading & { addsOnly: boolean }> {
  if (!may(actor, "audit.read")) throw notFound();
  const [reading, rows] = await Promise.all([
    readChain(),
    db().$queryRawUnsafe<{ kept: boolean }[]>(ADDS_ONLY),
  ]);
  return { ...reading, addsOnly: rows[0]?.kept === true };
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
    found.push(Prisma.sql`(${Prisma.join(meant(text), " OR ")})`);
  }
  return found;
}

/**
 * What is recorded as it is typed, and what the screen says in words and the record holds as a code or
 * a number: 暂停 is "PAUSE" under "kind", a unit or a city its id under "unitId" or in the subject.
 */
function meant(text: string): Prisma.Sql[] {
  const { actions, values } = saidAs(text);
  const holdsCode = values.map(({ field, code }) => {
    const path = `$.**."${field}" ? (@ == $code)`;
    const variables = JSON.stringify({ code });
    return Prisma.sql`jsonb_path_exists(before, ${path}::jsonpath, ${variables}::jsonb)
                   OR jsonb_path_exists(after, ${path}::jsonpath, ${variables}::jsonb)`;
  });
  const units = Prisma.sql`(SELECT id FROM units WHERE ${holds(Prisma.sql`name`, text)}
    UNION SELECT unit_id FROM unit_names WHERE ${holds(Prisma.sql`name`, text)})`;
  const cities = Prisma.sql`(SELECT id FROM cities WHERE ${holds(Prisma.sql`name`, text)})`;
  return [
    holds(Prisma.sql`concat(before, ' ', after, ' ', subject)`, text),
    ...(actions.length > 0 ? [Prisma.sql`action = ANY(${actions})`] : []),
    ...holdsCode,
    holdsNumber("unitId", units),
    holdsNumber("cityId", cities),
    Prisma.sql`subject IN (SELECT 'unit:' || id FROM ${units} named
      UNION ALL SELECT 'city:' || id FROM ${cities} named
      UNION ALL SELECT 'assignment:' || a.id FROM assignments a JOIN ${units} named ON named.id = a.unit_id)`,
  ];
}

// The ids are gathered once for the statement, whatever the number of entries.
function holdsNumber(field: "unitId" | "cityId", ids: Prisma.Sql): Prisma.Sql {
  const path = `$.**.${field} ? (@ == $ids[*])`;
  const variables = Prisma.sql`(SELECT jsonb_build_object('ids', coalesce(jsonb_agg(id), '[]')) FROM ${ids} named)`;
  return Prisma.sql`jsonb_path_exists(before, ${path}::jsonpath, ${variables})
                 OR jsonb_path_exists(after, ${path}::jsonpath, ${variables})`;
}

/** Where a day begins in Shanghai. */
function midnight(day: string): Date {
  return new Date(`${day}T00:00:00+08:00`);
}

import "server-only";
import { createHash } from "node:crypto";
import type { Role } from "../../prisma/generated/enums";
import { shanghaiDate, toDbDate } from "../dates";
import { businessNow, isDemonstration } from "../platform/clock";
import { db, Prisma } from "../platform/db";
import { env } from "../platform/env";
import { notFound } from "../platform/refusal";
import { type Actor, may } from "../policy";
import { adminCities, withinCities } from "./reach";
import {
  isSessionLive,
  type PasswordFacts,
  passwordDue,
  SEEN_EVERY,
  SESSION_IDLE,
  SESSION_MAX,
  type SecondFactorFacts,
  type SessionTimes,
  secondFactorDue,
} from "./rules";

type PersonRow = {
  accountId: number;
  name: string;
  post: string;
  role: Role;
  unitIds: number[] | null;
  unitName: string | null;
  cityId: number | null;
  signsOff: boolean;
  unread: number;
  waiting: NonNullable<Actor["waiting"]>;
  demonstration: boolean;
  planIds: number[] | null;
  plan: Actor["plan"];
};

type SessionRow = SessionTimes & { byIdentity: boolean };
type ActorRow = PersonRow & PasswordFacts & SecondFactorFacts & SessionRow;

/**
 * The person behind a session as they are now, or null when the session is revoked, idle too long,
 * too old, or its account no longer active. One statement, which also notes the visit once a minute
 * (unless `visit` is false: a page that drew itself anew is no use of the portal) and reads the revision of the plan.
 */
export async function getActorBySession(
  sessionId: string,
  address: string,
  now: Date,
  visit = true,
): Promise<Actor | null> {
  const seenBefore = new Date(now.getTime() - SEEN_EVERY);
  const idleSince = new Date(now.getTime() - SESSION_IDLE);
  const oldest = new Date(now.getTime() - SESSION_MAX);
  const rows = await db().$queryRaw<ActorRow[]>`
    /* prepared */ WITH seen AS (
      UPDATE sessions SET last_seen_at = ${now}
      WHERE id = ${sessionId} AND revoked_at IS NULL AND last_seen_at < ${seenBefore}
        AND last_seen_at > ${idleSince} AND created_at > ${oldest} AND ${visit}
    )
    SELECT a.id AS "accountId", a.name, a.post, a.role, a.city_id AS "cityId", a.demonstration,
           a.signs_off AS "signsOff", a.one_time AS "oneTime", a.password_set_at AS "passwordSetAt",
           (SELECT count(*)::int FROM notifications n
             WHERE n.account_id = a.id AND n.read_at IS NULL) AS unread,
           u.name AS "unitName", s.created_at AS "createdAt", s.last_seen_at AS "lastSeenAt",
           s.revoked_at AS "revokedAt", a.totp_since AS "totpSince",
           s.second_factor_at AS "secondFactorAt", s.by_identity AS "byIdentity",
           own.ids AS "unitIds", reach.ids AS "planIds", ${PLAN} AS plan,
           json_build_object(
             'completions', CASE WHEN a.role = 'REVIEWER' THEN
               (SELECT count(*) FROM waiting_completions(chosen.id, a.city_id)) ELSE 0 END,
             'objections', CASE WHEN a.role IN ('REVIEWER', 'ADMIN') THEN
               (SELECT count(*) FROM waiting_objections(chosen.id, a.city_id)) ELSE 0 END,
             'nudges', CASE WHEN a.role = 'STAFF' THEN
               (SELECT coalesce(json_agg(json_build_object('assignmentId', assignment_id,
                         'periodId', period_id)), '[]')
                  FROM open_nudges(chosen.id, own.ids)) ELSE '[]' END) AS waiting
    FROM sessions s
    JOIN accounts a ON a.id = s.account_id AND a.active AND a.locked_at IS NULL
     AND (NOT a.demonstration OR ${isDemonstration()})
    ${reachSql(Prisma.sql`s.plan_id`)}
    CROSS JOIN LATERAL (SELECT array_agg(id) AS ids FROM units
                         WHERE id = a.unit_id OR parent_id = a.unit_id) own
    LEFT JOIN units u ON u.id = a.unit_id
    WHERE s.id = ${sessionId}`;
  const [row] = rows;
  if (!row || !isSessionLive(row, now)) return null;
  const due = row.byIdentity ? null : passwordDue(env().PASSWORD_PROFILE, row, now);
  const second = secondFactorDue(env().SECOND_FACTOR, row);
  return {
    ...actorOf(row, sessionId, address),
    ...(due ? { passwordDue: due } : {}),
    ...(second ? { secondFactorDue: second } : {}),
  };
}

/** The person whose 日历订阅 a secret opens, as they are now; null when it is unknown, revoked, or the account closed. */
export async function getActorByCalendarToken(
  token: string,
  address: string,
  now: Date,
): Promise<Actor | null> {
  const rows = await db().$queryRaw<PersonRow[]>`
    WITH feed AS (
      UPDATE calendar_feeds SET last_used_at = ${now}
       WHERE token_hash = ${tokenHash(token)} AND revoked_at IS NULL RETURNING account_id
    )
    SELECT a.id AS "accountId", a.name, a.post, a.role, a.city_id AS "cityId", a.demonstration,
           a.signs_off AS "signsOff", 0 AS unread, u.name AS "unitName",
           (SELECT array_agg(own.id) FROM units own
             WHERE own.id = a.unit_id OR own.parent_id = a.unit_id) AS "unitIds",
           reach.ids AS "planIds", ${PLAN} AS plan,
           json_build_object('completions', 0, 'objections', 0, 'nudges', '[]'::json) AS waiting
    FROM feed
    JOIN accounts a ON a.id = feed.account_id AND a.active AND a.locked_at IS NULL
     AND (NOT a.demonstration OR ${isDemonstration()})
    ${reachSql(Prisma.sql`NULL`)}
    LEFT JOIN units u ON u.id = a.unit_id`;
  const [row] = rows;
  return row ? actorOf(row, null, address) : null;
}

/** The plans within an account's reach, and the one it works on: as chosen, or in force on the business day. */
function reachSql(chosen: Prisma.Sql): Prisma.Sql {
  const day = toDbDate(shanghaiDate(businessNow()));
  return Prisma.sql`
    CROSS JOIN LATERAL (SELECT reached_plans(a.id) AS ids OFFSET 0) reach
    CROSS JOIN LATERAL (SELECT plan_in_force(reach.ids, ${chosen}, ${day}::date) AS id OFFSET 0) chosen`;
}

const PLAN = Prisma.sql`
    (SELECT json_build_object('id', p.id, 'revision', p.revision,
              'several', EXISTS (SELECT 1 FROM plans other WHERE other.id <> p.id
                AND (reach.ids IS NULL OR other.id = ANY (reach.ids))),
              'demonstration', EXISTS (SELECT 1 FROM accounts WHERE demonstration))
       FROM plans p WHERE p.id = chosen.id)`;

function actorOf(row: PersonRow, sessionId: string | null, address: string): Actor {
  const { accountId, name, post, role, unitName, cityId, signsOff, demonstration } = row;
  return {
    accountId,
    name,
    post,
    role,
    unitIds: role === "STAFF" ? (row.unitIds ?? []) : [],
    unitName,
    cityId,
    signsOff,
    unread: row.unread,
    waiting: row.waiting,
    demonstration,
    sessionId,
    planIds: row.planIds,
    plan: row.plan,
    address,
  };
}

/** A demonstration account as an actor, for loading the demonstration; no other account can be had this way. */
export async function demonstrationActor(name: string): Promise<Actor> {
  const account = await db().account.findFirstOrThrow({
    where: { name, demonstration: true },
    include: { unit: { select: { name: true, children: { select: { id: true } } } } },
  });
  const own = account.unitId === null ? [] : [account.unitId];
  return {
    accountId: account.id,
    name: account.name,
    post: account.post,
    role: account.role,
    unitIds: [...own, ...(account.unit?.children.map((unit) => unit.id) ?? [])],
    unitName: account.unit?.name ?? null,
    cityId: account.cityId,
    signsOff: account.signsOff,
    unread: 0,
    demonstration: true,
    sessionId: null,
    planIds: null,
    plan: null,
    address: "",
  };
}

/** The actor an API token stands for, or null when it is unknown or revoked. One statement. */
export async function getActorByApiToken(
  token: string,
  address: string,
  now: Date,
): Promise<Actor | null> {
  const rows = await db().$queryRaw<
    { id: number; label: string; createdById: number; planIds: number[] | null }[]
  >`
    UPDATE api_tokens t SET last_used_at = ${now}
      FROM accounts a
     WHERE t.token_hash = ${tokenHash(token)} AND t.revoked_at IS NULL
       AND a.id = t.created_by_id AND a.active AND a.locked_at IS NULL AND a.role = 'ADMIN'
       AND (NOT a.demonstration OR ${isDemonstration()})
    RETURNING t.id, t.label, t.created_by_id AS "createdById",
              reached_plans(a.id) AS "planIds"`;
  const [row] = rows;
  if (!row) return null;
  return {
    accountId: row.createdById,
    name: row.label,
    post: "接口令牌",
    role: "API_TOKEN",
    unitIds: [],
    unitName: null,
    cityId: null,
    signsOff: false,
    unread: 0,
    demonstration: false,
    sessionId: null,
    apiTokenId: row.id,
    planIds: row.planIds,
    plan: null,
    address,
  };
}

export const tokenHash = (token: string) => createHash("sha256").update(token).digest("hex");

export type ApiTokenRow = {
  id: number;
  label: string;
  createdAt: Date;
  lastUsedAt: Date | null;
  revokedAt: Date | null;
};

/** Those an administrator answers for: made by accounts within its cities. */
export async function listApiTokens(actor: Actor): Promise<ApiTokenRow[]> {
  if (!may(actor, "api-token.manage")) throw notFound();
  return db().apiToken.findMany({
    where: { createdBy: withinCities(await adminCities(actor)) },
    orderBy: [{ revokedAt: { sort: "asc", nulls: "first" } }, { id: "desc" }],
    select: { id: true, label: true, createdAt: true, lastUsedAt: true, revokedAt: true },
  });
}

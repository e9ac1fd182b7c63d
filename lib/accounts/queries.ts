import "server-only";
import { createHash } from "node:crypto";
import type { Role } from "../../prisma/generated/enums";
import { isDemonstration } from "../platform/clock";
import { db, type Transaction } from "../platform/db";
import { env } from "../platform/env";
import { notFound } from "../platform/refusal";
import { type Actor, may } from "../policy";
import {
  isSessionLive,
  PASSWORD_HINTS,
  type PasswordFacts,
  passwordDue,
  SEEN_EVERY,
  SESSION_IDLE,
  SESSION_MAX,
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
  demonstration: boolean;
  plan: Actor["plan"];
};

type ActorRow = PersonRow &
  PasswordFacts & {
    createdAt: Date;
    lastSeenAt: Date;
    revokedAt: Date | null;
    totpSince: Date | null;
    secondFactorAt: Date | null;
  };

/**
 * The person behind a session as they are now, or null when the session is revoked, idle too long,
 * too old, or its account no longer active. One statement, which also notes the visit once a minute
 * (unless `visit` is false: a page that drew itself anew is no use of the portal) and reads the revision that tells whether the dashboards in memory still hold.
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
    WITH seen AS (
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
           s.second_factor_at AS "secondFactorAt",
           (SELECT array_agg(own.id) FROM units own
             WHERE own.id = a.unit_id OR own.parent_id = a.unit_id) AS "unitIds",
           (SELECT json_build_object('id', p.id, 'revision', p.revision,
                     'demonstration', EXISTS (SELECT 1 FROM accounts WHERE demonstration))
              FROM plans p ORDER BY p.year DESC, p.id LIMIT 1) AS plan
    FROM sessions s
    JOIN accounts a ON a.id = s.account_id AND a.active AND a.locked_at IS NULL
     AND (NOT a.demonstration OR ${isDemonstration()})
    LEFT JOIN units u ON u.id = a.unit_id
    WHERE s.id = ${sessionId}`;
  const [row] = rows;
  if (!row || !isSessionLive(row, now)) return null;
  const due = passwordDue(env().PASSWORD_PROFILE, row, now);
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
           (SELECT json_build_object('id', p.id, 'revision', p.revision,
                     'demonstration', EXISTS (SELECT 1 FROM accounts WHERE demonstration))
              FROM plans p ORDER BY p.year DESC, p.id LIMIT 1) AS plan
    FROM feed
    JOIN accounts a ON a.id = feed.account_id AND a.active AND a.locked_at IS NULL
     AND (NOT a.demonstration OR ${isDemonstration()})
    LEFT JOIN units u ON u.id = a.unit_id`;
  const [row] = rows;
  return row ? actorOf(row, null, address) : null;
}

function actorOf(row: PersonRow, sessionId: string | null, address: string): Actor {
  const { accountId, name, post, role, unitName, cityId, signsOff, unread, demonstration, plan } =
    row;
  return {
    accountId,
    name,
    post,
    role,
    unitIds: role === "STAFF" ? (row.unitIds ?? []) : [],
    unitName,
    cityId,
    signsOff,
    unread,
    demonstration,
    sessionId,
    plan,
    address,
  };
}

/**
 * Locks a unit with those above and below it, so that who signs for them changes one by one: of two
 * who take the last two signers away, the second sees what the first did.
 */
export async function lockSigning(tx: Transaction, unitId: number | null): Promise<void> {
  await tx.$executeRaw`
    SELECT 1 FROM units u
     WHERE u.id = ${unitId} OR u.parent_id = ${unitId}
        OR u.id = (SELECT parent_id FROM units WHERE id = ${unitId})
     ORDER BY u.id FOR UPDATE`;
}

/**
 * Of a unit and those below it, the names of those whose reports need 审签 and that nobody can sign
 * for: neither an account of their own nor one of the unit above. Asked after a change, before its commit.
 */
export async function findUnsigned(tx: Transaction, unitId: number | null): Promise<string[]> {
  const rows = await tx.$queryRaw<{ name: string }[]>`
    SELECT u.name FROM units u
     WHERE u.requires_sign_off AND (u.id = ${unitId} OR u.parent_id = ${unitId})
       AND NOT EXISTS (SELECT 1 FROM accounts a WHERE a.role = 'STAFF' AND a.active AND a.signs_off
                          AND a.unit_id IN (u.id, u.parent_id))
     ORDER BY u.official_order`;
  return rows.map(({ name }) => name);
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
  const rows = await db().$queryRaw<{ label: string; createdById: number }[]>`
    UPDATE api_tokens t SET last_used_at = ${now}
      FROM accounts a
     WHERE t.token_hash = ${tokenHash(token)} AND t.revoked_at IS NULL
       AND a.id = t.created_by_id AND a.active AND a.locked_at IS NULL
    RETURNING t.label, t.created_by_id AS "createdById"`;
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
    plan: null,
    address,
  };
}

/** What a new password has to be, as a sentence. */
export const passwordHint = () => PASSWORD_HINTS[env().PASSWORD_PROFILE];

export function tokenHash(token: string): string {
  return createHash("sha256").update(token).digest("hex");
}

export type ApiTokenRow = {
  id: number;
  label: string;
  createdAt: Date;
  lastUsedAt: Date | null;
  revokedAt: Date | null;
};

export async function listApiTokens(actor: Actor): Promise<ApiTokenRow[]> {
  if (!may(actor, "api-token.manage")) throw notFound();
  return db().apiToken.findMany({
    orderBy: [{ revokedAt: { sort: "asc", nulls: "first" } }, { id: "desc" }],
    select: { id: true, label: true, createdAt: true, lastUsedAt: true, revokedAt: true },
  });
}

export type DemonstrationAccount = {
  name: string;
  post: string;
  role: Role;
  unitName: string | null;
  cityName: string | null;
};

/** The accounts the sign-in page offers; empty without demonstration data. Needs no actor: it is shown before sign-in. */
export async function listDemonstrationAccounts(): Promise<DemonstrationAccount[]> {
  if (!isDemonstration()) return [];
  const rows = await db().account.findMany({
    where: { demonstration: true, active: true },
    orderBy: [{ unit: { officialOrder: "asc" } }, { id: "asc" }],
    select: {
      name: true,
      post: true,
      role: true,
      unit: { select: { name: true, city: { select: { name: true } } } },
    },
  });
  return rows.map(({ unit, ...row }) => ({
    ...row,
    unitName: unit?.name ?? null,
    cityName: unit?.city?.name ?? null,
  }));
}

import "server-only";
import { randomBytes } from "node:crypto";
import type { Role } from "../../prisma/generated/enums";
import { type AuditActor, recordEntry } from "../audit/commands";
import { businessNow, systemNow } from "../platform/clock";
import { db, type Prisma, type Transaction, transact } from "../platform/db";
import { hashPassword } from "../platform/password";
import { notFound, Refusal } from "../platform/refusal";
import { type Actor, may, reaches } from "../policy";
import { endSessionsOf, keepASigner } from "./guards";
import { getActorBySession, tokenHash } from "./queries";
import { adminCities, withinCities } from "./reach";
import { FAILURE_KEEP, SESSION_KEEP, SESSION_MAX } from "./rules";
import type { CreateAccountInput, OpenPlanInput, SetEmailInput } from "./schema";
import { lockSigning } from "./signers";

/** Ends the actor's session on the server; a token that still names it opens nothing. */
export async function signOut(actor: Actor, now: Date): Promise<void> {
  const { sessionId } = actor;
  if (sessionId === null) return;
  await transact(async (tx) => {
    const { count } = await tx.session.updateMany({
      where: { id: sessionId, revokedAt: null },
      data: { revokedAt: now },
    });
    if (count === 0) return;
    const entry = { action: "sign-out", subject: `account:${actor.accountId}` };
    await recordEntry(tx, actor, entry, businessNow());
  });
}

/** 打开一份工作要点: what the person sees and writes from now on is that plan's; NOT_FOUND out of reach. */
export async function openPlan(actor: Actor, { planId }: OpenPlanInput, now: Date): Promise<void> {
  await transact(async (tx) => {
    const known = await tx.plan.count({ where: { id: planId } });
    if (known === 0 || !(await workOn(tx, actor, planId, now))) throw notFound();
  });
}

/** Changes a session over to a plan within reach; whether it did. */
export async function workOn(
  tx: Transaction,
  actor: Actor,
  planId: number,
  now: Date,
): Promise<boolean> {
  if (actor.sessionId === null || !reaches(actor, planId)) return false;
  await tx.session.updateMany({ where: { id: actor.sessionId }, data: { planId } });
  if (actor.plan?.id === planId) return true;
  const change = { before: actor.plan && { planId: actor.plan.id }, after: { planId } };
  // No planId: what the boards show has not changed.
  await recordEntry(tx, actor, { action: "plan.open", subject: `plan:${planId}`, ...change }, now);
  return true;
}

/** Ends a session by its id, where no actor is at hand. */
export async function endSession(sessionId: string, now: Date): Promise<void> {
  const actor = await getActorBySession(sessionId, "", now, false);
  if (actor) await signOut(actor, now);
}

/** Used by the command line (the first administrator) and the demonstration; the name must be free. */
export async function createAccount(
  by: AuditActor,
  input: Omit<CreateAccountInput, "cityIds"> & {
    cityIds?: number[];
    demonstration?: boolean;
    oneTime?: boolean;
    passwordHash?: string;
  },
  now: Date,
): Promise<number> {
  const { password, ...rest } = input;
  const passwordHash = input.passwordHash ?? (await hashPassword(password));
  if (rest.role === "STAFF" && rest.unitId === null) {
    throw new Refusal("INVALID", "填报员必须属于一个责任单位。", { unitId: "请指定责任单位。" });
  }
  return transact(
    (tx) => insertAccount(tx, by, { ...rest, passwordHash }, now),
    `账号 ${rest.name} 已存在，请换一个账号名。`,
  );
}

export type NewAccount = {
  name: string;
  post: string;
  role: Role;
  unitId: number | null;
  cityId: number | null;
  /** whose plans alone it reaches; none for all */
  cityIds?: number[];
  email?: string | null;
  passwordHash: string;
  oneTime?: boolean;
  active?: boolean;
  demonstration?: boolean;
  reason?: string | undefined;
};

/** One account with its audit entry, within a transaction. */
export async function insertAccount(
  tx: Transaction,
  by: AuditActor,
  { cityIds = [], reason, ...account }: NewAccount,
  now: Date,
): Promise<number> {
  const { id } = await tx.account.create({ data: account });
  await tx.accountCity.createMany({ data: cityIds.map((cityId) => ({ accountId: id, cityId })) });
  const { name, post, role, unitId, cityId } = account;
  const more = { ...(cityIds.length > 0 && { cityIds }), ...(reason && { reason }) };
  const after = { name, post, role, unitId, cityId, ...more };
  await recordEntry(tx, by, { action: "account.create", subject: `account:${id}`, after }, now);
  return id;
}

/** Gives an account a new one-time password and ends its sessions; NOT_FOUND for an unknown name. */
export async function setPassword(
  by: AuditActor,
  name: string,
  password: string,
  now: Date,
): Promise<void> {
  const passwordHash = await hashPassword(password);
  const data = { passwordHash, oneTime: true, passwordSetAt: systemNow() };
  await changeAccount(by, name, data, "account.set-password", now);
}

/**
 * Closes an account: nobody signs in with it, its sessions and tokens open nothing. Refused for the
 * only 审签人 a unit has while its reports need 审签: none could leave any more.
 */
export async function deactivateAccount(by: AuditActor, name: string, now: Date): Promise<void> {
  await changeAccount(by, name, { active: false }, "account.deactivate", now);
}

/** Where an account's reminders go besides the portal; null for nowhere. Its sessions go on. */
export async function setEmail(
  by: AuditActor,
  { name, email }: SetEmailInput,
  now: Date,
): Promise<void> {
  await transact(async (tx) => {
    const account = await tx.account.findUnique({
      where: { name },
      select: { id: true, email: true },
    });
    if (!account) throw new Refusal("NOT_FOUND", `没有账号 ${name}，请核对。`);
    await tx.account.update({ where: { name }, data: { email } });
    const entry = {
      action: "account.set-email",
      subject: `account:${account.id}`,
      before: { email: account.email },
      after: { email },
    };
    await recordEntry(tx, by, entry, now);
  });
}

const SIGNER = { id: true, unitId: true, signsOff: true, active: true, oneTime: true } as const;
async function changeAccount(
  by: AuditActor,
  name: string,
  data: Prisma.AccountUpdateInput,
  action: string,
  now: Date,
): Promise<void> {
  await transact(async (tx) => {
    const account = await tx.account.findUnique({ where: { name }, select: SIGNER });
    if (!account) throw new Refusal("NOT_FOUND", `没有账号 ${name}，请核对。`);
    await lockSigning(tx, account.unitId);
    const { active, oneTime } = await tx.account.update({ where: { name }, data, select: SIGNER });
    if (data.active === false) await keepASigner(tx, name, account);
    const sessions = await endSessionsOf(tx, account.id);
    const change = {
      before: { active: account.active, oneTime: account.oneTime },
      after: { active, oneTime, sessions },
    };
    await recordEntry(tx, by, { action, subject: `account:${account.id}`, ...change }, now);
  });
}

/** Returns the token's text, which is shown once and never kept. */
export async function createApiToken(
  actor: Actor,
  input: { label: string },
  now: Date,
): Promise<string> {
  if (!may(actor, "api-token.manage")) throw notFound();
  const token = `duban_${randomBytes(32).toString("base64url")}`;
  await transact(async (tx) => {
    const { id } = await tx.apiToken.create({
      data: {
        label: input.label,
        tokenHash: tokenHash(token),
        createdById: actor.accountId,
        createdAt: systemNow(),
      },
    });
    const subject = `api-token:${id}`;
    const after = { label: input.label };
    await recordEntry(tx, actor, { action: "api-token.create", subject, after }, now);
  });
  return token;
}

export async function revokeApiToken(
  actor: Actor,
  input: { id: number },
  now: Date,
): Promise<void> {
  if (!may(actor, "api-token.manage")) throw notFound();
  const createdBy = withinCities(await adminCities(actor));
  await transact(async (tx) => {
    const { count } = await tx.apiToken.updateMany({
      where: { id: input.id, revokedAt: null, createdBy },
      data: { revokedAt: systemNow() },
    });
    if (count === 0) throw new Refusal("STALE", "这个令牌已经停用。");
    const { label } = await tx.apiToken.findUniqueOrThrow({ where: { id: input.id } });
    const subject = `api-token:${input.id}`;
    await recordEntry(tx, actor, { action: "api-token.revoke", subject, before: { label } }, now);
  });
}

/**
 * Takes away what signing in leaves behind and nobody asks for any more: failures older than a day
 * that lock nothing, sessions that ended or reached their end 30 days ago. `now` is real time.
 */
export async function forgetSignIns(now: Date): Promise<{ failures: number; sessions: number }> {
  const before = (ms: number) => new Date(now.getTime() - ms);
  const names = await db().signInFailure.deleteMany({
    where: {
      lastAt: { lt: before(FAILURE_KEEP) },
      OR: [{ lockedUntil: null }, { lockedUntil: { lte: now } }],
    },
  });
  const addresses = await db().signInAddress.deleteMany({
    where: { since: { lt: before(FAILURE_KEEP) } },
  });
  const sessions = await db().session.deleteMany({
    where: {
      OR: [
        { revokedAt: { lt: before(SESSION_KEEP) } },
        { createdAt: { lt: before(SESSION_MAX + SESSION_KEEP) } },
      ],
    },
  });
  return { failures: names.count + addresses.count, sessions: sessions.count };
}

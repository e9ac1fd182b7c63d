import "server-only";
import { randomBytes } from "node:crypto";
import { type AuditActor, recordEntry } from "../audit/commands";
import { businessNow, systemNow } from "../platform/clock";
import { db, type Transaction, transact } from "../platform/db";
import { hashPassword } from "../platform/password";
import { notFound, Refusal } from "../platform/refusal";
import { type Actor, may } from "../policy";
import { findUnsigned, getActorBySession, lockSigning, tokenHash } from "./queries";
import { FAILURE_KEEP, SESSION_KEEP, SESSION_MAX } from "./rules";
import type { CreateAccountInput, SetEmailInput } from "./schema";

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
    await recordEntry(
      tx,
      actor,
      { action: "sign-out", subject: `account:${actor.accountId}` },
      businessNow(),
    );
  });
}

/** Ends a session by its id, where no actor is at hand. */
export async function endSession(sessionId: string, now: Date): Promise<void> {
  const actor = await getActorBySession(sessionId, "", now, false);
  if (actor) await signOut(actor, now);
}

/** Used by the command line (the first administrator) and the demonstration; the name must be free. */
export async function createAccount(
  by: AuditActor,
  input: CreateAccountInput & { demonstration?: boolean; passwordHash?: string },
  now: Date,
): Promise<number> {
  const passwordHash = input.passwordHash ?? (await hashPassword(input.password));
  const { name, post, role, unitId, cityId, demonstration = false } = input;
  if (role === "STAFF" && unitId === null) {
    throw new Refusal("INVALID", "填报员必须属于一个责任单位。", { unitId: "请指定责任单位。" });
  }
  return transact(async (tx) => {
    const account = await tx.account.create({
      data: { name, post, role, unitId, cityId, demonstration, passwordHash },
    });
    await recordEntry(
      tx,
      by,
      {
        action: "account.create",
        subject: `account:${account.id}`,
        after: { name, post, role, unitId, cityId },
      },
      now,
    );
    return account.id;
  }, `账号 ${name} 已存在，请换一个账号名。`);
}

/** Gives an account a new password and ends its sessions; NOT_FOUND for an unknown name. */
export async function setPassword(
  by: AuditActor,
  name: string,
  password: string,
  now: Date,
): Promise<void> {
  const passwordHash = await hashPassword(password);
  await changeAccount(by, name, { passwordHash }, "account.set-password", now);
}

/**
 * Closes an account: nobody signs in with it, its sessions and tokens open nothing. Refused for the
 * only 审签人 a unit has while its reports need 审签: none could leave any more.
 */
export async function deactivateAccount(by: AuditActor, name: string, now: Date): Promise<void> {
  await changeAccount(
    by,
    name,
    { active: false },
    "account.deactivate",
    now,
    async (tx, before) => {
      const [unit] = before.signsOff && before.active ? await findUnsigned(tx, before.unitId) : [];
      if (unit === undefined) return;
      throw new Refusal(
        "INVALID",
        `${name} 是${unit}唯一的审签人，该单位的进展要求审签，不能停用。请先由管理员在该单位页面的“审签”中另行指定审签人，或取消审签要求。`,
      );
    },
  );
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

const SIGNER = { id: true, unitId: true, signsOff: true, active: true } as const;
type Signer = { unitId: number | null; signsOff: boolean; active: boolean };

async function changeAccount(
  by: AuditActor,
  name: string,
  data: { passwordHash: string } | { active: boolean },
  action: string,
  now: Date,
  check?: (tx: Transaction, before: Signer) => Promise<void>,
): Promise<void> {
  await transact(async (tx) => {
    const account = await tx.account.findUnique({ where: { name }, select: SIGNER });
    if (!account) throw new Refusal("NOT_FOUND", `没有账号 ${name}，请核对。`);
    await lockSigning(tx, account.unitId);
    await tx.account.update({ where: { name }, data });
    await check?.(tx, account);
    await tx.session.updateMany({
      where: { accountId: account.id, revokedAt: null },
      data: { revokedAt: systemNow() },
    });
    await recordEntry(tx, by, { action, subject: `account:${account.id}` }, now);
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
    const event = {
      action: "api-token.create",
      subject: `api-token:${id}`,
      after: { label: input.label },
    };
    await recordEntry(tx, actor, event, now);
  });
  return token;
}

export async function revokeApiToken(
  actor: Actor,
  input: { id: number },
  now: Date,
): Promise<void> {
  if (!may(actor, "api-token.manage")) throw notFound();
  await transact(async (tx) => {
    const { count } = await tx.apiToken.updateMany({
      where: { id: input.id, revokedAt: null },
      data: { revokedAt: systemNow() },
    });
    if (count === 0) throw new Refusal("STALE", "这个令牌已经停用。");
    await recordEntry(
      tx,
      actor,
      { action: "api-token.revoke", subject: `api-token:${input.id}` },
      now,
    );
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

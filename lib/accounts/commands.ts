import "server-only";
import { createHash, randomBytes } from "node:crypto";
import { type AuditActor, recordEntry } from "../audit/commands";
import { businessNow, isDemonstration, systemNow } from "../platform/clock";
import { db, transact } from "../platform/db";
import { hashPassword, verifyPassword } from "../platform/password";
import { notFound, Refusal } from "../platform/refusal";
import { type Actor, may } from "../policy";
import { tokenHash } from "./queries";
import { LOCK_TIME, MAX_FAILURES } from "./rules";
import type { CreateAccountInput, SetEmailInput, SignInInput } from "./schema";

const WRONG = "账号或密码不正确，请核对后重试。";
const LOCKED = "登录失败次数过多，该账号名已锁定 15 分钟，请稍后再试。";

/**
 * Opens a session and returns its id. Throws Refusal SIGN_IN with the same sentences whether or
 * not the account exists. `now` is real time. An attempt is counted before the password is
 * checked, so that parallel guesses cannot slip past the lock.
 */
export async function signIn(input: SignInInput, address: string, now: Date): Promise<string> {
  const nameHash = createHash("sha256").update(input.username).digest("hex");
  const admitted = await countAttempt(nameHash, now);
  const account = await db().account.findUnique({
    where: { name: input.username },
    include: { unit: { select: { name: true } } },
  });
  // People type passwords into the wrong field: a name that is no account's is not kept.
  const guest = { ...GUEST, name: account?.name ?? "未知账号", address };
  if (!admitted) {
    await refuse(guest, "sign-in.locked");
    throw new Refusal("SIGN_IN", LOCKED);
  }
  const admits = account?.active && (!account.demonstration || isDemonstration());
  const stored = admits ? account.passwordHash : null;
  if (!(await verifyPassword(stored, input.password)) || !account) {
    await refuse(guest, "sign-in.refused");
    throw new Refusal("SIGN_IN", WRONG);
  }
  const id = randomBytes(32).toString("base64url");
  await transact(async (tx) => {
    await tx.signInFailure.deleteMany({ where: { nameHash } });
    await tx.session.create({
      data: { id, accountId: account.id, createdAt: now, lastSeenAt: now },
    });
    const who = {
      accountId: account.id,
      name: account.name,
      post: account.post,
      unitName: account.unit?.name ?? null,
      address,
    };
    await recordEntry(
      tx,
      who,
      { action: "sign-in.accept", subject: `account:${account.id}` },
      businessNow(),
    );
  });
  return id;
}

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
  await db().session.updateMany({
    where: { id: sessionId, revokedAt: null },
    data: { revokedAt: now },
  });
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

/** Closes an account: nobody signs in with it, its sessions and tokens open nothing. */
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
    const account = await tx.account.findUnique({ where: { name }, select: { id: true } });
    if (!account) throw new Refusal("NOT_FOUND", `没有账号 ${name}，请核对。`);
    await tx.account.update({ where: { name }, data: { email } });
    const entry = {
      action: "account.set-email",
      subject: `account:${account.id}`,
      after: { email },
    };
    await recordEntry(tx, by, entry, now);
  });
}

async function changeAccount(
  by: AuditActor,
  name: string,
  data: { passwordHash: string } | { active: boolean },
  action: string,
  now: Date,
): Promise<void> {
  await transact(async (tx) => {
    const account = await tx.account.findUnique({ where: { name }, select: { id: true } });
    if (!account) throw new Refusal("NOT_FOUND", `没有账号 ${name}，请核对。`);
    await tx.account.update({ where: { name }, data });
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

const GUEST: AuditActor = {
  accountId: null,
  name: "",
  post: "未登录",
  unitName: null,
  address: "",
};

async function refuse(guest: AuditActor, action: string): Promise<void> {
  await transact((tx) => recordEntry(tx, guest, { action, subject: "session" }, businessNow()));
}

/** Counts one attempt on a name; false when the name is locked. One atomic statement, so it holds across processes. */
async function countAttempt(nameHash: string, now: Date): Promise<boolean> {
  const until = new Date(now.getTime() + LOCK_TIME);
  const stale = new Date(now.getTime() - LOCK_TIME);
  const [row] = await db().$queryRaw<{ failures: number }[]>`
    INSERT INTO sign_in_failures AS f (name_hash, failures, last_at) VALUES (${nameHash}, 1, ${now})
    ON CONFLICT (name_hash) DO UPDATE SET
      failures = CASE
        WHEN f.locked_until <= ${now} OR (f.locked_until IS NULL AND f.last_at < ${stale}) THEN 1
        ELSE f.failures + 1 END,
      locked_until = CASE
        WHEN f.locked_until <= ${now} OR (f.locked_until IS NULL AND f.last_at < ${stale}) THEN NULL
        WHEN f.locked_until IS NULL AND f.failures + 1 >= ${MAX_FAILURES} THEN ${until}::timestamptz
        ELSE f.locked_until END,
      last_at = ${now}
    RETURNING failures`;
  return (row?.failures ?? 0) <= MAX_FAILURES;
}

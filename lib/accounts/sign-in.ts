import "server-only";
import { createHash, randomBytes } from "node:crypto";
import { type AuditActor, recordEntry } from "../audit/commands";
import { businessNow, isDemonstration } from "../platform/clock";
import { db, type Transaction, transact } from "../platform/db";
import { verifyPassword } from "../platform/password";
import { Refusal } from "../platform/refusal";
import {
  ADDRESS_FAILURES,
  ADDRESS_TIME,
  isOneTimeOver,
  LOCK_TIME,
  MAX_FAILURES,
  ONE_TIME_DAYS,
} from "./rules";
import type { SignInInput } from "./schema";

const WRONG = "账号或密码不正确，请核对后重试。";
const LOCKED = "登录失败次数过多，该账号名已锁定 15 分钟，请稍后再试。";
const WAITING = "账号和密码正确，但账号还待另一个管理员确认，确认后即可登录。";
const ONE_TIME_OVER = `一次性密码超过 ${ONE_TIME_DAYS} 天没有使用，已经失效，请联系管理员重新发放。`;
const ADDRESS_LOCKED =
  "这个网络地址 15 分钟内登录失败次数过多，暂不能登录，请 15 分钟后再试。多人共用一个出口地址的，请转告同事核对账号和密码。";

/**
 * Opens a session and returns its id. Throws Refusal SIGN_IN with the same sentences whether or
 * not the account exists. `now` is real time. An attempt is counted before the password is
 * checked, so that parallel guesses cannot slip past the locks; for its address it is taken back
 * when it was none: the password was right, or not looked at.
 */
export async function signIn(input: SignInInput, address: string, now: Date): Promise<string> {
  const nameHash = nameHashOf(input.username);
  const addressAdmitted = await countAddress(address, now);
  const admitted = addressAdmitted && (await countAttempt(nameHash, now));
  const account = await db().account.findUnique({
    where: { name: input.username },
    include: {
      unit: { select: { name: true } },
      roleChanges: { where: { decidedAt: null, fromRole: null }, select: { id: true } },
    },
  });
  // People type passwords into the wrong field: a name that is no account's is not kept.
  const guest = { ...GUEST, name: account?.name ?? UNKNOWN_NAME, address };
  if (!addressAdmitted) {
    await refuse(guest, "sign-in.address-locked");
    throw new Refusal("SIGN_IN", ADDRESS_LOCKED);
  }
  if (!admitted) {
    await uncountAddress(db(), address);
    await refuse(guest, "sign-in.locked");
    throw new Refusal("SIGN_IN", LOCKED);
  }
  const waits = account !== null && !account.active && account.roleChanges.length > 0;
  const admits =
    (account?.active || waits) &&
    !account.lockedAt &&
    (!account.demonstration || isDemonstration());
  const stored = admits ? account.passwordHash : null;
  if (!(await verifyPassword(stored, input.password)) || !account) {
    await refuse(guest, "sign-in.refused");
    throw new Refusal("SIGN_IN", WRONG);
  }
  if (waits) {
    await uncountAddress(db(), address);
    await refuse(guest, "sign-in.refused");
    throw new Refusal("SIGN_IN", WAITING);
  }
  if (isOneTimeOver(account, now)) {
    await refuse(guest, "sign-in.refused");
    throw new Refusal("SIGN_IN", ONE_TIME_OVER);
  }
  return transact(async (tx) => {
    await tx.signInFailure.deleteMany({ where: { nameHash } });
    await uncountAddress(tx, address);
    return openSession(tx, personOf(account, address), now, false);
  });
}

type Person = AuditActor & { accountId: number };

/** An account's owner, as the audit log names them. */
export function personOf(
  account: { id: number; name: string; post: string; unit: { name: string } | null },
  address: string,
): Person {
  const { id, name, post, unit } = account;
  return { accountId: id, name, post, unitName: unit?.name ?? null, address };
}

/** A new session with its audit entry, by password or by 统一身份; answers its id, 256 random bits. */
export async function openSession(
  tx: Transaction,
  who: Person,
  now: Date,
  byIdentity: boolean,
): Promise<string> {
  const id = randomBytes(32).toString("base64url");
  const { accountId } = who;
  await tx.session.create({
    data: { id, accountId, createdAt: now, lastSeenAt: now, byIdentity },
  });
  const subject = `account:${accountId}`;
  const after = byIdentity ? { way: "IDENTITY" } : null;
  await recordEntry(tx, who, { action: "sign-in.accept", subject, after }, businessNow());
  return id;
}

/** Counts a guess at something else than a password from an address; refuses when there were too many. */
export async function admitAddress(address: string, now: Date): Promise<void> {
  if (await countAddress(address, now)) return;
  await refuse({ ...GUEST, name: UNKNOWN_NAME, address }, "sign-in.address-locked");
  throw new Refusal("SIGN_IN", ADDRESS_LOCKED);
}

/** Whoever is not signed in; what they typed as a name may be anything. */
export const UNKNOWN_NAME = "未知账号";
export const GUEST: AuditActor = {
  accountId: null,
  name: "",
  post: "未登录",
  unitName: null,
  address: "",
};

async function refuse(guest: AuditActor, action: string): Promise<void> {
  await transact((tx) => noteRefused(tx, guest, action));
}

export async function noteRefused(
  tx: Transaction,
  guest: AuditActor,
  action: string,
  after: { reason: string } | null = null,
): Promise<void> {
  await recordEntry(tx, guest, { action, subject: "session", after }, businessNow());
}

/** What failures are counted under: names that are no account's are not kept as typed. */
export const nameHashOf = (name: string) => createHash("sha256").update(name).digest("hex");

/** Counts one attempt on a name; false when the name is locked. One atomic statement, so it holds across processes. */
export async function countAttempt(nameHash: string, now: Date): Promise<boolean> {
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

/** Counts one attempt from an address; false while it has had too many. Across processes, as above. */
async function countAddress(address: string, now: Date): Promise<boolean> {
  const stale = new Date(now.getTime() - ADDRESS_TIME);
  const [row] = await db().$queryRaw<{ failures: number }[]>`
    INSERT INTO sign_in_addresses AS f (address, failures, since) VALUES (${address}, 1, ${now})
    ON CONFLICT (address) DO UPDATE SET
      failures = CASE WHEN f.since <= ${stale} THEN 1
        ELSE least(f.failures, ${ADDRESS_FAILURES}) + 1 END,
      since = CASE WHEN f.since <= ${stale} THEN ${now} ELSE f.since END
    RETURNING failures`;
  return (row?.failures ?? 0) <= ADDRESS_FAILURES;
}

async function uncountAddress(tx: Pick<Transaction, "$executeRaw">, address: string) {
  await tx.$executeRaw`
    UPDATE sign_in_addresses SET failures = failures - 1 WHERE address = ${address} AND failures > 0`;
}

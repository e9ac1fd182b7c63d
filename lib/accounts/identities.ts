import "server-only";
import { randomUUID } from "node:crypto";
import { recordEntry } from "../audit/commands";
import { shanghaiDate, toDbDate } from "../dates";
import { paths } from "../paths";
import { businessNow, isDemonstration } from "../platform/clock";
import { db, type Transaction, transact } from "../platform/db";
import { Refusal } from "../platform/refusal";
import type { Actor } from "../policy";
import { getActorBySession } from "./queries";
import { type IdentityFault, PROVING_ROLES } from "./rules";
import { GUEST, noteRefused, openSession, personOf, UNKNOWN_NAME } from "./sign-in";

/** Somebody as a provider of 统一身份认证 knows them; `name` is what it says their account is called. */
export type Identity = { issuer: string; subject: string; name: string | null };

type Account = Awaited<ReturnType<typeof accountOf>>;

/**
 * Opens a session for whom the provider vouches for, and answers its id or why not. The first time an
 * identity is linked to the account of its name; from then on it is that account's, whatever the name
 * says, and nobody else gets in by it. Nobody registers themselves. `present` is the session the browser
 * has already: one opened by the account's password proves whose it is. `now` is real time.
 */
export async function signInByIdentity(
  identity: Identity,
  address: string,
  now: Date,
  present: string | null = null,
): Promise<{ sessionId: string } | { fault: IdentityFault }> {
  const proven = present === null ? null : await provenBy(present, address, now);
  return transact(async (tx) => {
    // One at a time of an identity: of two that come for the first time the second finds the link.
    await tx.$executeRaw`
      SELECT pg_advisory_xact_lock(hashtextextended(${`${identity.issuer} ${identity.subject}`}, 0))`;
    const account = await accountOf(tx, identity);
    const fault = faultOf(account, identity, proven);
    if (fault !== null || account === null) {
      const guest = { ...GUEST, name: account?.name ?? UNKNOWN_NAME, address };
      const reason = fault ?? "UNKNOWN";
      await noteRefused(tx, guest, "sign-in.identity-refused", { reason });
      return { fault: reason };
    }
    const who = personOf(account, address);
    if (account.identities.length === 0) {
      const { issuer, subject } = identity;
      await tx.accountIdentity.create({
        data: { accountId: account.id, issuer, subject, linkedAt: now },
      });
      const after = { issuer, subject };
      const entry = { action: "account.link-identity", subject: `account:${account.id}`, after };
      await recordEntry(tx, who, entry, businessNow());
      await tellOwner(tx, account, businessNow());
    }
    return { sessionId: await openSession(tx, who, now, true) };
  }, "统一身份认证刚刚把另一个身份关联到这个账号，请联系管理员核对。");
}

/** Whose password opened a session, with all that is asked of them done; null for nobody's. */
async function provenBy(sessionId: string, address: string, now: Date): Promise<number | null> {
  const actor = await getActorBySession(sessionId, address, now);
  if (!actor || actor.passwordDue || actor.secondFactorDue) return null;
  const byPassword = await db().session.count({ where: { id: sessionId, byIdentity: false } });
  return byPassword > 0 ? actor.accountId : null;
}

/** Whoever did not do it themselves learns of it the next time they are here. */
async function tellOwner(
  tx: Transaction,
  { id, demonstration }: { id: number; demonstration: boolean },
  now: Date,
): Promise<void> {
  await tx.notification.create({
    data: {
      ...{ accountId: id, kind: "ACCOUNT", demonstration, path: paths.password() },
      text: "您的账号已关联统一身份，以后可用统一身份登录；不是您本人办理的，请立即联系管理员解除",
      ...{ createdAt: now, businessOn: toDbDate(shanghaiDate(now)) },
      sameAs: `identity:${randomUUID()}`,
    },
  });
}

/** Notes that what came back from the provider could not be believed: forged, too old, used twice, cut short. */
export async function recordIdentityFailure(address: string, reason: string): Promise<void> {
  const guest = { ...GUEST, name: UNKNOWN_NAME, address };
  await transact((tx) => noteRefused(tx, guest, "sign-in.identity-failed", { reason }));
}

/** Whether the actor's own account is linked. */
export async function hasIdentity(actor: Pick<Actor, "accountId">): Promise<boolean> {
  return (await db().accountIdentity.count({ where: { accountId: actor.accountId } })) > 0;
}

/** Lets an account go from its 统一身份: the next one that comes with its name is linked anew. */
export async function unlinkIdentity(tx: Transaction, accountId: number): Promise<void> {
  const { count } = await tx.accountIdentity.deleteMany({ where: { accountId } });
  if (count === 0) throw new Refusal("STALE", "这个账号没有关联统一身份。");
}

/** Whom an identity is linked to, or else who has its name; locked, so that nothing about it changes in between. */
async function accountOf(tx: Transaction, { issuer, subject, name }: Identity) {
  const link = await tx.accountIdentity.findUnique({
    where: { issuer_subject: { issuer, subject } },
  });
  const named = name === null ? null : await tx.account.findUnique({ where: { name } });
  const id = link?.accountId ?? named?.id;
  if (id === undefined) return null;
  await tx.$executeRaw`SELECT 1 FROM accounts WHERE id = ${id} FOR NO KEY UPDATE`;
  return tx.account.findUniqueOrThrow({
    where: { id },
    include: { unit: { select: { name: true } }, identities: { where: { issuer } } },
  });
}

function faultOf(
  account: Account,
  { subject }: Identity,
  proven: number | null,
): IdentityFault | null {
  if (!account) return "UNKNOWN";
  const { active, lockedAt, demonstration, identities, oneTime, role } = account;
  if (!active || lockedAt || (demonstration && !isDemonstration())) return "CLOSED";
  if (identities.length > 0) {
    return identities.some((each) => each.subject !== subject) ? "TAKEN" : null;
  }
  if (oneTime) return "ONE_TIME";
  return PROVING_ROLES.includes(role) && proven !== account.id ? "PROOF" : null;
}

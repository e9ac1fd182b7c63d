import "server-only";
import { recordEntry } from "../audit/commands";
import { businessNow, isDemonstration } from "../platform/clock";
import { type Transaction, transact } from "../platform/db";
import { Refusal } from "../platform/refusal";
import type { IdentityFault } from "./rules";
import { GUEST, noteRefused, openSession, personOf, UNKNOWN_NAME } from "./sign-in";

/** Somebody as a provider of 统一身份认证 knows them; `name` is what it says their account is called. */
export type Identity = { issuer: string; subject: string; name: string | null };

type Account = Awaited<ReturnType<typeof accountOf>>;

/**
 * Opens a session for whom the provider vouches for, and answers its id or why not. The first time an
 * identity is linked to the account of its name; from then on it is that account's, whatever the name
 * says, and nobody else gets in by it. Nobody registers themselves. `now` is real time.
 */
export async function signInByIdentity(
  identity: Identity,
  address: string,
  now: Date,
): Promise<{ sessionId: string } | { fault: IdentityFault }> {
  return transact(async (tx) => {
    // One at a time of an identity: of two that come for the first time the second finds the link.
    await tx.$executeRaw`
      SELECT pg_advisory_xact_lock(hashtextextended(${`${identity.issuer} ${identity.subject}`}, 0))`;
    const account = await accountOf(tx, identity);
    const fault = faultOf(account, identity);
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
    }
    return { sessionId: await openSession(tx, who, now, true) };
  }, "统一身份认证刚刚把另一个身份关联到这个账号，请联系管理员核对。");
}

/** Notes that what came back from the provider could not be believed: forged, too old, used twice, cut short. */
export async function recordIdentityFailure(address: string, reason: string): Promise<void> {
  const guest = { ...GUEST, name: UNKNOWN_NAME, address };
  await transact((tx) => noteRefused(tx, guest, "sign-in.identity-failed", { reason }));
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

function faultOf(account: Account, { subject }: Identity): IdentityFault | null {
  if (!account) return "UNKNOWN";
  const { active, lockedAt, demonstration, identities } = account;
  if (!active || lockedAt || (demonstration && !isDemonstration())) return "CLOSED";
  return identities.some((each) => each.subject !== subject) ? "TAKEN" : null;
}

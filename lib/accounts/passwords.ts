import "server-only";
import { randomInt } from "node:crypto";
import { recordEntry } from "../audit/commands";
import { systemNow } from "../platform/clock";
import { db, type Transaction, transact } from "../platform/db";
import { env } from "../platform/env";
import { hashPassword, verifyPassword } from "../platform/password";
import { notFound, Refusal } from "../platform/refusal";
import type { Actor } from "../policy";
import { endSessionsOf } from "./guards";
import { faultOfPassword } from "./password-words";
import { PASSWORD_HINTS, PASSWORDS_KEPT } from "./rules";
import type { ChangePasswordInput } from "./schema";
import { countAttempt, nameHashOf } from "./sign-in";

/** What a new password has to be, as a sentence. */
export const passwordHint = () => PASSWORD_HINTS[env().PASSWORD_PROFILE];

// Nothing that is mistaken for something else on a printed slip.
const SIGNS = ["abcdefghjkmnpqrstuvwxyz", "ABCDEFGHJKLMNPQRSTUVWXYZ", "23456789"];

/** A password for a slip of paper: 14 signs in three groups, some 70 bits. */
export function oneTimePassword(): string {
  const group = (length: number) =>
    Array.from({ length }, (_, index) => {
      const signs = SIGNS[index % SIGNS.length] ?? "";
      return signs[randomInt(signs.length)];
    }).join("");
  return [group(4), group(4), group(4)].join("-");
}

/**
 * Changes one's own password, the present one given again; every other session of the account ends.
 * The former ones are kept as hashes for as long as they are not to be taken again.
 */
export async function changePassword(
  actor: Actor,
  { current, next }: ChangePasswordInput,
  now: Date,
): Promise<void> {
  const profile = env().PASSWORD_PROFILE;
  const account = await db().account.findUnique({
    where: { id: actor.accountId },
    include: { formerPasswords: { orderBy: { id: "desc" }, take: PASSWORDS_KEPT - 1 } },
  });
  if (!account || actor.sessionId === null) throw notFound();
  const nameHash = nameHashOf(account.name);
  if (!(await countAttempt(nameHash, systemNow()))) {
    throw new Refusal("LOCKED", "输错次数过多，请 15 分钟后再试。");
  }
  if (!(await verifyPassword(account.passwordHash, current))) {
    throw wrong("current", "现在的密码不对，请核对后重新填写。");
  }
  // From here on nobody guesses any more.
  await db().signInFailure.deleteMany({ where: { nameHash } });
  const fault = await faultOfPassword(next, account);
  if (fault) throw wrong("next", fault);
  const former = [account.passwordHash];
  if (profile === "djbh") former.push(...account.formerPasswords.map((each) => each.passwordHash));
  for (const hash of former) {
    if (await verifyPassword(hash, next)) {
      throw wrong(
        "next",
        `新密码不能与最近 ${profile === "djbh" ? PASSWORDS_KEPT : 1} 次用过的相同。`,
      );
    }
  }
  const passwordHash = await hashPassword(next);
  await transact(async (tx) => {
    await replacePassword(tx, account, { passwordHash, oneTime: false });
    const sessions = await endSessionsOf(tx, account.id, actor.sessionId);
    const subject = `account:${account.id}`;
    const change = {
      before: { oneTime: account.oneTime },
      after: { oneTime: false, sessions },
    };
    await recordEntry(tx, actor, { action: "account.change-password", subject, ...change }, now);
  });
}

function wrong(field: string, sentence: string): Refusal {
  return new Refusal("INVALID", sentence, { [field]: sentence });
}

/** Puts a new password in the place of the present one, which must still be the one that was looked at. */
export async function replacePassword(
  tx: Transaction,
  account: { id: number; passwordHash: string },
  { passwordHash, oneTime }: { passwordHash: string; oneTime: boolean },
): Promise<void> {
  const { count } = await tx.account.updateMany({
    where: { id: account.id, passwordHash: account.passwordHash },
    data: { passwordHash, oneTime, passwordSetAt: systemNow() },
  });
  if (count === 0) throw new Refusal("STALE", "密码刚刚已被更换，请重新登录后再试。");
  await tx.formerPassword.create({
    data: { accountId: account.id, passwordHash: account.passwordHash, replacedAt: systemNow() },
  });
}

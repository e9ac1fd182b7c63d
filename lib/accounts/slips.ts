import "server-only";
import { recordEntry } from "../audit/commands";
import { systemNow } from "../platform/clock";
import { db, transact } from "../platform/db";
import { env } from "../platform/env";
import { hashPassword } from "../platform/password";
import { notFound, Refusal } from "../platform/refusal";
import { type Actor, may } from "../policy";
import { endSessionsOf } from "./guards";
import { oneTimePassword, replacePassword } from "./passwords";
import { adminCities, withinCities } from "./reach";
import { oneTimeUntil } from "./rules";
import { nameHashOf } from "./sign-in";

/** What somebody is handed on paper to sign in the first time. */
export type Slip = {
  name: string;
  post: string;
  unit: string;
  password: string;
  /** of the portal; null where the operator has not said it */
  address: string | null;
  /** when the password opens nothing any more, as an instant */
  until: string;
  /** a second administrator has to confirm the account before it opens anything */
  waiting: boolean;
};

export function slipOf(
  slip: Pick<Slip, "name" | "post" | "unit" | "password"> & { waiting?: boolean },
): Slip {
  const until = oneTimeUntil(systemNow()).toISOString();
  return { waiting: false, ...slip, address: env().PUBLIC_URL ?? null, until };
}

/**
 * New one-time passwords for those who lost theirs, or whose slips were lost: for all of them or for
 * none; all their sessions end. Answers in the order of the accounts' names.
 */
export async function renewPasswords(
  actor: Actor,
  { accountIds }: { accountIds: number[] },
  now: Date,
): Promise<Slip[]> {
  if (!may(actor, "account.manage")) throw notFound();
  const ids = [...new Set(accountIds)];
  const accounts = await db().account.findMany({
    where: { id: { in: ids }, ...withinCities(await adminCities(actor)) },
    orderBy: { name: "asc" },
    include: { unit: { select: { name: true } } },
  });
  if (accounts.length < ids.length) throw notFound();
  if (ids.includes(actor.accountId)) {
    throw new Refusal(
      "FORBIDDEN",
      "不能给自己重新发放，请由另一个管理员办理；密码请在“修改密码”里换。",
    );
  }
  const closed = accounts.find(({ active }) => !active);
  if (closed) {
    throw new Refusal("STALE", `账号 ${closed.name} 没有启用，一个密码也没有发放，请重新选择。`);
  }
  const renewed: { account: (typeof accounts)[number]; password: string; passwordHash: string }[] =
    [];
  for (const account of accounts) {
    const password = oneTimePassword();
    renewed.push({ account, password, passwordHash: await hashPassword(password) });
  }
  await transact(async (tx) => {
    for (const { account, passwordHash } of renewed) {
      await replacePassword(tx, account, { passwordHash, oneTime: true });
      await tx.signInFailure.deleteMany({ where: { nameHash: nameHashOf(account.name) } });
      const sessions = await endSessionsOf(tx, account.id);
      const subject = `account:${account.id}`;
      const change = { before: { oneTime: account.oneTime }, after: { oneTime: true, sessions } };
      await recordEntry(tx, actor, { action: "account.set-password", subject, ...change }, now);
    }
  });
  return renewed.map(({ account: { name, post, unit }, password }) =>
    slipOf({ name, post, unit: unit?.name ?? "", password }),
  );
}

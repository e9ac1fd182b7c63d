import "server-only";
import type { Role } from "../../prisma/generated/enums";
import { isDemonstration, systemNow } from "../platform/clock";
import type { Prisma, Transaction } from "../platform/db";
import { env } from "../platform/env";
import { Refusal } from "../platform/refusal";
import { findUnsigned } from "./signers";

/** Administrators change one by one: of two who take each other away, the second sees what the first did. */
export async function lockAdmins(tx: Transaction): Promise<void> {
  await tx.$executeRaw`SELECT 1 FROM accounts WHERE role = 'ADMIN' ORDER BY id FOR UPDATE`;
}

/**
 * Whether a role waits for a second administrator, and why it does not where the setting asks for one:
 * nobody could ever have confirmed a new administrator while no account but one is one, or was before
 * it was closed. Whoever closes the second gets no third that way: the command line on the server makes
 * it. Two who are added at once go one by one, and the later waits.
 */
export async function confirmationFor(
  tx: Transaction,
  role: Role,
): Promise<{ waiting: boolean; reason?: string }> {
  if (!env().ROLE_CONFIRMATION) return { waiting: false };
  if (role !== "ADMIN") return { waiting: true };
  await lockAdmins(tx);
  if ((await tx.account.count({ where: EVER_ADMIN() })) > 1) return { waiting: true };
  const reason = "门户此前只有一名管理员，没有另一人可以确认，第二名管理员即时生效";
  return { waiting: false, reason };
}

/** Accounts that are administrators or were until they were closed; not those that only waited to be. */
export const EVER_ADMIN = (): Prisma.AccountWhereInput => ({
  role: "ADMIN",
  ...(isDemonstration() ? {} : { demonstration: false }),
  roleChanges: {
    none: { fromRole: null, OR: [{ decidedAt: null }, { confirmed: false }] },
  },
});

/** Asked after a change, before its commit: somebody has to be left who can manage accounts. */
export async function keepAnAdmin(tx: Transaction): Promise<void> {
  const left = await tx.account.count({
    where: {
      role: "ADMIN",
      active: true,
      lockedAt: null,
      ...(isDemonstration() ? {} : { demonstration: false }),
    },
  });
  if (left > 0) return;
  throw new Refusal("INVALID", "这是最后一个在用的管理员，请先新建或解锁另一个管理员。");
}

/** Asked after a change of somebody who signed for a unit: reports that need 审签 must still be able to leave it. */
export async function keepASigner(
  tx: Transaction,
  name: string,
  before: { unitId: number | null; signsOff: boolean; active: boolean },
): Promise<void> {
  const [unit] = before.signsOff && before.active ? await findUnsigned(tx, before.unitId) : [];
  if (unit === undefined) return;
  throw new Refusal(
    "INVALID",
    `${name} 是${unit}唯一的审签人，该单位的进展要求审签，不能停用。请先由管理员在该单位页面的“审签”中另行指定审签人，或取消审签要求。`,
  );
}

export async function endSessionsOf(
  tx: Transaction,
  accountId: number,
  except: string | null = null,
): Promise<number> {
  const { count } = await tx.session.updateMany({
    where: { accountId, revokedAt: null, ...(except ? { id: { not: except } } : {}) },
    data: { revokedAt: systemNow() },
  });
  return count;
}

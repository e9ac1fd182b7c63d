import "server-only";
import { isDemonstration, systemNow } from "../platform/clock";
import type { Transaction } from "../platform/db";
import { Refusal } from "../platform/refusal";
import { findUnsigned } from "./signers";

/** Administrators change one by one: of two who take each other away, the second sees what the first did. */
export async function lockAdmins(tx: Transaction): Promise<void> {
  await tx.$executeRaw`SELECT 1 FROM accounts WHERE role = 'ADMIN' ORDER BY id FOR UPDATE`;
}

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

import "server-only";
import { db, type Transaction } from "../platform/db";
import { Refusal } from "../platform/refusal";
import { isFresh, seal, unseal } from "../platform/secret-box";

const boundTo = (accountId: number) => `totp ${accountId}`;

/** The secret of somebody's 动态口令 as the database keeps it. */
export function sealTotp(accountId: number, base32: string): string {
  return seal(base32, boundTo(accountId));
}

/** The secret in base 32; one kept before secrets were sealed stands there as it is. */
export function openTotp(accountId: number, kept: string): string {
  const base32 = readTotp(accountId, kept);
  if (base32 !== null) return base32;
  throw new Refusal(
    "INVALID",
    "动态口令的密钥打不开：服务器的会话密钥换过了。请用备用码登录，或请管理员解除动态口令后重新绑定。",
  );
}

function readTotp(accountId: number, kept: string): string | null {
  if (/^[A-Z2-7]+=*$/.test(kept)) return kept;
  return unseal(kept, boundTo(accountId))?.text ?? null;
}

/** Seals anew what stands there open or under a former secret; answers how many. Safe to run at any time. */
export async function resealTotp(): Promise<number> {
  const accounts = await db().account.findMany({
    where: { totpSecret: { not: null } },
    select: { id: true, totpSecret: true },
  });
  let count = 0;
  for (const { id, totpSecret } of accounts) count += await resealOne(db(), id, totpSecret ?? "");
  return count;
}

/** The same for one account, when its code was right. */
export async function resealOne(
  tx: Pick<Transaction, "account">,
  id: number,
  kept: string,
): Promise<number> {
  const base32 = isFresh(kept) ? null : readTotp(id, kept);
  if (base32 === null) return 0;
  // Whoever set up another meanwhile is left alone.
  const { count } = await tx.account.updateMany({
    where: { id, totpSecret: kept },
    data: { totpSecret: sealTotp(id, base32) },
  });
  return count;
}

import "server-only";
import { recordEntry } from "../audit/commands";
import { db, type Transaction, transact } from "../platform/db";
import { Refusal } from "../platform/refusal";
import type { Actor } from "../policy";
import { lockAdmins } from "./guards";
import { requireOther } from "./managing";
import { grantedCities } from "./reach";
import type { LimitAccountInput } from "./schema";

/**
 * 所涉城市 of another person's account, from now on: whose plans it reaches and, of an administrator,
 * whose accounts. Nobody widens their own, nobody gives more than they have, and an administrator
 * without such a limit is left.
 */
export async function limitAccount(
  actor: Actor,
  { accountId, cityIds: wanted }: LimitAccountInput,
  now: Date,
): Promise<void> {
  await requireOther(actor, accountId);
  const cityIds = await grantedCities(actor, wanted);
  await transact(async (tx) => {
    await lockAdmins(tx);
    const { active, cities } = await tx.account.findUniqueOrThrow({
      where: { id: accountId },
      include: { cities: { include: { city: true } } },
    });
    if (!active) throw new Refusal("STALE", "这个账号已经停用。");
    const before = cities.map(({ cityId }) => cityId);
    if (before.length === cityIds.length && before.every((id) => cityIds.includes(id))) {
      throw new Refusal("STALE", "所涉城市没有变化，请重新选择。");
    }
    await tx.accountCity.deleteMany({ where: { accountId } });
    await tx.accountCity.createMany({ data: cityIds.map((cityId) => ({ accountId, cityId })) });
    await keepAnUnlimitedAdmin(tx);
    const entry = {
      action: "account.set-cities",
      subject: `account:${accountId}`,
      before: { cities: cities.map(({ city }) => city.name) },
      after: { cities: await namesOf(cityIds) },
    };
    await recordEntry(tx, actor, entry, now);
  });
}

async function keepAnUnlimitedAdmin(tx: Transaction): Promise<void> {
  const left = await tx.account.count({
    where: { role: "ADMIN", active: true, lockedAt: null, cities: { none: {} } },
  });
  if (left > 0) return;
  throw new Refusal(
    "INVALID",
    "这是最后一个不限城市的管理员，限定以后就没有人管全部城市了。请先另有一个不限城市的管理员。",
  );
}

async function namesOf(cityIds: number[]): Promise<string[]> {
  const rows = await db().city.findMany({
    where: { id: { in: cityIds } },
    orderBy: { displayOrder: "asc" },
  });
  return rows.map(({ name }) => name);
}

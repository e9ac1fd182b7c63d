import "server-only";
import { db, type Prisma, type Transaction } from "../platform/db";
import { holdDirectory } from "../platform/directory-lock";
import { notFound, Refusal } from "../platform/refusal";
import type { Actor } from "../policy";

/** The cities an administrator is limited to, where several pairs share a portal; null for all. */
export async function adminCities(actor: Actor): Promise<number[] | null> {
  const rows = await db().accountCity.findMany({ where: { accountId: actor.accountId } });
  return rows.length === 0 ? null : rows.map(({ cityId }) => cityId);
}

/** The accounts within those cities: of one, of a unit of one, or limited to them. */
export function withinCities(cities: number[] | null): Prisma.AccountWhereInput {
  if (cities === null) return {};
  const cityId = { in: cities };
  return {
    OR: [{ cityId }, { unit: { cityId } }, { cities: { some: {}, every: { cityId } } }],
  };
}

/** Whether what belongs to a city lies within them; what belongs to none lies beyond every limit. */
export function holdsCity(cities: number[] | null, cityId: number | null): boolean {
  return cities === null || (cityId !== null && cities.includes(cityId));
}

/** Refuses a place beyond them as if it were missing. */
export async function requireWithinCities(
  actor: Actor,
  { unitId, cityId }: { unitId: number | null; cityId: number | null },
): Promise<void> {
  const cities = await adminCities(actor);
  if (cities === null) return;
  if (cityId !== null && !cities.includes(cityId)) throw notFound();
  if (unitId === null) return;
  const known = await db().unit.count({ where: { id: unitId, cityId: { in: cities } } });
  if (known === 0) throw notFound();
}

/** 所涉城市 for somebody's account: those asked for, and nothing beyond the administrator's own; NOT_FOUND for others. */
export async function grantedCities(actor: Actor, wanted: number[]): Promise<number[]> {
  const own = await adminCities(actor);
  if (own !== null && wanted.some((id) => !own.includes(id))) throw notFound();
  const asked = [...new Set(wanted)];
  if ((await db().city.count({ where: { id: { in: asked } } })) < asked.length) throw notFound();
  return asked.length > 0 ? asked : (own ?? []);
}

/**
 * The name of a unit people report for, which stands until the transaction ends; a 集合单位 has no
 * accounts, and one that was abolished gets none.
 */
export async function requireReportingUnit(
  tx: Transaction,
  unitId: number | null,
): Promise<string> {
  if (unitId === null) return "";
  await holdDirectory(tx, "SHARED");
  const unit = await tx.unit.findUnique({
    where: { id: unitId },
    include: { successor: { select: { name: true } } },
  });
  const fits = unit && unit.kind !== "GROUP";
  if (fits && unit.abolishedOn === null) return unit.name;
  const sentence = fits
    ? abolishedSentence(unit.name, unit.successor?.name)
    : "请从名录里选择一个责任单位，集合单位不能有账号。";
  throw new Refusal("INVALID", sentence, { unitId: sentence });
}

export function abolishedSentence(name: string, successor: string | undefined): string {
  return successor
    ? `${name}已并入${successor}，请改选${successor}。`
    : `${name}已撤销，请改选别的单位。`;
}

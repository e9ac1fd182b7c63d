import "server-only";
import { db, type Prisma } from "../platform/db";
import { notFound } from "../platform/refusal";
import type { Actor } from "../policy";

/** The cities an administrator is limited to, where several pairs share a portal; null for all. */
export async function adminCities({
  accountId,
}: Pick<Actor, "accountId">): Promise<number[] | null> {
  const rows = await db().accountCity.findMany({ where: { accountId } });
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

import "server-only";
import { adminCities } from "../accounts/reach";
import { recordEntry } from "../audit/commands";
import { db, type Transaction, transact } from "../platform/db";
import { notFound, Refusal } from "../platform/refusal";
import { type Actor, may } from "../policy";
import { lockDirectory, overtaken, touchPlans } from "./commands";
import { citySeal } from "./rules";
import type { SaveCityInput } from "./schema";

/** A city of the 名录; `order` is its place among all of them, from 1. */
export type CityRow = { id: number; name: string; shortName: string; order: number };

/**
 * The cities as an administrator sets them up; null for one who is limited to some: what all pairs of
 * cities share is not theirs.
 */
export async function listCities(actor: Actor): Promise<CityRow[] | null> {
  if (!may(actor, "unit.manage")) throw notFound();
  return (await adminCities(actor)) === null ? readCities(db()) : null;
}

async function readCities(client: Pick<Transaction, "city">): Promise<CityRow[]> {
  const cities = await client.city.findMany({
    select: { id: true, name: true, shortName: true },
    orderBy: [{ displayOrder: "asc" }, { id: "asc" }],
  });
  return cities.map((city, place) => ({ ...city, order: place + 1 }));
}

const TAKEN = "已有同名城市，请刷新后核对。";

/** Adds a city or corrects one, and puts it in its place; those after it move on by one. */
export async function saveCity(
  actor: Actor,
  { cityId, seal, name, shortName, order }: SaveCityInput,
  now: Date,
): Promise<{ cityId: number }> {
  if (!may(actor, "unit.manage") || (await adminCities(actor)) !== null) throw notFound();
  return transact(async (tx) => {
    await lockDirectory(tx);
    const cities = await readCities(tx);
    const before = cities.find(({ id }) => id === cityId) ?? null;
    if (cityId !== undefined && !before) throw notFound();
    if (before && citySeal(before) !== seal) throw overtaken();
    const others = cities.filter(({ id }) => id !== cityId);
    refuseTaken(others, name, shortName);
    const last = others.length + 1;
    const wanted = { name, shortName, order: Math.min(order ?? before?.order ?? last, last) };
    if (before && citySeal({ id: before.id, ...wanted }) === seal) {
      throw new Refusal("INVALID", "内容没有变化，无需保存。");
    }
    const data = { name, shortName };
    const { id } = before
      ? await tx.city.update({ where: { id: before.id }, data })
      : await tx.city.create({ data: { ...data, displayOrder: last } });
    const ids = others.map((other) => other.id);
    ids.splice(wanted.order - 1, 0, id);
    for (const [place, each] of ids.entries()) {
      await tx.city.update({ where: { id: each }, data: { displayOrder: place + 1 } });
    }
    const event = { action: before ? "city.change" : "city.create", subject: `city:${id}` };
    await recordEntry(
      tx,
      actor,
      { ...event, before: before && withoutId(before), after: wanted },
      now,
    );
    await touchPlans(tx);
    return { cityId: id };
  }, TAKEN);
}

function refuseTaken(others: CityRow[], name: string, shortName: string): void {
  const fields: Record<string, string> = {};
  if (others.some((city) => city.name === name)) fields.name = `已有${name}，请核对后再填。`;
  const same = others.find((city) => city.shortName === shortName);
  if (same) fields.shortName = `${same.name}已用这个简称，请换一个。`;
  if (Object.keys(fields).length === 0) return;
  throw new Refusal("INVALID", "请按提示修改后再保存。", fields);
}

function withoutId({ name, shortName, order }: CityRow) {
  return { name, shortName, order };
}

import "server-only";
import { notifyEach, reachedBy } from "../notifications/commands";
import { paths } from "../paths";
import type { Transaction } from "../platform/db";
import type { Actor } from "../policy";
import type { DirectoryRow } from "./queries";

/** What a unit carried and its successor carries from now on. */
export type MovedShare = { planId: number; year: number; number: number };

type End = {
  unit: DirectoryRow;
  successor: DirectoryRow | null;
  moved: MovedShare[];
  people: number[];
};

/** The 填报员 a unit's end concerns: those of both units, and of the units above them. Asked before anybody moves. */
export async function peopleOf(
  tx: Transaction,
  unit: DirectoryRow,
  successor: DirectoryRow | null,
): Promise<number[]> {
  const units = [unit.id, unit.parentId, successor?.id, successor?.parentId];
  const rows = await tx.account.findMany({
    where: { role: "STAFF", active: true, unitId: { in: units.filter((id) => id != null) } },
    select: { id: true },
    orderBy: { id: "asc" },
  });
  return rows.map(({ id }) => id);
}

/**
 * Tells both units' people, in the transaction of 撤销 or 并入, plan by plan what is carried on by whom,
 * and the other administrators of the city once.
 */
export async function tellOfEnd(
  tx: Transaction,
  actor: Pick<Actor, "accountId" | "demonstration">,
  { unit, successor, moved, people }: End,
  now: Date,
): Promise<void> {
  const ended = successor ? `${unit.name}已并入${successor.name}` : `${unit.name}已撤销`;
  const same = { kind: "ASSIGNED" as const, demonstration: actor.demonstration };
  const sameAs = (which: string) => `unit-end:${unit.id}:${which}:${now.toISOString()}`;
  const plans = [...new Set(moved.map(({ planId }) => planId))];
  const toPeople = plans.flatMap((planId) => {
    const shares = moved.filter((share) => share.planId === planId);
    const points = shares.map(({ number }) => number).sort((one, other) => one - other);
    const text = `${ended}，账号一并转过去；${shares[0]?.year} 年第 ${points.join("、")} 项由${successor?.name}接续，请签收`;
    const message = { ...same, planId, text, path: paths.acknowledgements() };
    return people.map((accountId) => ({ ...message, accountId, sameAs: sameAs(`plan-${planId}`) }));
  });
  const bare = { ...same, text: `${ended}${successor ? "，账号一并转过去" : ""}` };
  const withoutPoints = people.map((accountId) => {
    return { ...bare, accountId, path: paths.notifications(), sameAs: sameAs("people") };
  });
  const told = plans.length > 0 ? await reachedBy(tx, toPeople) : withoutPoints;
  const accounts = unit.accounts === 0 ? "" : `${unit.accounts} 个账号`;
  const rest = successor
    ? `，${[`${moved.length} 项要点的分工`, accounts].filter(Boolean).join("、")}转过去`
    : accounts && `，还有 ${accounts}，请调动或停用`;
  const admins = (await adminsOf(tx, unit.cityId)).map((accountId) => ({
    ...{ ...same, accountId, text: `${ended}${rest}` },
    ...{ path: paths.directory({ unit: unit.id }), sameAs: sameAs("office") },
  }));
  await notifyEach(
    tx,
    [...told, ...admins].filter(({ accountId }) => accountId !== actor.accountId),
    now,
  );
}

/** The administrators in whose hands the 名录 of a city is. */
async function adminsOf(tx: Transaction, cityId: number | null): Promise<number[]> {
  const limited = { cities: { some: { cityId: cityId ?? -1 } } };
  const rows = await tx.account.findMany({
    where: { role: "ADMIN", active: true, OR: [{ cities: { none: {} } }, limited] },
    select: { id: true },
  });
  return rows.map(({ id }) => id);
}

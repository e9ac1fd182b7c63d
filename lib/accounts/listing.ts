import "server-only";
import type { Role } from "../../prisma/generated/enums";
import { isDemonstration } from "../platform/clock";
import { db, type Prisma } from "../platform/db";
import { notFound } from "../platform/refusal";
import { type Actor, may } from "../policy";
import { adminCities, holdsCity, withinCities } from "./reach";
import { type AccountState, accountState } from "./rules";
import type { AccountFilter } from "./schema";

export type AccountRow = {
  id: number;
  name: string;
  post: string;
  role: Role;
  /** unit of a 填报员, city of others, null for everything */
  place: string | null;
  email: string | null;
  state: AccountState;
  oneTime: boolean;
  demonstration: boolean;
};

export type WaitingRoleChange = {
  id: number;
  accountId: number;
  name: string;
  /** null for a new account */
  fromRole: Role | null;
  role: Role;
  post: string;
  place: string | null;
  /** that unit is no more since: it can only be refused */
  abolished: boolean;
  askedBy: string;
  askedAt: Date;
  /** whether the one who looks may confirm it: neither who asked nor whose role it is, and the place within their cities */
  mayConfirm: boolean;
};

const SHOWN = {
  unit: { select: { name: true } },
  city: { select: { name: true } },
  roleChanges: { where: { decidedAt: null, fromRole: null }, select: { id: true } },
} satisfies Prisma.AccountInclude;
type Shown = Prisma.AccountGetPayload<{ include: typeof SHOWN }>;

/** Every account that a filter finds, by role and name; `size` at most. */
export async function listAccounts(
  actor: Actor,
  { q, role, state }: AccountFilter,
  size = 1_000,
): Promise<AccountRow[]> {
  if (!may(actor, "account.manage")) throw notFound();
  const rows = await db().account.findMany({
    where: {
      AND: [withinCities(await adminCities(actor)), state ? STATES[state] : {}],
      ...(role ? { role } : {}),
      ...(q
        ? {
            OR: [
              { name: { contains: q.toLowerCase() } },
              { post: { contains: q } },
              { unit: { name: { contains: q } } },
              { unit: { pinyinInitials: { startsWith: q.toLowerCase() } } },
            ],
          }
        : {}),
    },
    include: SHOWN,
    // Those who run the portal first, as the roles stand in the schema the other way round.
    orderBy: [{ active: "desc" }, { role: "desc" }, { name: "asc" }],
    take: size,
  });
  return rows.map(rowOf);
}

const WAITS = { decidedAt: null, fromRole: null };
const STATES: Record<AccountState, Prisma.AccountWhereInput> = {
  ACTIVE: { active: true, lockedAt: null },
  LOCKED: { active: true, lockedAt: { not: null } },
  WAITING: { active: false, roleChanges: { some: WAITS } },
  CLOSED: { active: false, roleChanges: { none: WAITS } },
};

export type AccountPage = AccountRow & {
  unitId: number | null;
  cityId: number | null;
  own: boolean;
  secondFactor: boolean;
  /** linked to a 统一身份 */
  identity: boolean;
  /** 所涉城市; none: no such limit */
  limits: { id: number; name: string }[];
};

/** One account; NOT_FOUND for none. */
export async function getAccount(actor: Actor, id: number): Promise<AccountPage> {
  if (!may(actor, "account.manage")) throw notFound();
  const row = await db().account.findFirst({
    where: { id, ...withinCities(await adminCities(actor)) },
    include: {
      ...SHOWN,
      identities: { select: { id: true } },
      cities: { select: { city: { select: { id: true, name: true } } } },
    },
  });
  if (!row) throw notFound();
  const { unitId, cityId } = row;
  const secondFactor = row.totpSince !== null;
  const identity = row.identities.length > 0;
  const own = row.id === actor.accountId;
  const limits = row.cities.map(({ city }) => city);
  return { ...rowOf(row), unitId, cityId, secondFactor, identity, limits, own };
}

function rowOf(row: Shown): AccountRow {
  const { id, name, post, role, email, oneTime, demonstration, active, lockedAt } = row;
  const state = accountState({ active, lockedAt, waitingNew: row.roleChanges.length > 0 });
  const place = row.unit?.name ?? row.city?.name ?? null;
  return { id, name, post, role, place, email, state, oneTime, demonstration };
}

/** 角色变更 that wait for a second administrator, the oldest first. */
export async function listWaitingRoleChanges(actor: Actor): Promise<WaitingRoleChange[]> {
  if (!may(actor, "account.manage")) throw notFound();
  const rows = await db().roleChange.findMany({
    where: { decidedAt: null, account: withinCities(await adminCities(actor)) },
    orderBy: { id: "asc" },
    include: {
      account: { select: { name: true } },
      askedBy: { select: { name: true } },
    },
  });
  const own = await adminCities(actor);
  const [units, cities] = await Promise.all([
    db().unit.findMany({ where: { id: { in: rows.flatMap(({ unitId }) => unitId ?? []) } } }),
    db().city.findMany(),
  ]);
  return rows.map(({ account, askedBy, unitId, cityId, ...row }) => {
    const unit = units.find(({ id }) => id === unitId);
    const city = cities.find(({ id }) => id === cityId);
    const placed = unit || city;
    const others = row.askedById !== actor.accountId && row.accountId !== actor.accountId;
    return {
      ...{ id: row.id, accountId: row.accountId, fromRole: row.fromRole, role: row.role },
      post: row.post,
      askedAt: row.askedAt,
      name: account.name,
      askedBy: askedBy.name,
      place: unit?.name ?? city?.name ?? null,
      abolished: (unit?.abolishedOn ?? null) !== null,
      mayConfirm: others && (!placed || holdsCity(own, unit ? unit.cityId : cityId)),
    };
  });
}

/** Where an account may belong: the units people report for, and the cities. */
export async function listPlaces(actor: Actor) {
  if (!may(actor, "account.manage")) throw notFound();
  const limit = await adminCities(actor);
  const [units, cities] = await Promise.all([
    db().unit.findMany({
      where: {
        kind: { not: "GROUP" },
        abolishedOn: null,
        ...(limit === null ? {} : { cityId: { in: limit } }),
      },
      orderBy: { officialOrder: "asc" },
      select: { id: true, name: true },
    }),
    db().city.findMany({
      where: limit === null ? {} : { id: { in: limit } },
      orderBy: { displayOrder: "asc" },
      select: { id: true, name: true },
    }),
  ]);
  return { units, cities };
}
export type Places = Awaited<ReturnType<typeof listPlaces>>;

export type DemonstrationAccount = {
  name: string;
  post: string;
  role: Role;
  unitName: string | null;
  cityName: string | null;
};

/** The accounts the sign-in page offers; empty without demonstration data. Needs no actor: it is shown before sign-in. */
export async function listDemonstrationAccounts(): Promise<DemonstrationAccount[]> {
  if (!isDemonstration()) return [];
  const rows = await db().account.findMany({
    where: { demonstration: true, active: true },
    orderBy: [{ unit: { officialOrder: "asc" } }, { id: "asc" }],
    select: {
      name: true,
      post: true,
      role: true,
      unit: { select: { name: true, city: { select: { name: true } } } },
    },
  });
  return rows.map(({ unit, ...row }) => ({
    ...row,
    unitName: unit?.name ?? null,
    cityName: unit?.city?.name ?? null,
  }));
}

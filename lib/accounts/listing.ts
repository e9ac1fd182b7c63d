import "server-only";
import type { Role } from "../../prisma/generated/enums";
import { fold } from "../format";
import { isDemonstration } from "../platform/clock";
import { db, type Prisma } from "../platform/db";
import { env } from "../platform/env";
import { notFound } from "../platform/refusal";
import { type Actor, may } from "../policy";
import { unitsCalled } from "../units/calling";
import { EVER_ADMIN } from "./guards";
import { adminCities, holdsCity, withinCities } from "./reach";
import { type AccountState, accountState, suggestNames } from "./rules";
import type { AccountFilter } from "./schema";

export type AccountRow = {
  id: number;
  name: string;
  post: string;
  role: Role;
  /** unit of a 填报员, city of others, null for everything */
  place: string | null;
  /** 所涉城市; none: no such limit */
  limits: { id: number; name: string }[];
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
  limits: { id: number; name: string }[];
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
  cities: {
    orderBy: { city: { displayOrder: "asc" } },
    select: { city: { select: { id: true, name: true } } },
  },
} satisfies Prisma.AccountInclude;
type Shown = Prisma.AccountGetPayload<{ include: typeof SHOWN }>;

/** Every account that a filter finds, by role and name; `size` at most. */
export async function listAccounts(
  actor: Actor,
  { q, role, state }: AccountFilter,
  size = 1_000,
): Promise<AccountRow[]> {
  if (!may(actor, "account.manage")) throw notFound();
  const units = q ? { unitId: { in: await idsOfUnitsCalled(q) } } : null;
  const rows = await db().account.findMany({
    where: {
      AND: [withinCities(await adminCities(actor)), state ? STATES[state] : {}],
      ...(role ? { role } : {}),
      ...(q && units
        ? {
            OR: [{ name: { contains: q.toLowerCase() } }, { post: { contains: q } }, units],
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

/** As the search finds them: 文旅局, jnsjyj. */
async function idsOfUnitsCalled(q: string): Promise<number[]> {
  const rows = await db().unit.findMany({
    select: {
      ...{ id: true, name: true, shortName: true, aliases: true },
      city: { select: { name: true, shortName: true } },
      formerNames: { select: { name: true } },
    },
  });
  const units = rows.map((row) => ({ ...row, others: row.formerNames.map(({ name }) => name) }));
  return unitsCalled(units, fold(q).split(/\s+/u)).map(({ unit }) => unit.id);
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
};

/** One account; NOT_FOUND for none. */
export async function getAccount(actor: Actor, id: number): Promise<AccountPage> {
  if (!may(actor, "account.manage")) throw notFound();
  const row = await db().account.findFirst({
    where: { id, ...withinCities(await adminCities(actor)) },
    include: {
      ...SHOWN,
      identities: { select: { id: true } },
    },
  });
  if (!row) throw notFound();
  const { unitId, cityId } = row;
  const secondFactor = row.totpSince !== null;
  const identity = row.identities.length > 0;
  const own = row.id === actor.accountId;
  return { ...rowOf(row), unitId, cityId, secondFactor, identity, own };
}

function rowOf(row: Shown): AccountRow {
  const { id, name, post, role, email, oneTime, demonstration, active, lockedAt } = row;
  const state = accountState({ active, lockedAt, waitingNew: row.roleChanges.length > 0 });
  const place = row.unit?.name ?? row.city?.name ?? null;
  const limits = row.cities.map(({ city }) => city);
  return { id, name, post, role, place, limits, email, state, oneTime, demonstration };
}

/** 角色变更 that wait for a second administrator, the oldest first. */
export async function listWaitingRoleChanges(actor: Actor): Promise<WaitingRoleChange[]> {
  if (!may(actor, "account.manage")) throw notFound();
  const rows = await db().roleChange.findMany({
    where: { decidedAt: null, account: withinCities(await adminCities(actor)) },
    orderBy: { id: "asc" },
    include: {
      account: { select: { name: true, cities: SHOWN.cities } },
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
      limits: account.cities.map((limit) => limit.city),
      abolished: (unit?.abolishedOn ?? null) !== null,
      mayConfirm: others && (!placed || holdsCity(own, unit ? unit.cityId : cityId)),
    };
  });
}

/**
 * Who confirms what is not a 填报员: nobody (OFF), another administrator (OTHERS), nobody yet, as there
 * never was a second (NOBODY_YET), or nobody any more, as the others are closed or locked (NOBODY_LEFT).
 */
export type Confirmation = "OFF" | "OTHERS" | "NOBODY_YET" | "NOBODY_LEFT";

export async function getConfirmation(actor: Actor): Promise<Confirmation> {
  if (!may(actor, "account.manage")) throw notFound();
  if (!env().ROLE_CONFIRMATION) return "OFF";
  const ever = EVER_ADMIN();
  if ((await db().account.count({ where: ever })) <= 1) return "NOBODY_YET";
  const here = await db().account.count({ where: { ...ever, active: true, lockedAt: null } });
  return here > 1 ? "OTHERS" : "NOBODY_LEFT";
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
      select: { id: true, name: true, pinyinInitials: true },
    }),
    db().city.findMany({
      where: limit === null ? {} : { id: { in: limit } },
      orderBy: { displayOrder: "asc" },
      select: { id: true, name: true },
    }),
  ]);
  const [example] = suggestNames(units.slice(0, 1), new Set());
  return { units: units.map(({ id, name }) => ({ id, name })), cities, example };
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

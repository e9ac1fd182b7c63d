import "server-only";
import { demonstrationActor } from "../accounts/queries";
import { fromDbDate, type IsoDate, toDbDate } from "../dates";
import { db } from "../platform/db";
import type { Actor } from "../policy";
import { type Applications, readApplications } from "./completion";
import type { DemonstrationPoint } from "./rules";

type ActorInPlan = Actor & { plan: NonNullable<Actor["plan"]> };

/** One unit at one point, with who reports and where its percent stands. */
export type Desk = {
  assignmentId: number;
  lead: boolean;
  cityId: number;
  place: number;
  seed: number;
  point: DemonstrationPoint & {
    id: number;
    items: number[];
    indicators: { id: number; target: number }[];
  };
  actor: Actor;
  percent: number | null;
};

/** A demonstration's account at work in the newest plan, which is the one its data is about. */
export async function inNewestPlan(actor: Actor): Promise<ActorInPlan> {
  const { id, revision } = await db().plan.findFirstOrThrow({
    orderBy: [{ year: "desc" }, { id: "asc" }],
  });
  return { ...actor, plan: { id, revision } };
}

/** Every unit that reports, in the order of the points. */
export async function readDesks(): Promise<Desk[]> {
  const rows = await db().assignment.findMany({
    where: { unit: { kind: { not: "GROUP" } }, terms: { some: { endsOn: null } } },
    orderBy: [{ point: { number: "asc" } }, { unit: { officialOrder: "asc" } }],
    include: {
      unit: { include: { accounts: { where: { demonstration: true }, orderBy: { id: "asc" } } } },
      // What the notice asks: a load that goes on after an interruption finds added items as well.
      point: {
        include: {
          actionItems: { where: { origin: "DOCUMENT" }, orderBy: { position: "asc" } },
          indicators: true,
        },
      },
      plan: { include: { cities: { orderBy: { displayOrder: "asc" } } } },
      terms: { where: { endsOn: null }, select: { role: true } },
    },
  });
  const actors = new Map<string, Actor>();
  const desks: Desk[] = [];
  for (const { id, unit, point, plan, terms } of rows) {
    const [account] = unit.accounts;
    if (!account || unit.cityId === null) continue;
    const actor = actors.get(account.name) ?? (await demonstrationActor(account.name));
    actors.set(account.name, actor);
    desks.push({
      assignmentId: id,
      lead: terms.some(({ role }) => role === "LEAD"),
      cityId: unit.cityId,
      place: plan.cities.findIndex((city) => city.cityId === unit.cityId),
      seed: unit.officialOrder,
      point: {
        id: point.id,
        number: point.number,
        issuedOn: fromDbDate(plan.issuedOn),
        dueOn: fromDbDate(point.dueOn),
        sentences: point.actionItems.map((item) => item.text),
        items: point.actionItems.map((item) => item.id),
        indicators: point.indicators,
      },
      actor,
      percent: null,
    });
  }
  return desks;
}

export type Done = {
  updates: Map<string, number>;
  reviewed: Set<number>;
  applications: Applications;
  closures: Set<string>;
};

/** What an interrupted load left behind: it is gone on with, not begun again. */
export async function readDone(): Promise<Done> {
  const updates = await db().progressUpdate.findMany({
    where: { demonstration: true },
    include: { period: true, review: { select: { id: true } } },
  });
  const closures = await db().closure.findMany({ where: { demonstration: true } });
  return {
    updates: new Map(
      updates.map((row) => [
        `${row.assignmentId}:${fromDbDate(row.period.month)}:${row.version}`,
        row.id,
      ]),
    ),
    reviewed: new Set(updates.filter((row) => row.review).map((row) => row.id)),
    applications: await readApplications(),
    closures: new Set(closures.map((row) => `${row.pointId}:${row.cityId}`)),
  };
}

/** An hour of a business day in Asia/Shanghai. */
export function at(date: IsoDate, hour: number): Date {
  return new Date(toDbDate(date).getTime() + (hour - 8) * 3_600_000);
}

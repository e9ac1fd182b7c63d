import { randomUUID } from "node:crypto";
import { createAccount } from "@/lib/accounts/commands";
import { getActorBySession } from "@/lib/accounts/queries";
import { SYSTEM_ACTOR } from "@/lib/audit/commands";
import { systemNow } from "@/lib/platform/clock";
import { db } from "@/lib/platform/db";
import type { Actor } from "@/lib/policy";
import type { AssignmentRole, Role } from "@/prisma/generated/enums";

/** An account made for a test; nobody can sign in to it, its password is no hash. */
export async function hire(
  name: string,
  role: Role,
  place: { unit?: string; city?: string } = {},
): Promise<Actor> {
  const unit = place.unit && (await unitNamed(place.unit));
  const city = place.city && (await db().city.findUniqueOrThrow({ where: { name: place.city } }));
  await createAccount(
    SYSTEM_ACTOR,
    {
      name,
      post: role,
      role,
      unitId: unit ? unit.id : null,
      cityId: city ? city.id : null,
      password: "",
      passwordHash: "none",
    },
    systemNow(),
  );
  return actorNamed(name);
}

/**
 * A person who writes for every unit of a city (all of them are made sub-units of one), and a
 * function that gives out assignments nothing was written for yet, one for each test.
 */
export async function hireForCity(name: string, city: string) {
  const units = await db().unit.findMany({
    where: { city: { name: city }, kind: { not: "GROUP" }, assignments: { some: {} } },
    include: { assignments: { orderBy: { id: "asc" } } },
    orderBy: { id: "asc" },
  });
  const [head, ...others] = units;
  if (!head) throw new Error(`${city} has no units`);
  await db().unit.updateMany({
    where: { id: { in: others.map(({ id }) => id) } },
    data: { parentId: head.id },
  });
  const unused = units.flatMap(({ assignments }) => assignments);
  const fresh = () => {
    const assignment = unused.pop();
    if (!assignment) throw new Error(`${city} has too few assignments for this file`);
    return assignment;
  };
  return { staff: await hire(name, "STAFF", { unit: head.name }), fresh };
}

/** The person behind an account as the next request would find them, with the plan's present revision. */
export async function actorNamed(name: string): Promise<Actor> {
  const account = await db().account.findUniqueOrThrow({ where: { name } });
  const now = systemNow();
  const id = randomUUID();
  await db().session.create({
    data: { id, accountId: account.id, createdAt: now, lastSeenAt: now },
  });
  const actor = await getActorBySession(id, "127.0.0.1", now);
  if (!actor) throw new Error(`${name} may not sign in`);
  return actor;
}

export function unitNamed(name: string) {
  return db().unit.findUniqueOrThrow({ where: { name } });
}

/** The assignment of a unit on a point of the 2024 notice. */
export async function assignmentOf(unit: string, point: number): Promise<number> {
  const { id } = await db().assignment.findFirstOrThrow({
    where: { unit: { name: unit }, point: { number: point } },
  });
  return id;
}

/** As if the notice had given these assignments another role from the first day: their terms are none of any day. */
export async function readInNotice(
  where: { pointId?: number; unitId?: { in: number[] }; id?: number },
  role: AssignmentRole,
) {
  const terms = await db().assignmentTerm.findMany({
    where: { assignment: where, endsOn: null },
    select: { id: true, assignmentId: true, startsOn: true },
  });
  for (const { id, assignmentId, startsOn } of terms) {
    await db().assignmentTerm.update({ where: { id }, data: { endsOn: startsOn } });
    await db().assignmentTerm.create({
      data: { assignmentId, role, origin: "DOCUMENT", startsOn },
    });
  }
}

/** An hour of a business day in Shanghai, 10:00 unless told. */
export function at(day: string, time = "10:00:00"): Date {
  return new Date(`${day}T${time}+08:00`);
}

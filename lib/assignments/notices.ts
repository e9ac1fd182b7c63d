import "server-only";
import { type IsoDate, toDbDate } from "../dates";
import { ASSIGNMENT_ROLE_NAMES } from "../glossary";
import { notify, notifyEach, staffOfAll } from "../notifications/commands";
import { paths } from "../paths";
import type { Transaction } from "../platform/db";
import type { Actor } from "../policy";
import type { AssignmentChange } from "./rules";

/** Tells the units of a point, in the transaction of the change, what they came to carry, in what role, or no longer. */
export async function tellUnits(
  tx: Transaction,
  actor: Pick<Actor, "accountId" | "demonstration" | "plan">,
  changes: ({ pointId: number } & AssignmentChange)[],
  now: Date,
): Promise<void> {
  const units = changes.flatMap(({ pointId, ended, started }) =>
    [...new Set([...ended, ...started].map(({ unitId }) => unitId))].map((unitId) => ({
      pointId,
      unitId,
      before: ended.find((entry) => entry.unitId === unitId)?.role ?? null,
      after: started.find((entry) => entry.unitId === unitId)?.role ?? null,
    })),
  );
  const shares = await tx.assignment.findMany({
    where: {
      pointId: { in: changes.map(({ pointId }) => pointId) },
      unitId: { in: units.map(({ unitId }) => unitId) },
      unit: { kind: { not: "GROUP" } },
    },
    select: { id: true, pointId: true, unitId: true, point: { select: { number: true } } },
  });
  const staff = await staffOfAll(
    tx,
    shares.map(({ id }) => id),
  );
  const messages = shares.flatMap((share) => {
    const change = units.find(
      ({ pointId, unitId }) => pointId === share.pointId && unitId === share.unitId,
    );
    // A change of the 集合单位 a unit answers for leaves it what it had.
    if (!change || change.before === change.after) return [];
    const { number } = share.point;
    return (staff.get(share.id) ?? []).map((accountId) => ({
      accountId,
      demonstration: actor.demonstration,
      planId: actor.plan?.id ?? null,
      kind: "ASSIGNED" as const,
      text: `第 ${number} 项分工调整：${changeText(change)}`,
      path: change.after ? paths.acknowledgements() : paths.point(number),
      sameAs: `assigned:${share.id}:${change.after ?? "OUT"}:${now.toISOString()}`,
    }));
  });
  await notifyEach(
    tx,
    messages.filter(({ accountId }) => accountId !== actor.accountId),
    now,
  );
}

/** A point with the 集合单位 on it that nobody answers for, and when the admins were last asked for members. */
export type OpenGroups = {
  id: number;
  number: number;
  askedOn: IsoDate | null;
  groups: { name: string; cityId: number | null }[];
};

/** Those of some points as of today, under the points' locks: who asks at the same time comes after. */
export async function lockOpenGroups(
  tx: Transaction,
  planId: number,
  points: number[],
  today: IsoDate,
): Promise<OpenGroups[]> {
  const day = toDbDate(today);
  await tx.$executeRaw`
    SELECT 1 FROM work_points WHERE plan_id = ${planId} AND number = ANY (${points})
     ORDER BY id FOR UPDATE`;
  return tx.$queryRaw<OpenGroups[]>`
    SELECT wp.id, wp.number,
           (SELECT to_char(max(n.business_on), 'YYYY-MM-DD') FROM notifications n
             WHERE n.plan_id = wp.plan_id AND n.kind = 'MEMBERS'
               AND n.same_as LIKE 'members:' || wp.id || ':%') AS "askedOn",
           json_agg(json_build_object('name', u.name, 'cityId', u.city_id)
             ORDER BY u.official_order) AS groups
      FROM work_points wp
      JOIN assignments a ON a.point_id = wp.id
      JOIN units u ON u.id = a.unit_id AND u.kind = 'GROUP'
      JOIN assignment_terms t ON t.assignment_id = a.id AND t.starts_on <= ${day}
       AND (t.ends_on IS NULL OR t.ends_on > ${day})
     WHERE wp.plan_id = ${planId} AND wp.number = ANY (${points}) AND wp.removed_on IS NULL
       AND NOT EXISTS (SELECT 1 FROM assignment_terms m WHERE m.group_id = a.id
             AND m.starts_on <= ${day} AND (m.ends_on IS NULL OR m.ends_on > ${day}))
     GROUP BY wp.id ORDER BY wp.number`;
}

/** Tells the admins which 集合单位 wait for members, who asks and why. */
export async function tellAdmins(
  tx: Transaction,
  actor: Actor,
  admins: number[],
  points: OpenGroups[],
  now: Date,
): Promise<void> {
  for (const { id, number, groups } of points) {
    const names = groups.map(({ name }) => name).join("、");
    const message = {
      to: admins,
      kind: "MEMBERS" as const,
      text: `${actor.post}请明确第 ${number} 项集合单位的成员：${names}。明确以前不能批示、督办，也落实不了议定事项。`,
      path: paths.assignments({ point: number }),
      sameAs: `members:${id}:${now.toISOString()}`,
    };
    await notify(tx, actor, message, now);
  }
}

function changeText({ before, after }: Pick<Change, "before" | "after">): string {
  const names = ASSIGNMENT_ROLE_NAMES;
  if (after === null) return "本单位不再承担";
  if (before === null) return `本单位为${names[after]}单位，请签收`;
  return `本单位由${names[before]}改为${names[after]}，请签收`;
}

type Change = Record<"before" | "after", AssignmentChange["ended"][number]["role"] | null>;

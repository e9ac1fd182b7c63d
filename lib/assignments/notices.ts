import "server-only";
import { ASSIGNMENT_ROLE_NAMES } from "../glossary";
import { notifyEach, staffOfAll } from "../notifications/commands";
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

function changeText({ before, after }: Pick<Change, "before" | "after">): string {
  const names = ASSIGNMENT_ROLE_NAMES;
  if (after === null) return "本单位不再承担";
  if (before === null) return `本单位为${names[after]}单位，请签收`;
  return `本单位由${names[before]}改为${names[after]}，请签收`;
}

type Change = Record<"before" | "after", AssignmentChange["ended"][number]["role"] | null>;

import "server-only";
import { recordEntry } from "../audit/commands";
import { shanghaiDate, toDbDate } from "../dates";
import { db, type Transaction, transact } from "../platform/db";
import { notFound, Refusal } from "../platform/refusal";
import { type Actor, may } from "../policy";
import { lockPointEntries, setEntries } from "./commands";
import { tellUnits } from "./notices";
import { type AssignmentEntry, assignmentsSeal, type RolePatch } from "./rules";
import type { ChangeManyInput } from "./schema";

export type BulkChange = {
  /** what takes it back, as the form posts it */
  undo: { pointId: number; seal: string; set: RolePatch[] }[];
  points: number;
  units: number;
};

/**
 * 批量调整: roles of units on several points at once, all of them or none, in one entry of the log.
 * A unit that comes in anew answers for itself; one that stays keeps the 集合单位 it answers for.
 */
export async function changeMany(
  actor: Actor,
  input: ChangeManyInput,
  now: Date,
): Promise<BulkChange> {
  if (!may(actor, "assignment.change")) throw notFound();
  const today = toDbDate(shanghaiDate(now));
  return transact(async (tx) => {
    const points = await tx.workPoint.findMany({
      where: { id: { in: input.changes.map(({ pointId }) => pointId) }, removedOn: null },
      select: { id: true, planId: true, number: true },
    });
    const [planId] = new Set(points.map((point) => point.planId));
    if (
      planId === undefined ||
      planId !== actor.plan?.id ||
      points.some((p) => p.planId !== planId)
    ) {
      throw notFound();
    }
    const undo: BulkChange["undo"] = [];
    const changes: { pointId: number; ended: AssignmentEntry[]; started: AssignmentEntry[] }[] = [];
    // In one order, so that two who change the same points wait for each other and not in a ring.
    for (const { pointId, seal, set } of [...input.changes].sort((a, b) => a.pointId - b.pointId)) {
      const point = points.find(({ id }) => id === pointId);
      if (!point) throw notFound();
      const terms = await lockPointEntries(tx, pointId);
      const present = terms.map((term) => term.entry);
      if (assignmentsSeal(present) !== seal) throw overtaken(point.number);
      const wanted = patched(present, set);
      const change = await setEntries(tx, actor, point, { terms, wanted }, today).catch((error) => {
        if (!(error instanceof Refusal)) throw error;
        throw new Refusal(error.code, `第 ${point.number} 项：${error.message}`);
      });
      if (change.ended.length + change.started.length === 0) continue;
      changes.push({ pointId, ...change });
      undo.push({
        pointId,
        seal: assignmentsSeal(wanted),
        set: set.map(({ unitId }) => {
          const entry = present.find((each) => each.unitId === unitId);
          return { unitId, role: entry?.role ?? null, groupId: entry?.groupId ?? null };
        }),
      });
    }
    if (changes.length === 0) throw new Refusal("INVALID", "分工没有变化，无需保存。");
    await tellUnits(tx, actor, changes, now);
    await record(tx, actor, planId, changes, now);
    const units = new Set(input.changes.flatMap(({ set }) => set.map(({ unitId }) => unitId)));
    return { undo, points: changes.length, units: units.size };
  });
}

function overtaken(number: number): Refusal {
  return new Refusal(
    "STALE",
    `第 ${number} 项的分工刚被他人调整，整批没有保存；页面已显示最新分工，请核对后再改。`,
  );
}

function patched(present: AssignmentEntry[], set: RolePatch[]): AssignmentEntry[] {
  const wanted = new Map(present.map((entry) => [entry.unitId, entry]));
  for (const { unitId, role, groupId } of set) {
    const kept = groupId === undefined ? (wanted.get(unitId)?.groupId ?? null) : groupId;
    if (role === null) wanted.delete(unitId);
    else wanted.set(unitId, { unitId, role, groupId: kept });
  }
  return [...wanted.values()];
}

async function record(
  tx: Transaction,
  actor: Actor,
  planId: number,
  changes: { pointId: number; ended: AssignmentEntry[]; started: AssignmentEntry[] }[],
  now: Date,
): Promise<void> {
  const event = { action: "assignment.change-many", subject: `plan:${planId}`, planId };
  const before = changes.map(({ pointId, ended }) => ({ pointId, ended }));
  const after = changes.map(({ pointId, started }) => ({ pointId, started }));
  await recordEntry(tx, actor, { ...event, before, after }, now);
}

/** The seal of every point of the plan in force: what a batch is made on. One statement. */
export async function listSeals(actor: Actor): Promise<Map<number, string>> {
  if (!may(actor, "assignment.change") || !actor.plan) throw notFound();
  const rows = await db().$queryRaw<(AssignmentEntry & { pointId: number })[]>`
    SELECT a.point_id AS "pointId", a.unit_id AS "unitId", t.role, t.group_id AS "groupId"
      FROM assignments a JOIN assignment_terms t ON t.assignment_id = a.id AND t.ends_on IS NULL
     WHERE a.plan_id = ${actor.plan.id}`;
  const points = new Map<number, AssignmentEntry[]>();
  for (const { pointId, ...entry } of rows) {
    points.set(pointId, [...(points.get(pointId) ?? []), entry]);
  }
  return new Map([...points].map(([id, entries]) => [id, assignmentsSeal(entries)]));
}

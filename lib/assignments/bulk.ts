import "server-only";
import { recordEntry } from "../audit/commands";
import { type IsoDate, shanghaiDate, toDbDate } from "../dates";
import { db, type Transaction, transact } from "../platform/db";
import { notFound, Refusal } from "../platform/refusal";
import { type Actor, may } from "../policy";
import { standingHash } from "./checks";
import { lockPointEntries, setEntries } from "./commands";
import { tellUnits } from "./notices";
import {
  type AssignmentChange,
  type AssignmentEntry,
  assignmentsSeal,
  type RolePatch,
  takingBack,
} from "./rules";
import type { ChangeManyInput } from "./schema";

export type BulkChange = { points: number; units: number };

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
    const changes: PointChange[] = [];
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
      changes.push({ pointId, ...change, hash: standingHash(wanted) });
    }
    if (changes.length === 0) throw new Refusal("INVALID", "分工没有变化，无需保存。");
    await tellUnits(tx, actor, changes, now);
    await record(tx, actor, planId, changes, now);
    const units = new Set(input.changes.flatMap(({ set }) => set.map(({ unitId }) => unitId)));
    return { points: changes.length, units: units.size };
  });
}

type PointChange = AssignmentChange & { pointId: number; hash: string };

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
  changes: PointChange[],
  now: Date,
): Promise<void> {
  const event = { action: "assignment.change-many", subject: `plan:${planId}`, planId };
  const before = changes.map(({ pointId, ended }) => ({ pointId, ended }));
  const after = changes.map(({ pointId, started, hash }) => ({ pointId, started, hash }));
  await recordEntry(tx, actor, { ...event, before, after }, now);
}

/** A batch as the form posts it. */
export type PointPatch = { pointId: number; seal: string; set: RolePatch[] };

/** The newest batch with what takes all of it back. */
export type LastBatch = { on: IsoDate; points: number; undo: PointPatch[] };

export type Standing = {
  /** the entries of every point of the plan: what a batch is made on */
  points: Map<number, AssignmentEntry[]>;
  /** null once anything else has touched one of its points: a change, 并入, an import, an answered 异议 */
  lastBatch: LastBatch | null;
};

/** What stands in the plan in force, and whether its newest batch can be taken back. One statement. */
export async function getStanding(actor: Actor): Promise<Standing> {
  if (!may(actor, "assignment.change") || !actor.plan) throw notFound();
  const [row] = await db().$queryRaw<StandingRow[]>`
    SELECT
      (SELECT coalesce(json_agg(json_build_object('pointId', a.point_id, 'unitId', a.unit_id,
                'role', t.role, 'groupId', t.group_id) ORDER BY a.id), '[]')
         FROM assignments a JOIN assignment_terms t ON t.assignment_id = a.id AND t.ends_on IS NULL
        WHERE a.plan_id = ${actor.plan.id}) AS entries,
      (SELECT json_build_object('on', ae.business_on, 'before', ae.before, 'after', ae.after)
         FROM audit_entries ae
        WHERE ae.action = 'assignment.change-many' AND ae.subject = ${`plan:${actor.plan.id}`}
        ORDER BY ae.sequence DESC LIMIT 1) AS batch`;
  const points: Standing["points"] = new Map();
  for (const { pointId, ...entry } of row?.entries ?? []) {
    const held = points.get(pointId);
    if (held) held.push(entry);
    else points.set(pointId, [entry]);
  }
  return { points, lastBatch: lastBatchOf(row?.batch ?? null, points) };
}

type StandingRow = {
  entries: (AssignmentEntry & { pointId: number })[];
  batch: {
    on: IsoDate;
    before: { pointId: number; ended: AssignmentEntry[] }[];
    /** without the hash: written before it was kept */
    after: { pointId: number; started: AssignmentEntry[]; hash?: string }[];
  } | null;
};

function lastBatchOf(batch: StandingRow["batch"], points: Standing["points"]): LastBatch | null {
  if (!batch) return null;
  const undo = batch.after.flatMap(({ pointId, started, hash }): PointPatch[] => {
    const present = points.get(pointId) ?? [];
    if (standingHash(present) !== hash) return [];
    const ended = batch.before.find((each) => each.pointId === pointId)?.ended ?? [];
    return [
      { pointId, seal: assignmentsSeal(present), set: takingBack(present, { ended, started }) },
    ];
  });
  if (undo.length < batch.after.length) return null;
  return { on: batch.on, points: undo.length, undo };
}

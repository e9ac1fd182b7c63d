import "server-only";
import { recordEntry } from "../audit/commands";
import { shanghaiDate, toDbDate } from "../dates";
import { type Transaction, transact } from "../platform/db";
import { notFound, Refusal } from "../platform/refusal";
import { type Actor, may } from "../policy";
import { refuseForeignGroups, refusePending, refuseUnfit } from "./checks";
import { type AssignmentEntry, assignmentChange, assignmentsSeal } from "./rules";
import type { ChangeAssignmentsInput } from "./schema";

/**
 * Sets the units of one point from today on. Terms that end keep their dates, so any earlier day
 * still reads as it stood; reports stay with the unit. Returns the entries before, for undoing.
 */
export async function changeAssignments(
  actor: Actor,
  input: ChangeAssignmentsInput,
  now: Date,
): Promise<{ before: AssignmentEntry[]; after: AssignmentEntry[] }> {
  if (!may(actor, "assignment.change")) throw notFound();
  return transact(async (tx) => {
    await tx.$executeRaw`SELECT 1 FROM work_points WHERE id = ${input.pointId} FOR UPDATE`;
    const point = await tx.workPoint.findUnique({
      where: { id: input.pointId },
      select: { id: true, planId: true, number: true },
    });
    if (!point) throw notFound();
    const terms = await tx.assignmentTerm.findMany({
      where: { assignment: { pointId: point.id }, endsOn: null },
      select: {
        id: true,
        role: true,
        groupId: true,
        assignmentId: true,
        assignment: { select: { unitId: true } },
      },
    });
    const present = terms.map(({ role, groupId, assignment }) => ({
      unitId: assignment.unitId,
      role,
      groupId,
    }));
    if (assignmentsSeal(present) !== input.seal) {
      throw new Refusal(
        "STALE",
        "这项要点的分工刚被他人调整，页面已显示最新分工，请核对后再保存。",
      );
    }
    const { ended, started } = assignmentChange(present, input.entries);
    if (ended.length + started.length === 0) {
      throw new Refusal("INVALID", "分工没有变化，无需保存。");
    }
    if (input.entries.length === 0) {
      throw new Refusal("INVALID", "一项要点至少要有一个责任单位。");
    }
    await refuseForeignGroups(tx, point.id, input.entries);
    await refuseUnfit(tx, input.entries);

    const today = toDbDate(shanghaiDate(now));
    await refusePending(tx, point.id, ended, started, today);
    const endedIds = terms
      .filter((term) => ended.some((entry) => entry.unitId === term.assignment.unitId))
      .map((term) => term.id);
    await tx.assignmentTerm.updateMany({
      where: { id: { in: endedIds } },
      data: { endsOn: today, endedById: actor.accountId },
    });
    for (const entry of started) await startTerm(tx, point, entry, today, actor.accountId);
    await recordEntry(
      tx,
      actor,
      {
        action: "assignment.change",
        subject: `work-point:${point.id}`,
        before: { number: point.number, ended },
        after: { number: point.number, started },
        planId: point.planId,
      },
      now,
    );
    return { before: present, after: assignmentChange([], input.entries).started };
  });
}

async function startTerm(
  tx: Transaction,
  point: { id: number; planId: number },
  entry: AssignmentEntry,
  today: Date,
  startedById: number,
): Promise<void> {
  const unit = await tx.unit.findUnique({ where: { id: entry.unitId }, select: { kind: true } });
  if (!unit || (unit.kind === "GROUP" && entry.groupId !== null)) throw notFound();
  const key = { pointId: point.id, unitId: entry.unitId };
  const assignment = await tx.assignment.upsert({
    where: { pointId_unitId: key },
    create: { ...key, planId: point.planId },
    update: {},
    select: { id: true, terms: { where: { origin: "DOCUMENT" }, select: { id: true }, take: 1 } },
  });
  await tx.assignmentTerm.create({
    data: {
      assignmentId: assignment.id,
      role: entry.role,
      // A unit the notice names stays 文件原文, whatever role it is given.
      origin: assignment.terms.length > 0 ? "DOCUMENT" : "ADMIN",
      groupId: entry.groupId,
      startsOn: today,
      startedById,
    },
  });
}

import "server-only";
import { recordEntry } from "../audit/commands";
import { shanghaiDate, toDbDate } from "../dates";
import { officeOf } from "../notifications/commands";
import { type Transaction, transact } from "../platform/db";
import { notFound, Refusal } from "../platform/refusal";
import { type Actor, may, mayEver } from "../policy";
import { refuseForeignGroups, refusePending, refuseUnfit, standingHash } from "./checks";
import { lockOpenGroups, tellAdmins, tellUnits } from "./notices";
import {
  type AssignmentChange,
  type AssignmentEntry,
  assignmentChange,
  assignmentsSeal,
} from "./rules";
import type { AskMembersInput, ChangeAssignmentsInput } from "./schema";

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
    const point = await tx.workPoint.findUnique({
      where: { id: input.pointId, removedOn: null },
      select: { id: true, planId: true, number: true },
    });
    if (!point) throw notFound();
    const terms = await lockPointEntries(tx, point.id);
    const present = terms.map(({ entry }) => entry);
    if (assignmentsSeal(present) !== input.seal) {
      throw new Refusal(
        "STALE",
        "这项要点的分工刚被他人调整，页面已显示最新分工，请核对后再保存。",
      );
    }
    const today = toDbDate(shanghaiDate(now));
    const wanted = assignmentChange([], input.entries).started;
    const { ended, started } = await setEntries(tx, actor, point, { terms, wanted }, today);
    if (ended.length + started.length === 0) {
      throw new Refusal("INVALID", "分工没有变化，无需保存。");
    }
    await tellUnits(tx, actor, [{ pointId: point.id, ended, started }], now);
    await recordEntry(
      tx,
      actor,
      {
        action: "assignment.change",
        subject: `work-point:${point.id}`,
        before: { number: point.number, ended },
        after: { number: point.number, started, hash: standingHash(wanted) },
        planId: point.planId,
      },
      now,
    );
    return { before: present, after: wanted };
  });
}

/**
 * Asks the admins to say who the members of 集合单位 are: without them nobody can be addressed. One
 * message a point, and none where one was sent that day; the numbers of the points it went out for.
 */
export async function askForMembers(
  actor: Actor,
  input: AskMembersInput,
  now: Date,
): Promise<{ points: number[] }> {
  const { plan } = actor;
  if (!plan || !mayEver(actor, "assignment.ask-members")) throw notFound();
  const today = shanghaiDate(now);
  return transact(async (tx) => {
    const open = (await lockOpenGroups(tx, plan.id, input.points, today))
      .map(({ groups, ...point }) => ({
        ...point,
        groups: groups.filter((group) => may(actor, "assignment.ask-members", group)),
      }))
      .filter(({ groups }) => groups.length > 0);
    if (open.length === 0) {
      throw new Refusal("STALE", "没有待明确成员的集合单位了，请刷新页面后再办。");
    }
    const admins = await officeOf(tx, plan.id, ["ADMIN"]);
    if (admins.length === 0) {
      throw new Refusal("INVALID", "没有能收到消息的管理员账号，请直接联系系统管理单位。");
    }
    const fresh = open.filter(({ askedOn }) => askedOn !== today);
    const numbers = fresh.map(({ number }) => number);
    if (fresh.length === 0) {
      const names = open.map(({ number }) => number).join("、");
      throw new Refusal(
        "STALE",
        `今天已经请管理员明确第 ${names} 项的成员，不必再请；明确以后就能在这里办。`,
      );
    }
    await tellAdmins(tx, actor, admins, fresh, now);
    await recordEntry(
      tx,
      actor,
      {
        action: "assignment.ask-members",
        subject: `plan:${plan.id}`,
        after: { number: numbers.join("、") },
        planId: plan.id,
      },
      now,
    );
    return { points: numbers };
  });
}

/** A term that lasts, with the entry it stands for. */
export type LastingTerm = { id: number; entry: AssignmentEntry };

/** Who has a part in a point now; nobody else changes it until the transaction ends. */
export async function lockPointEntries(tx: Transaction, pointId: number): Promise<LastingTerm[]> {
  await tx.$executeRaw`SELECT 1 FROM work_points WHERE id = ${pointId} FOR UPDATE`;
  const terms = await tx.assignmentTerm.findMany({
    where: { assignment: { pointId }, endsOn: null },
    select: { id: true, role: true, groupId: true, assignment: { select: { unitId: true } } },
  });
  return terms.map(({ id, role, groupId, assignment }) => ({
    id,
    entry: { unitId: assignment.unitId, role, groupId },
  }));
}

/** Ends and begins what it takes for a point to have the wanted units from today on, under its lock. */
export async function setEntries(
  tx: Transaction,
  actor: Pick<Actor, "accountId">,
  point: { id: number; planId: number },
  { terms, wanted }: { terms: LastingTerm[]; wanted: AssignmentEntry[] },
  today: Date,
): Promise<AssignmentChange> {
  const present = terms.map(({ entry }) => entry);
  const { ended, started } = assignmentChange(present, wanted);
  if (ended.length + started.length === 0) return { ended, started };
  if (wanted.length === 0) {
    throw new Refusal("INVALID", "一项要点至少要有一个责任单位。");
  }
  await refuseForeignGroups(tx, point.id, wanted);
  await refuseUnfit(tx, point, present, wanted);
  await refusePending(tx, point.id, ended, started, today);
  const endedIds = terms
    .filter(({ entry }) => ended.some(({ unitId }) => unitId === entry.unitId))
    .map(({ id }) => id);
  await tx.assignmentTerm.updateMany({
    where: { id: { in: endedIds } },
    data: { endsOn: today, endedById: actor.accountId },
  });
  for (const entry of started) await startTerm(tx, point, entry, today, actor.accountId);
  return { ended, started };
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

import "server-only";
import { adminCities } from "../accounts/reach";
import { refusePending } from "../assignments/checks";
import { higherRole } from "../assignments/rules";
import { recordEntry } from "../audit/commands";
import { shanghaiDate, toDbDate } from "../dates";
import { type Transaction, transact } from "../platform/db";
import { notFound, Refusal } from "../platform/refusal";
import { type Actor, may } from "../policy";
import { lockDirectory, overtaken, pair, touchPlans, unitOf } from "./commands";
import { type MovedShare, peopleOf, tellOfEnd } from "./notices";
import type { DirectoryRow, DirectoryView } from "./queries";
import { unitSeal } from "./rules";
import type { AbolishUnitInput } from "./schema";

/** What the end of a unit would bring, for a second look; refused where the end itself would be. */
export async function previewAbolition(
  actor: Actor,
  input: AbolishUnitInput,
): Promise<{ unit: string; successor: string | null; points: number; accounts: number }> {
  if (!may(actor, "unit.manage")) throw notFound();
  const own = await adminCities(actor);
  return transact(async (tx) => {
    const { unit, successor } = endOf(await lockDirectory(tx), input, own);
    const { name, points, accounts } = unit;
    return { unit: name, successor: successor?.name ?? null, points, accounts };
  });
}

/** The unit and its successor, where the one may end in the other. */
function endOf(directory: DirectoryView, input: AbolishUnitInput, own: number[] | null) {
  const unit = unitOf(directory, input.unitId, own);
  if (unit.abolishedOn !== null || unitSeal(unit) !== input.seal) throw overtaken();
  const successor = input.successorId === undefined ? null : unitOf(directory, input.successorId);
  if (successor) refuseUnfit(unit, successor);
  else if (unit.points > 0) {
    const sentence = `${unit.name}还承担 ${unit.points} 项要点，请先在责任分工中移出，或选择并入的单位。`;
    throw new Refusal("INVALID", sentence, { successorId: sentence });
  }
  return { unit, successor };
}

/**
 * 机构改革: from today on the unit is no more. With a successor its points, its people and its
 * sub-units go over to that one, which also becomes the unit above it, so that whatever is still
 * open with the old one is in the new one's hands; its records keep its name. Without one it must
 * have no point left.
 */
export async function abolishUnit(
  actor: Actor,
  input: AbolishUnitInput,
  now: Date,
): Promise<{ moved: number }> {
  if (!may(actor, "unit.manage")) throw notFound();
  const today = toDbDate(shanghaiDate(now));
  const own = await adminCities(actor);
  return transact(async (tx) => {
    const directory = await lockDirectory(tx);
    const { unit, successor } = endOf(directory, input, own);
    const people = await peopleOf(tx, unit, successor);
    const moved = successor ? await handOver(tx, actor, unit, successor, today) : [];
    await pair(tx, unit.id, null);
    await tx.unit.update({
      where: { id: unit.id },
      data: {
        abolishedOn: today,
        ...(successor ? { successorId: successor.id, parentId: successor.id } : {}),
      },
    });
    await recordEntry(
      tx,
      actor,
      {
        action: successor ? "unit.merge" : "unit.abolish",
        subject: `unit:${unit.id}`,
        before: { name: unit.name, points: unit.points, accounts: unit.accounts },
        after: successor
          ? { successorId: successor.id, name: successor.name, assignments: saidOf(moved) }
          : { abolishedOn: shanghaiDate(now) },
      },
      now,
    );
    await tellOfEnd(tx, actor, { unit, successor, moved, people }, now);
    await touchPlans(tx);
    return { moved: moved.length };
  });
}

function saidOf(moved: MovedShare[]): string[] {
  return moved.map(({ year, number }) => `${year} 年第 ${number} 项`);
}

function refuseUnfit(unit: DirectoryRow, successor: DirectoryRow): void {
  const refuse = (sentence: string) => {
    throw new Refusal("INVALID", sentence, { successorId: sentence });
  };
  if (successor.id === unit.id) refuse("不能并入自己，请另选单位。");
  if (successor.abolishedOn !== null) refuse(`${successor.name}已撤销，请另选单位。`);
  if (successor.cityId !== unit.cityId) refuse("只能并入同一城市的单位，请另选。");
  if ((successor.kind === "GROUP") !== (unit.kind === "GROUP")) {
    refuse("集合单位只能并入集合单位，请另选。");
  }
}

/** Ends the unit's terms today and begins the successor's, the higher role where it had one already. */
async function handOver(
  tx: Transaction,
  actor: Actor,
  unit: DirectoryRow,
  successor: DirectoryRow,
  today: Date,
): Promise<MovedShare[]> {
  const points = await tx.assignment.findMany({
    where: { unitId: unit.id, terms: { some: { endsOn: null } } },
    select: { pointId: true },
    orderBy: { pointId: "asc" },
  });
  const pointIds = points.map(({ pointId }) => pointId);
  await tx.$executeRaw`SELECT 1 FROM work_points WHERE id = ANY(${pointIds}) ORDER BY id FOR UPDATE`;
  const terms = await tx.assignmentTerm.findMany({
    where: { endsOn: null, assignment: { unitId: { in: [unit.id, successor.id] } } },
    include: {
      assignment: {
        select: {
          ...{ id: true, planId: true, pointId: true, unitId: true },
          point: { select: { number: true } },
          plan: { select: { year: true } },
        },
      },
    },
  });
  const own = terms.filter(({ assignment }) => assignment.unitId === unit.id);
  for (const term of own) {
    const { pointId, planId } = term.assignment;
    const entry = { unitId: unit.id, role: term.role, groupId: term.groupId };
    await refusePending(tx, pointId, [entry], [], today);
    const held = terms.find(
      ({ assignment }) => assignment.unitId === successor.id && assignment.pointId === pointId,
    );
    const role = held ? higherRole(term.role, held.role) : term.role;
    const ended = [term.id, ...(held && held.role !== role ? [held.id] : [])];
    await tx.assignmentTerm.updateMany({
      where: { id: { in: ended } },
      data: { endsOn: today, endedById: actor.accountId },
    });
    const key = { pointId, unitId: successor.id };
    const { id } = await tx.assignment.upsert({
      where: { pointId_unitId: key },
      create: { ...key, planId },
      update: {},
      select: { id: true },
    });
    if (!held || held.role !== role) {
      await tx.assignmentTerm.create({
        data: {
          assignmentId: id,
          role,
          // The notice names the unit whose work this one goes on with.
          origin: held?.origin ?? term.origin,
          groupId: held ? held.groupId : term.groupId,
          startsOn: today,
          startedById: actor.accountId,
        },
      });
    }
    await passOnMembers(tx, actor, { from: term.assignment.id, to: id }, today);
  }
  await tx.account.updateMany({ where: { unitId: unit.id }, data: { unitId: successor.id } });
  await tx.unit.updateMany({ where: { parentId: unit.id }, data: { parentId: successor.id } });
  return own.map(({ assignment: { planId, plan, point } }) => ({
    planId,
    year: plan.year,
    number: point.number,
  }));
}

/** The members of a 集合单位 answer for the one that takes its place. */
async function passOnMembers(
  tx: Transaction,
  actor: Actor,
  { from, to }: { from: number; to: number },
  today: Date,
): Promise<void> {
  const members = await tx.assignmentTerm.findMany({ where: { groupId: from, endsOn: null } });
  for (const { id, assignmentId, role, origin } of members) {
    await tx.assignmentTerm.update({
      where: { id },
      data: { endsOn: today, endedById: actor.accountId },
    });
    await tx.assignmentTerm.create({
      data: {
        assignmentId,
        role,
        origin,
        groupId: to,
        startsOn: today,
        startedById: actor.accountId,
      },
    });
  }
}

import "server-only";
import { refuseAbolished, refusePending } from "../assignments/checks";
import { toDbDate } from "../dates";
import { textOf } from "../documents/commands";
import type { Role } from "../documents/roles";
import { type PlanToWrite, type PointToWrite, writePoint } from "../documents/write-plan";
import { Prisma, type Transaction } from "../platform/db";
import { Refusal } from "../platform/refusal";
import { chaptersOf, dropEmptyChapters } from "./chapters";
import {
  type Difference,
  differencesOf,
  type Pairs,
  type PlanAsItIs,
  pairPoints,
} from "./differences";
import { ASIDE, endPoints, keepAbsent, keepHead, keepPoints, type Update } from "./former";
import { rewrite } from "./rewrite";
import { clashOf, clashWords } from "./together";

type Change<Kind extends Difference["kind"]> = Extract<Difference, { kind: Kind }>;

/**
 * Brings a plan up to the accepted differences from a notice, from the day of the update on: days before
 * it read as they did. Returns the ids of the points that were touched or added.
 */
export async function applyDifferences(
  tx: Transaction,
  plan: PlanAsItIs,
  notice: Omit<PlanToWrite, "cities">,
  accepted: ReadonlySet<string>,
  unitIds: ReadonlyMap<string, number>,
  update: Update,
  pairs: Pairs = pairPoints(plan, notice),
): Promise<{ touched: number[]; added: number[] }> {
  const offered = differencesOf(plan, notice, pairs);
  const clash = clashOf(plan, offered, accepted);
  if (clash) {
    const { message, fields } = clashWords(clash);
    throw new Refusal("INVALID", message, fields);
  }
  const changes = offered.filter(({ key }) => accepted.has(key));
  const all = <Kind extends Difference["kind"]>(kind: Kind) =>
    changes.filter((each): each is Change<Kind> => each.kind === kind);
  const { today } = update;
  if (all("HEAD").length > 0) await keepHead(tx, update);
  for (const { field, after } of all("HEAD")) {
    await tx.plan.update({ where: { id: plan.id }, data: { [field]: after } });
  }
  const wantedOf = (pointId: number) =>
    pairs.find(({ present }) => present?.id === pointId)?.wanted;
  const words = [...all("TEXT"), ...all("NUMBER"), ...all("CHAPTER_OF"), ...all("DUE")];
  await keepPoints(
    tx,
    update,
    words.map(({ pointId }) => pointId),
  );
  await removePoints(tx, update, all("REMOVED"));
  await renumber(tx, all("NUMBER"));
  const chapterIds = await chaptersOf(tx, update, notice, all("CHAPTER"));
  for (const { pointId } of all("TEXT")) {
    const wanted = wantedOf(pointId);
    if (wanted) await rewrite(tx, pointId, wanted, update);
  }
  for (const { pointId, after } of all("CHAPTER_OF")) {
    const chapterId = await chapterIds(after);
    await tx.workPoint.update({ where: { id: pointId }, data: { chapterId } });
  }
  for (const { pointId, number, after } of all("DUE")) {
    const dueOn = toDbDate(after);
    const where = { id: pointId, startsOn: { lte: dueOn } };
    const { count } = await tx.workPoint.updateMany({ where, data: { dueOn } });
    if (count === 0) {
      throw new Refusal(
        "INVALID",
        `第 ${number} 项的办理时限 ${after} 早于它开始的日期，请核对，或不采纳这一处。`,
      );
    }
  }
  const added: number[] = [];
  for (const { number } of all("ADDED")) {
    const wanted = pairs.find(
      ({ present, wanted }) => !present && wanted.number === number,
    )?.wanted;
    if (!wanted) continue;
    const chapterId = await chapterIds(wanted.chapterNumber);
    const { chapterNumber: _, ...point } = wanted;
    const from = today > plan.issuedOn ? today : plan.issuedOn;
    const startsOn = from < point.dueOn ? from : point.dueOn;
    added.push(
      await writePoint(tx, { planId: plan.id, chapterId, startsOn }, bare(point), unitIds),
    );
  }
  const units = all("UNIT");
  for (const pointId of new Set(units.map((each) => each.pointId))) {
    const own = units.filter((each) => each.pointId === pointId);
    await changeUnits(tx, plan.id, pointId, own, unitIds, today);
  }
  await keepAbsent(tx, update, added);
  await dropEmptyChapters(tx, update, notice);
  const touched = changes.flatMap((each) => ("pointId" in each ? [each.pointId] : []));
  return { touched: [...new Set(touched)], added };
}

/** A point of a plan carries more than is written. */
function bare(point: PointToWrite): PointToWrite {
  const { number, dueOn, units, actionItems, indicators } = point;
  return { ...textOf(point), number, dueOn, units, actionItems, indicators };
}

/** They end. Only what was on no board of a day gone by is deleted. */
async function removePoints(
  tx: Transaction,
  update: Update,
  removed: Change<"REMOVED">[],
): Promise<void> {
  if (removed.length === 0) return;
  const bound = removed.find((each) => each.bound);
  if (bound) {
    throw new Refusal(
      "INVALID",
      `第 ${bound.number} 项${bound.bound}，不能删去；请先办完，或保留这一项，需要时用“调整”取消。`,
    );
  }
  const ids = removed.map(({ pointId }) => pointId);
  const reported = await tx.progressUpdate.count({
    where: { assignment: { pointId: { in: ids } } },
  });
  const unseen = reported > 0 ? [] : await unseenOf(tx, update, ids);
  await endPoints(
    tx,
    update,
    ids.filter((id) => !unseen.includes(id)),
  );
  await deletePoints(tx, unseen);
}

/** Points no day's end has shown: all of a plan published today, and what an update brought that is undone the same day. */
async function unseenOf(tx: Transaction, update: Update, ids: number[]): Promise<number[]> {
  if (!update.dated) return ids;
  if (!update.undoing) return [];
  const added = await tx.formerPoint.findMany({
    where: { pointId: { in: ids }, absent: true, endsOn: toDbDate(update.today) },
    select: { pointId: true },
  });
  return added.map(({ pointId }) => pointId);
}

/** Takes points away with what the notice brought; the database refuses where anything was reported. */
export async function deletePoints(tx: Transaction, ids: number[]): Promise<void> {
  if (ids.length === 0) return;
  await tx.$executeRaw`SELECT set_config('portal.undoing_import', 'on', true)`;
  const ofPoints = { where: { pointId: { in: ids } } };
  try {
    const ofTerms = { where: { term: { assignment: ofPoints.where } } };
    await tx.objection.deleteMany(ofTerms);
    await tx.acknowledgement.deleteMany(ofTerms);
    await tx.assignmentTerm.deleteMany({ where: { assignment: ofPoints.where } });
    await tx.assignment.deleteMany(ofPoints);
    const ofItems = { where: { actionItem: ofPoints.where } };
    const ofIndicators = { where: { indicator: ofPoints.where } };
    await tx.itemUnit.deleteMany({ where: { version: ofItems.where } });
    await tx.actionItemVersion.deleteMany(ofItems);
    await tx.actionItem.deleteMany(ofPoints);
    await tx.indicatorUnit.deleteMany({ where: { version: ofIndicators.where } });
    await tx.indicatorVersion.deleteMany(ofIndicators);
    await tx.indicator.deleteMany(ofPoints);
    await tx.formerPoint.deleteMany(ofPoints);
    await tx.workPoint.deleteMany({ where: { id: { in: ids } } });
  } catch (error) {
    // Whatever else stands on a point keeps it, also what this file has not heard of.
    if (error instanceof Prisma.PrismaClientKnownRequestError && error.code === "P2003") {
      throw new Refusal("LOCKED", "这些要点已有人在办，不能收回；请改用“更新”，只改要改的地方。");
    }
    throw error;
  }
}

/** All new numbers at once: two points may change places. */
async function renumber(tx: Transaction, changed: Change<"NUMBER">[]): Promise<void> {
  for (const { pointId, after: number } of changed) {
    await tx.workPoint.update({ where: { id: pointId }, data: { number: number + ASIDE } });
  }
  for (const { pointId, after: number } of changed) {
    await tx.workPoint.update({ where: { id: pointId }, data: { number } });
  }
}

async function changeUnits(
  tx: Transaction,
  planId: number,
  pointId: number,
  changes: Change<"UNIT">[],
  unitIds: ReadonlyMap<string, number>,
  today: Update["today"],
): Promise<void> {
  const entry = (unit: string, role: Role) => ({
    unitId: unitIds.get(unit) ?? 0,
    role,
    groupId: null,
  });
  const ended = changes.flatMap(({ unit, before }) => (before ? [entry(unit, before)] : []));
  const started = changes.flatMap(({ unit, after }) => (after ? [entry(unit, after)] : []));
  await refusePending(tx, pointId, ended, started, toDbDate(today));
  await refuseAbolished(
    tx,
    started.map(({ unitId }) => unitId),
  );
  // A member of a 集合单位 that the notice names itself leaves the group's line.
  for (const unitId of [...ended, ...started].map((each) => each.unitId)) {
    await tx.$executeRaw`
      UPDATE assignment_terms t SET ends_on = greatest(t.starts_on, ${toDbDate(today)}::date)
        FROM assignments a
       WHERE a.id = t.assignment_id AND a.point_id = ${pointId} AND a.unit_id = ${unitId}
         AND t.ends_on IS NULL`;
  }
  for (const { unitId, role } of started) {
    const key = { pointId, unitId };
    const { id: assignmentId } = await tx.assignment.upsert({
      where: { pointId_unitId: key },
      create: { ...key, planId },
      update: {},
    });
    await tx.assignmentTerm.create({
      data: { assignmentId, role, origin: "DOCUMENT", startsOn: toDbDate(today) },
    });
  }
}

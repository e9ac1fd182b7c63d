import "server-only";
import { refuseAbolished, refusePending } from "../assignments/checks";
import { type IsoDate, toDbDate } from "../dates";
import { textOf } from "../documents/commands";
import type { Role } from "../documents/roles";
import {
  type PlanToWrite,
  type PointToWrite,
  writeChapter,
  writePoint,
} from "../documents/write-plan";
import { Prisma, type Transaction } from "../platform/db";
import { Refusal } from "../platform/refusal";
import {
  type Difference,
  differencesOf,
  type Pairs,
  type PlanAsItIs,
  pairPoints,
} from "./differences";
import { rewrite } from "./rewrite";

type Change<Kind extends Difference["kind"]> = Extract<Difference, { kind: Kind }>;

/**
 * Brings a plan up to the accepted differences from a notice: from `today` on where units change,
 * at once where the text does. Returns the ids of the points that were touched or added.
 */
export async function applyDifferences(
  tx: Transaction,
  plan: PlanAsItIs,
  notice: Omit<PlanToWrite, "cities">,
  accepted: ReadonlySet<string>,
  unitIds: ReadonlyMap<string, number>,
  today: IsoDate,
  pairs: Pairs = pairPoints(plan, notice),
): Promise<{ touched: number[]; added: number[] }> {
  const changes = differencesOf(plan, notice, pairs).filter(({ key }) => accepted.has(key));
  const all = <Kind extends Difference["kind"]>(kind: Kind) =>
    changes.filter((each): each is Change<Kind> => each.kind === kind);
  for (const { field, after } of all("HEAD")) {
    await tx.plan.update({ where: { id: plan.id }, data: { [field]: after } });
  }
  const wantedOf = (pointId: number) =>
    pairs.find(({ present }) => present?.id === pointId)?.wanted;
  await removePoints(tx, all("REMOVED"));
  await renumber(tx, plan, all("NUMBER"), all("REMOVED"), all("ADDED"));
  const chapterIds = await chaptersOf(tx, plan, notice, all("CHAPTER"));
  for (const { pointId } of all("TEXT")) {
    const wanted = wantedOf(pointId);
    if (wanted) await rewrite(tx, pointId, wanted);
  }
  for (const { pointId, after } of all("CHAPTER_OF")) {
    const chapterId = await chapterIds(after);
    await tx.workPoint.update({ where: { id: pointId }, data: { chapterId } });
  }
  for (const { pointId, after } of all("DUE")) {
    await tx.workPoint.update({ where: { id: pointId }, data: { dueOn: toDbDate(after) } });
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
  await dropEmptyChapters(tx, plan.id, notice);
  const touched = changes.flatMap((each) => ("pointId" in each ? [each.pointId] : []));
  return { touched: [...new Set(touched)], added };
}

/** A point of a plan carries more than is written. */
function bare(point: PointToWrite): PointToWrite {
  const { number, dueOn, units, actionItems, indicators } = point;
  return { ...textOf(point), number, dueOn, units, actionItems, indicators };
}

async function removePoints(tx: Transaction, removed: Change<"REMOVED">[]): Promise<void> {
  const used = removed.find((each) => each.used);
  if (used) {
    throw new Refusal(
      "INVALID",
      `第 ${used.number} 项已有进展、批示或节点，不能删去；请保留这一项，需要时办结或暂停。`,
    );
  }
  await deletePoints(
    tx,
    removed.map(({ pointId }) => pointId),
  );
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
async function renumber(
  tx: Transaction,
  plan: PlanAsItIs,
  changed: Change<"NUMBER">[],
  removed: Change<"REMOVED">[],
  added: Change<"ADDED">[],
): Promise<void> {
  const gone = new Set(removed.map(({ pointId }) => pointId));
  const after = plan.points
    .filter(({ id }) => !gone.has(id))
    .map(({ id, number }) => changed.find((each) => each.pointId === id)?.after ?? number)
    .concat(added.map(({ number }) => number));
  const twice = after.find((number, at) => after.indexOf(number) !== at);
  if (twice !== undefined) {
    throw new Refusal(
      "INVALID",
      `采纳以后会有两个第 ${twice} 项，请把序号的变化一并采纳或都不采纳。`,
    );
  }
  for (const { pointId, after: number } of changed) {
    await tx.workPoint.update({ where: { id: pointId }, data: { number: number + ASIDE } });
  }
  for (const { pointId, after: number } of changed) {
    await tx.workPoint.update({ where: { id: pointId }, data: { number } });
  }
}

const ASIDE = 1_000_000;

async function chaptersOf(
  tx: Transaction,
  plan: PlanAsItIs,
  notice: Pick<PlanToWrite, "chapters">,
  changed: Change<"CHAPTER">[],
): Promise<(number: number) => Promise<number>> {
  const rows = await tx.chapter.findMany({ where: { planId: plan.id } });
  const ids = new Map(rows.map(({ id, number }) => [number, id]));
  for (const { number } of changed) {
    const chapter = notice.chapters.find((each) => each.number === number);
    if (!chapter) continue;
    const { marker, title, titleEnd, foreword } = chapter;
    await tx.chapter.update({
      where: { planId_number: { planId: plan.id, number } },
      data: { marker, title, titleEnd, foreword },
    });
  }
  return async (number) => {
    const known = ids.get(number);
    const chapter = notice.chapters.find((each) => each.number === number);
    if (known !== undefined || !chapter) return known ?? 0;
    const id = await writeChapter(tx, plan.id, chapter);
    ids.set(number, id);
    return id;
  };
}

async function dropEmptyChapters(
  tx: Transaction,
  planId: number,
  notice: Pick<PlanToWrite, "chapters">,
): Promise<void> {
  await tx.chapter.deleteMany({
    where: {
      planId,
      points: { none: {} },
      directives: { none: {} },
      watches: { none: {} },
      number: { notIn: notice.chapters.map(({ number }) => number) },
    },
  });
}

async function changeUnits(
  tx: Transaction,
  planId: number,
  pointId: number,
  changes: Change<"UNIT">[],
  unitIds: ReadonlyMap<string, number>,
  today: IsoDate,
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

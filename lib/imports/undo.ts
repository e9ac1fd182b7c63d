import "server-only";
import { type AuditActor, recordEntry } from "../audit/commands";
import { idsOfUnits } from "../documents/write-plan";
import { Prisma, type Transaction, transact } from "../platform/db";
import { notFound, Refusal } from "../platform/refusal";
import { type Actor, may } from "../policy";
import { applyDifferences, deletePoints } from "./apply";
import { textOfPoint } from "./content";
import { differencesOf } from "./differences";
import { beginUpdate, revivePoints, type Update } from "./former";
import { asNotice, pairById, planAsItIs } from "./plan-as-it-is";
import type { Traces } from "./publish";
import type { UndoImportInput } from "./schema";
import { within } from "./start";
import { type ToldList, toldDifferences } from "./told";

/** 撤销导入: takes back what an import brought, as long as nobody has reported on the plan since. */
export async function undoImport(actor: Actor, input: UndoImportInput, now: Date): Promise<void> {
  if (!may(actor, "plan.import")) throw notFound();
  await takeBack(actor, { id: input.importId, ...within(actor) }, now);
}

/** The same, of the one import `where` is about, by whoever may. */
export async function takeBack(
  actor: AuditActor,
  where: Prisma.ImportWhereInput & { id: number },
  now: Date,
): Promise<void> {
  const { id: importId } = where;
  try {
    await transact(async (tx) => {
      await tx.$executeRaw`SELECT 1 FROM imports WHERE id = ${importId} FOR UPDATE`;
      const row = await tx.import.findFirst({ where });
      if (!row) throw notFound();
      const { planId, publishedAt } = row;
      if (row.state !== "PUBLISHED" || planId === null || publishedAt === null) {
        throw new Refusal("STALE", "这份导入没有发布，或已经撤销，请刷新查看。");
      }
      await tx.$executeRaw`SELECT 1 FROM plans WHERE id = ${planId} FOR UPDATE`;
      const obstacle = await undoObstacle(tx, {
        id: importId,
        planId,
        publishedAt,
        updated: row.updated,
      });
      if (obstacle) throw new Refusal("LOCKED", obstacle);
      const traces = row.traces as unknown as Traces;
      const update = await beginUpdate(tx, { importId, planId, undoing: true }, now);
      const told = "before" in traces ? await undoUpdate(tx, update, traces) : null;
      if (!("before" in traces)) await undoPlan(tx, planId, traces);
      await tx.import.update({
        where: { id: importId },
        data: { state: "UNDONE", endedById: actor.accountId, endedAt: now },
      });
      const before = { planId, documentNumber: row.documentNumber };
      await recordEntry(
        tx,
        actor,
        {
          action: "import.undo",
          subject: `import:${importId}`,
          before,
          after: told,
          ...(row.updated ? { planId, anyPlan: true as const } : {}),
        },
        now,
      );
    });
  } catch (error) {
    // Something new stands on the plan that this file has not heard of.
    if (error instanceof Prisma.PrismaClientKnownRequestError && error.code === "P2003") {
      throw new Refusal(
        "LOCKED",
        "这份要点已有人在用，不能撤销导入；请改用“更新”，只改要改的地方。",
      );
    }
    throw error;
  }
}

/** Why a published import can be taken back no more; null while it can. */
export async function undoObstacle(
  tx: Transaction,
  {
    id,
    planId,
    publishedAt,
    updated,
  }: { id: number; planId: number; publishedAt: Date; updated: boolean },
): Promise<string | null> {
  const later = await tx.import.count({
    where: { planId, id: { not: id }, state: "PUBLISHED", publishedAt: { gte: publishedAt } },
  });
  if (later > 0) return "这份要点后来又更新过，请先撤销后面的那一次。";
  const since = updated ? publishedAt : new Date(0);
  const [row] = await tx.$queryRaw<{ reports: number; drafts: number; others: string | null }[]>`
    WITH points AS (
      SELECT id FROM work_points WHERE plan_id = ${planId} AND (NOT ${updated} OR id IN (
        SELECT jsonb_array_elements_text(traces -> 'added')::int FROM imports WHERE id = ${id}))),
    shares AS (SELECT id FROM assignments WHERE point_id IN (SELECT id FROM points))
    SELECT (SELECT count(*)::int FROM assignments a JOIN progress_updates pu ON pu.assignment_id = a.id
             WHERE a.plan_id = ${planId} AND pu.submitted_at >= ${since}) AS reports,
           (SELECT count(*)::int FROM assignments a JOIN drafts d ON d.assignment_id = a.id
             WHERE a.plan_id = ${planId} AND d.saved_at >= ${since}) AS drafts,
           CASE WHEN NOT ${updated} AND EXISTS (SELECT 1 FROM directives WHERE plan_id = ${planId})
                  OR EXISTS (SELECT 1 FROM directives WHERE point_id IN (SELECT id FROM points)) THEN '批示'
                WHEN EXISTS (SELECT 1 FROM supervision_orders WHERE point_id IN (SELECT id FROM points)) THEN '督办单'
                WHEN ${updated} AND EXISTS (SELECT 1 FROM milestones WHERE point_id IN (SELECT id FROM points)) THEN '节点'
                WHEN EXISTS (SELECT 1 FROM milestones m JOIN milestone_completions d ON d.milestone_id = m.id
                              WHERE m.point_id IN (SELECT id FROM points)) THEN '完成的节点'
                WHEN EXISTS (SELECT 1 FROM adjustments WHERE point_id IN (SELECT id FROM points)) THEN '调整'
                WHEN EXISTS (SELECT 1 FROM pauses WHERE point_id IN (SELECT id FROM points)) THEN '暂停'
                WHEN EXISTS (SELECT 1 FROM extensions WHERE point_id IN (SELECT id FROM points)) THEN '延期申请'
                WHEN EXISTS (SELECT 1 FROM completion_applications WHERE point_id IN (SELECT id FROM points)) THEN '办结申请'
                WHEN EXISTS (SELECT 1 FROM closures WHERE point_id IN (SELECT id FROM points)) THEN '销号'
                WHEN EXISTS (SELECT 1 FROM confidences WHERE point_id IN (SELECT id FROM points)) THEN '交付信心'
                WHEN ${updated} AND EXISTS (SELECT 1 FROM read_marks WHERE point_id IN (SELECT id FROM points)) THEN '领导的已阅'
                WHEN ${updated} AND EXISTS (SELECT 1 FROM watches WHERE point_id IN (SELECT id FROM points)) THEN '关注'
                WHEN EXISTS (SELECT 1 FROM reminders WHERE assignment_id IN (SELECT id FROM shares)) THEN '催办'
                WHEN EXISTS (SELECT 1 FROM evidence_files WHERE assignment_id IN (SELECT id FROM shares)) THEN '佐证材料'
                WHEN ${updated} THEN NULL
                WHEN EXISTS (SELECT 1 FROM meetings WHERE plan_id = ${planId}) THEN '联席会议'
                WHEN EXISTS (SELECT 1 FROM bulletins WHERE plan_id = ${planId}) THEN '月报'
           END AS others`;
  if (!row) return null;
  if (row.reports > 0)
    return `已有 ${row.reports} 份进展报送，不能撤销导入；请改用“更新”，只改要改的地方。`;
  if (row.drafts > 0)
    return `已有 ${row.drafts} 家单位开始填报，不能撤销导入；请改用“更新”，只改要改的地方。`;
  return row.others && `这份要点上已有${row.others}，不能撤销导入；请改用“更新”，只改要改的地方。`;
}

async function undoPlan(
  tx: Transaction,
  planId: number,
  { cityIds, unitIds }: { cityIds: number[]; unitIds: number[] },
): Promise<void> {
  const ofPlan = { where: { planId } };
  const points = await tx.workPoint.findMany({ ...ofPlan, select: { id: true } });
  await tx.$executeRaw`SELECT set_config('portal.undoing_import', 'on', true)`;
  const ids = points.map(({ id }) => id);
  // What an office sets before anybody reports, and the messages about it; the database lets it go for that long.
  const onPoints = { pointId: { in: ids } };
  await tx.notification.deleteMany(ofPlan);
  await tx.periodLock.deleteMany({ where: { period: ofPlan.where } });
  await tx.publication.deleteMany(ofPlan);
  await tx.milestone.deleteMany({ where: onPoints });
  await tx.readMark.deleteMany({ where: onPoints });
  await tx.watch.deleteMany({ where: { OR: [onPoints, { chapter: ofPlan.where }] } });
  await deletePoints(tx, ids);
  await tx.formerChapter.deleteMany({ where: { chapter: ofPlan.where } });
  await tx.formerPlan.deleteMany(ofPlan);
  await tx.chapter.deleteMany(ofPlan);
  await tx.period.deleteMany(ofPlan);
  await tx.lightThresholds.deleteMany(ofPlan);
  await tx.planCity.deleteMany(ofPlan);
  await tx.plan.delete({ where: { id: planId } });
  await dropUnused(tx, unitIds, cityIds);
}

/** Units and cities nobody has come to use since. */
async function dropUnused(tx: Transaction, unitIds: number[], cityIds: number[]): Promise<void> {
  await tx.$executeRaw`SELECT drop_unused_units(${unitIds}::int[], ${cityIds}::int[])`;
}

/** From today on all is as before the update; the days between stay as they read. */
async function undoUpdate(
  tx: Transaction,
  update: Update,
  traces: Extract<Traces, { before: unknown }>,
): Promise<ToldList> {
  const { before, touched, added, accepted } = traces;
  const ended = before.points.filter(({ id }) => accepted.includes(`point:${id}:removed`));
  const revived = await revivePoints(
    tx,
    update,
    ended.map(({ id }) => id),
  );
  const plan = await planAsItIs(tx, update.planId);
  const notice = asNotice(before);
  const pairs = pairById(plan, before);
  const ours = new Set([...touched, ...added]);
  const taken = differencesOf(plan, notice, pairs).filter((each) =>
    "pointId" in each
      ? ours.has(each.pointId)
      : each.kind === "ADDED" || accepted.includes(each.key),
  );
  const unitIds = new Map([
    ...(await idsOfUnits(tx, notice.chapters)),
    ...(await idsOfUnits(tx, [plan])),
  ]);
  const keys = new Set(taken.map(({ key }) => key));
  await applyDifferences(tx, plan, notice, keys, unitIds, update, pairs);
  await dropUnused(tx, traces.unitIds, []);
  return toldDifferences([
    ...taken.filter((each) => each.kind !== "NUMBER" || !revived.has(each.pointId)),
    ...ended
      .filter(({ id }) => revived.has(id))
      .map((point) => ({
        ...{ key: `added:${point.number}`, kind: "ADDED" as const },
        ...{ number: point.number, title: point.title, after: textOfPoint(point) },
      })),
  ]);
}

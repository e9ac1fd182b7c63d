import "server-only";
import { recordEntry } from "../audit/commands";
import { type Transaction, transact } from "../platform/db";
import { notFound, Refusal } from "../platform/refusal";
import { type Actor, may } from "../policy";
import type {
  ClosePublicationInput,
  OpenPublicationInput,
  ReleaseReportInput,
  WithdrawReleaseInput,
} from "./schema";

const TAKEN = "公开的内容刚被他人调整，页面已更新，请核对后再保存。";

/** Opens the 公开页 with the named fields, in the place of what stood open. */
export async function openPublication(
  actor: Actor,
  input: OpenPublicationInput,
  now: Date,
): Promise<void> {
  await transact(async (tx) => {
    const planId = planOf(actor);
    const before = await close(tx, actor, planId, input.standing, now);
    await tx.publication.create({
      data: { planId, fields: input.fields, openedById: actor.accountId, openedAt: now },
    });
    await recordEntry(
      tx,
      actor,
      {
        action: "publication.open",
        subject: `publication:${planId}`,
        before: before && { fields: before },
        after: { fields: input.fields },
      },
      now,
    );
  }, TAKEN);
}

/** From now on nothing of the plan is public. */
export async function closePublication(
  actor: Actor,
  input: ClosePublicationInput,
  now: Date,
): Promise<void> {
  await transact(async (tx) => {
    const planId = planOf(actor);
    const before = await close(tx, actor, planId, input.standing, now);
    const event = { action: "publication.close", subject: `publication:${planId}` };
    const change = { before: { fields: before }, after: { fields: [] } };
    await recordEntry(tx, actor, { ...event, ...change }, now);
  }, TAKEN);
}

/** 放行: the named fields of one report that was approved may stand on the 公开页. */
export async function releaseReport(
  actor: Actor,
  input: ReleaseReportInput,
  now: Date,
): Promise<void> {
  const planId = planOf(actor);
  await transact(async (tx) => {
    const report = await lockReport(tx, planId, input.updateId);
    if (!report.approved) throw new Refusal("INVALID", "只有审核通过的进展可以放行公开。");
    const standing = await tx.reportRelease.findFirst({
      where: { updateId: input.updateId, withdrawnAt: null },
    });
    if ((standing?.id ?? 0) !== input.standing) throw new Refusal("STALE", TAKEN);
    const end = { withdrawnAt: now, withdrawnById: actor.accountId };
    if (standing) await tx.reportRelease.update({ where: { id: standing.id }, data: end });
    const { updateId, fields } = input;
    await tx.reportRelease.create({
      data: { updateId, fields, releasedById: actor.accountId, releasedAt: now },
    });
    const event = { action: "publication.release", subject: `assignment:${report.assignmentId}` };
    const before = standing && { fields: standing.fields };
    await recordEntry(tx, actor, { ...event, before, after: { updateId, fields } }, now);
  }, TAKEN);
}

/** 收回: from now on nothing of the report is public. */
export async function withdrawRelease(
  actor: Actor,
  input: WithdrawReleaseInput,
  now: Date,
): Promise<void> {
  const planId = planOf(actor);
  await transact(async (tx) => {
    const release = await tx.reportRelease.findUnique({ where: { id: input.releaseId } });
    if (!release) throw notFound();
    const { assignmentId } = await lockReport(tx, planId, release.updateId);
    const { count } = await tx.reportRelease.updateMany({
      where: { id: release.id, withdrawnAt: null },
      data: { withdrawnAt: now, withdrawnById: actor.accountId },
    });
    if (count === 0) throw new Refusal("STALE", "这份进展已收回公开，请刷新查看。");
    const event = { action: "publication.withdraw", subject: `assignment:${assignmentId}` };
    const before = { updateId: release.updateId, fields: release.fields };
    await recordEntry(tx, actor, { ...event, before }, now);
  });
}

/** A report of the plan in force, held by its assignment. */
async function lockReport(tx: Transaction, planId: number, updateId: number) {
  const [report] = await tx.$queryRaw<{ assignmentId: number; approved: boolean }[]>`
    SELECT a.id AS "assignmentId",
           EXISTS (SELECT 1 FROM reviews r
                    WHERE r.update_id = pu.id AND r.decision = 'APPROVED') AS approved
      FROM progress_updates pu JOIN assignments a ON a.id = pu.assignment_id
     WHERE pu.id = ${updateId} AND a.plan_id = ${planId} FOR UPDATE OF a`;
  if (!report) throw notFound();
  return report;
}

function planOf(actor: Actor): number {
  if (!may(actor, "year.manage") || !actor.plan) throw notFound();
  return actor.plan.id;
}

/** Closes what stands, which must be what the person saw; the fields it had. */
async function close(
  tx: Transaction,
  actor: Actor,
  planId: number,
  standing: number,
  now: Date,
): Promise<string[] | null> {
  await tx.$executeRaw`SELECT 1 FROM plans WHERE id = ${planId} FOR UPDATE`;
  const row = await tx.publication.findFirst({ where: { planId, closedAt: null } });
  if ((row?.id ?? 0) !== standing) throw new Refusal("STALE", TAKEN);
  if (!row) return null;
  await tx.publication.update({
    where: { id: row.id },
    data: { closedAt: now, closedById: actor.accountId },
  });
  return row.fields;
}

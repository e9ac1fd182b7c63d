import "server-only";
import { recordEntry } from "../audit/commands";
import { type IsoDate, shanghaiDate, toDbDate } from "../dates";
import { mailAtOnce } from "../deliveries/commands";
import { month as monthName } from "../format";
import { notify, staffOf } from "../notifications/commands";
import { paths } from "../paths";
import { db, type Transaction, transact } from "../platform/db";
import { notFound, Refusal } from "../platform/refusal";
import { type Actor, may, mayEver } from "../policy";
import { closeProblem, openProblem } from "../problems/commands";
import { type Desk, lockUpdate } from "../progress/desk";
import { notedFields, returnReason } from "./rules";
import type { ApproveUpdatesInput, ReviewUpdateInput } from "./schema";

/**
 * Approves a version, or returns it with what has to be mended. One decision a version: whoever
 * comes second, or after the unit took it back, is told. An approval counts from the day it is
 * made, opens the problem the report names and closes those it says are solved.
 */
export async function reviewUpdate(
  actor: Actor,
  input: ReviewUpdateInput,
  now: Date,
): Promise<void> {
  await transact(async (tx) => {
    const desk = await lockUpdate(tx, input.updateId, now);
    if (!may(actor, "update.review", desk)) throw notFound();
    const report = await readReport(tx, input.updateId);
    if (desk.updateId !== input.updateId || desk.version !== "PENDING") {
      throw overtaken(report, desk);
    }
    const today = shanghaiDate(now);
    const returned = input.decision === "RETURNED";
    const reason = returned ? returnReason(input) : "";
    const review = await tx.review.create({
      data: {
        updateId: input.updateId,
        assignmentId: desk.assignmentId,
        periodId: desk.period.id,
        decision: input.decision,
        reason,
        chips: returned ? input.chips : [],
        notes: { create: returned ? notesOf(input) : [] },
        counts: !(await hasLaterApproval(tx, desk, today)),
        reviewerId: actor.accountId,
        decidedAt: now,
        decidedOn: toDbDate(today),
        demonstration: actor.demonstration,
      },
    });
    if (!returned) await settleProblems(tx, actor, desk, report, now);
    await tellUnit(tx, actor, desk, report, { id: review.id, returned, reason }, now);
    await recordEntry(
      tx,
      actor,
      {
        action: returned ? "update.return" : "update.approve",
        subject: `assignment:${desk.assignmentId}`,
        before: { updateId: input.updateId, state: "PENDING" },
        after: returned
          ? { reason, chips: input.chips, notes: input.notes }
          : { state: "APPROVED" },
        planId: desk.planId,
      },
      now,
    );
  }, "该项进展已由其他审核员办理，请处理下一条。");
}

export type BulkApproval = {
  approved: number;
  /** those that were decided or taken back meanwhile, with why; nothing was changed about them */
  refused: { updateId: number; name: string; why: string }[];
};

/**
 * Approves many. Each is a decision of its own, in its own transaction with its own entry, so one
 * that somebody else settled meanwhile holds up none of the others.
 */
export async function approveUpdates(
  actor: Actor,
  input: ApproveUpdatesInput,
  now: Date,
): Promise<BulkApproval> {
  if (!mayEver(actor, "update.review")) throw notFound();
  let approved = 0;
  const refused = new Map<number, string>();
  for (const updateId of new Set(input.updateIds)) {
    const decision = { updateId, decision: "APPROVED" as const, reason: "", chips: [], notes: {} };
    try {
      await reviewUpdate(actor, decision, now);
      approved += 1;
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      refused.set(updateId, error.message);
    }
  }
  const names = await namesOf(actor, [...refused.keys()]);
  return {
    approved,
    refused: [...refused].map(([updateId, why]) => {
      return { updateId, name: names.get(updateId) ?? "其他进展", why };
    }),
  };
}

/** 第 19 项 临沂市农业农村局, for versions this reviewer may see. */
async function namesOf(actor: Actor, updateIds: number[]): Promise<Map<number, string>> {
  const rows = await db().progressUpdate.findMany({
    where: { id: { in: updateIds } },
    select: {
      id: true,
      assignment: {
        select: {
          point: { select: { number: true } },
          unit: { select: { name: true, cityId: true } },
        },
      },
    },
  });
  return new Map(
    rows
      .filter(({ assignment }) => may(actor, "update.review", assignment.unit))
      .map(({ id, assignment: { point, unit } }) => [id, `第 ${point.number} 项 ${unit.name}`]),
  );
}

type Report = Awaited<ReturnType<typeof readReport>>;

async function readReport(tx: Transaction, updateId: number) {
  return tx.progressUpdate.findUniqueOrThrow({
    where: { id: updateId },
    select: {
      id: true,
      authorId: true,
      problemText: true,
      problemLevel: true,
      problemOwner: true,
      outcomes: { select: { problemId: true, outcome: true } },
      review: { select: { decision: true, reviewer: { select: { post: true, name: true } } } },
      withdrawal: { select: { id: true } },
      assignment: { select: { point: { select: { number: true } } } },
    },
  });
}

/** Somebody was first. `newer` names the version that waits in this one's place. */
function overtaken({ id, review, withdrawal }: Report, desk: Desk): Refusal {
  const newer = desk.version === "PENDING" && desk.updateId !== id ? desk.updateId : null;
  if (newer !== null) {
    const how = withdrawal ? "撤回并重新报送" : "重新报送";
    return new Refusal(
      "STALE",
      `这份进展已被审核或撤回：填报单位已${how}，请核对新的一版后再审核。`,
      { newer: String(newer) },
    );
  }
  const what = review
    ? `${review.reviewer.post}（${review.reviewer.name}）已${review.decision === "APPROVED" ? "通过" : "退回"}`
    : withdrawal
      ? "填报单位已撤回修改"
      : "填报单位已另行报送";
  return new Refusal("STALE", `这份进展已被审核或撤回：${what}。请处理下一条。`);
}

function notesOf({ notes }: ReviewUpdateInput) {
  return notedFields(notes).map((field) => ({ field, text: notes[field] ?? "" }));
}

/** Then this approval fills its own period and moves no percent. */
async function hasLaterApproval(tx: Transaction, desk: Desk, today: IsoDate): Promise<boolean> {
  const later = await tx.review.findFirst({
    where: {
      assignmentId: desk.assignmentId,
      decision: "APPROVED",
      decidedOn: { lte: toDbDate(today) },
      update: { period: { month: { gt: toDbDate(desk.period.month) } } },
    },
    select: { id: true },
  });
  return later !== null;
}

async function settleProblems(
  tx: Transaction,
  actor: Actor,
  { assignmentId }: Desk,
  report: Report,
  now: Date,
): Promise<void> {
  const { id: updateId, authorId, problemText: text, problemLevel: level } = report;
  // Closed first: a problem may be solved and come back in the same words.
  for (const { problemId, outcome } of report.outcomes) {
    const closing = { outcome, closedById: authorId };
    await closeProblem(tx, { id: problemId, assignmentId }, closing, now);
  }
  if (level === null) return;
  const owner = report.problemOwner;
  await openProblem(tx, actor, { assignmentId, updateId, authorId, text, level, owner }, now);
}

async function tellUnit(
  tx: Transaction,
  actor: Actor,
  desk: Desk,
  report: Report,
  review: { id: number; returned: boolean; reason: string },
  now: Date,
): Promise<void> {
  const name = `第 ${report.assignment.point.number} 项${monthName(desk.period.month)}进展`;
  const message = {
    to: await staffOf(tx, desk.assignmentId),
    kind: review.returned ? ("RETURNED" as const) : ("APPROVED" as const),
    text: review.returned ? `${name}被退回：${review.reason}` : `${name}已通过审核`,
    path: paths.newUpdate(desk.assignmentId, desk.period.month),
    sameAs: `review:${review.id}`,
  };
  await notify(tx, actor, message, now);
  if (!review.returned) return;
  const about = { about: `returned:${report.id}`, subject: `对口合作督办：${name}被退回` };
  await mailAtOnce(tx, { ...message, ...about }, now);
}

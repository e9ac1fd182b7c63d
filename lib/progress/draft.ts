import "server-only";
import { fromDbDate, toDbDate } from "../dates";
import type { Prisma, Transaction } from "../platform/db";
import type { Actor } from "../policy";
import { type Marks, type Merge, writerName } from "./blocks";
import type { Desk } from "./desk";
import type { Completion, Outcome, Reading, ReportBlocks } from "./rules";

/** The draft of one assignment and period as it stands in the database. */
export type StoredDraft = {
  blocks: ReportBlocks;
  marks: Marks;
  /** who wrote what waits for 审签 */
  signOffAskedById: number | null;
};

/** Reads a draft inside its desk's lock; null when nothing was saved since the last version. */
export async function readDraft(tx: Transaction, desk: Desk): Promise<StoredDraft | null> {
  const row = await tx.draft.findUnique({ where: { assignmentId_periodId: keyOf(desk) } });
  if (!row) return null;
  return {
    blocks: {
      percent: row.percent,
      progressText: row.progressText,
      problemText: row.problemText,
      problemLevel: row.problemLevel,
      problemOwner: row.problemOwner,
      nextStepText: row.nextStepText,
      nextStepOn: row.nextStepOn && fromDbDate(row.nextStepOn),
      percentReason: row.percentReason,
      noProgressReason: row.noProgressReason,
      correctionReason: row.correctionReason,
      // Written by storeDraft alone, from what the schema had checked.
      readings: row.readings as Reading[],
      actions: row.actions as Completion[],
      outcomes: row.outcomes as Outcome[],
    },
    marks: row.marks as Marks,
    signOffAskedById: row.signOffAskedById,
  };
}

/** Writes a merged draft; its writer takes the report in hand, and a 送审签 has to be asked anew. */
export async function storeDraft(
  tx: Transaction,
  actor: Actor,
  desk: Desk,
  before: StoredDraft | null,
  merge: Merge,
  version: number,
  now: Date,
): Promise<void> {
  const mark = { version, by: writerName(actor), at: now.toISOString() };
  const marks: Marks = { ...before?.marks };
  for (const block of merge.written) marks[block] = mark;
  const { nextStepOn, readings, actions, outcomes, ...columns } = merge.blocks;
  const data = {
    ...columns,
    nextStepOn: nextStepOn === null ? null : toDbDate(nextStepOn),
    readings: readings as Prisma.InputJsonValue,
    actions: actions as Prisma.InputJsonValue,
    outcomes: outcomes as Prisma.InputJsonValue,
    marks: marks as Prisma.InputJsonValue,
    version,
    savedById: actor.accountId,
    savedAt: now,
    demonstration: actor.demonstration,
    // Whoever signs off may mend the wording; anybody else's change has to be seen again.
    ...(actor.signsOff ? {} : { signOffAskedById: null, signOffAskedAt: null }),
  };
  await tx.draft.upsert({
    where: { assignmentId_periodId: keyOf(desk) },
    create: { ...keyOf(desk), ...data },
    update: data,
  });
  if (!before) await takeInHand(tx, actor, desk);
}

/** 经办人: reminders go first to who last worked on the assignment. Signing off is not working on it. */
export async function takeInHand(tx: Transaction, actor: Actor, desk: Desk): Promise<void> {
  if (actor.signsOff && desk.requiresSignOff) return;
  await tx.$executeRaw`
    UPDATE assignments SET handler_id = ${actor.accountId}
     WHERE id = ${desk.assignmentId} AND handler_id IS DISTINCT FROM ${actor.accountId}`;
}

export function keyOf(desk: Desk): { assignmentId: number; periodId: number } {
  return { assignmentId: desk.assignmentId, periodId: desk.period.id };
}

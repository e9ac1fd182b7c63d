import "server-only";
import { recordEntry } from "../audit/commands";
import { shanghaiDate, toDbDate } from "../dates";
import { attachEvidence } from "../evidence/commands";
import { type Transaction, transact } from "../platform/db";
import { notFound, Refusal } from "../platform/refusal";
import { type Actor, may } from "../policy";
import type { BlockConflict } from "./blocks";
import {
  type Desk,
  lastProgressText,
  lockUpdate,
  openDesk,
  refuseLocked,
  refusePending,
} from "./desk";
import { readDraft, storeDraft, takeInHand } from "./draft";
import { conflictsOf, finished, mergeWith, refuseOldPage } from "./hand-in";
import { reportedPercent } from "./rules";
import type { SaveDraftInput, SubmitUpdateInput, WithdrawUpdateInput } from "./schema";
import { type DiffPart, similarity, wordDiff } from "./text-diff";

/** What came of a save: the draft as it now stands, and where two writers met. */
export type SavedDraft = {
  draftVersion: number;
  savedAt: Date;
  /** blocks somebody else changed since, that this writer had not touched */
  taken: BlockConflict[];
  conflicts: BlockConflict[];
  comparison: Comparison | null;
};

/** 本期进展 beside last period's: how much is the same, 0–100 %, and what changed word by word. */
export type Comparison = { same: number; parts: DiffPart[] };

/**
 * Keeps what a unit is writing. Two writers of one draft meet block by block: what only one of them
 * changed is kept from each; what both changed stays as stored and comes back as a conflict. Drafts
 * are private and change by the second, so they leave no audit entry; the submission does.
 */
export async function saveDraft(
  actor: Actor,
  input: SaveDraftInput,
  now: Date,
): Promise<SavedDraft> {
  return transact(async (tx) => {
    const desk = await openDesk(tx, actor, "draft.write", input, now);
    refusePending(desk);
    const draft = await readDraft(tx, desk);
    refuseOldPage(desk, draft, input.draftVersion);
    const merge = mergeWith(draft, input);
    const version = desk.draftVersion + (merge.written.length > 0 || !draft ? 1 : 0);
    if (version > desk.draftVersion) {
      await storeDraft(tx, actor, desk, draft, merge, version, now);
    }
    return {
      draftVersion: version,
      savedAt: now,
      taken: conflictsOf(draft, merge.taken),
      conflicts: conflictsOf(draft, merge.conflicts),
      comparison: await compareWithLast(tx, desk, merge.blocks.progressText),
    };
  });
}

/**
 * Hands a report in for review as the period's next version; the draft is settled with it. A unit
 * that requires 审签 hands in through an account that signs off; the version keeps both names.
 */
export async function submitUpdate(
  actor: Actor,
  input: SubmitUpdateInput,
  now: Date,
): Promise<{ updateId: number }> {
  return transact(async (tx) => {
    const { desk, draft, merge } = await finished(tx, actor, input, now);
    const { blocks } = merge;
    if (desk.requiresSignOff && !actor.signsOff) {
      throw new Refusal("INVALID", "本单位的进展须经审签后报送，请送审签。");
    }
    const { readings, actions, outcomes, nextStepOn, ...columns } = blocks;
    const update = await tx.progressUpdate.create({
      data: {
        ...columns,
        nextStepOn: nextStepOn === null ? null : toDbDate(nextStepOn),
        readings: { createMany: { data: readings } },
        completions: {
          createMany: {
            data: actions.map(({ actionItemId, doneOn }) => ({
              actionItemId,
              doneOn: toDbDate(doneOn),
            })),
          },
        },
        outcomes: { createMany: { data: outcomes } },
        assignmentId: desk.assignmentId,
        periodId: desk.period.id,
        version: desk.lastVersion + 1,
        percent: reportedPercent(blocks, desk.previous),
        authorId: draft?.signOffAskedById ?? actor.accountId,
        signedOffById: desk.requiresSignOff ? actor.accountId : null,
        submittedAt: now,
        submittedOn: toDbDate(shanghaiDate(now)),
        demonstration: actor.demonstration,
      },
    });
    const files = await attachEvidence(tx, desk.assignmentId, desk.period.id, update.id);
    await tx.draft.deleteMany({
      where: { assignmentId: desk.assignmentId, periodId: desk.period.id },
    });
    await takeInHand(tx, actor, desk);
    await recordEntry(
      tx,
      actor,
      {
        action: "update.submit",
        subject: `assignment:${desk.assignmentId}`,
        before: { percent: desk.previous },
        after: {
          updateId: update.id,
          month: desk.period.month,
          version: update.version,
          percent: update.percent,
          files,
          ...(blocks.correctionReason === "" ? {} : { correctionReason: blocks.correctionReason }),
        },
        planId: desk.planId,
      },
      now,
    );
    return { updateId: update.id };
  });
}

async function compareWithLast(
  tx: Transaction,
  desk: Desk,
  text: string,
): Promise<Comparison | null> {
  const last = await lastProgressText(tx, desk);
  if (last === null || last === "" || text === "") return null;
  return { same: similarity(last, text), parts: wordDiff(last, text) };
}

/** Takes a version back before it is reviewed; the unit goes on from its text. */
export async function withdrawUpdate(
  actor: Actor,
  input: WithdrawUpdateInput,
  now: Date,
): Promise<void> {
  await transact(async (tx) => {
    const desk = await lockUpdate(tx, input.updateId, now);
    if (!may(actor, "update.withdraw", desk)) throw notFound();
    if (desk.updateId !== input.updateId || desk.version !== "PENDING") {
      throw new Refusal("STALE", "这份进展已经审核或撤回，不能再撤回，请刷新查看。");
    }
    refuseLocked(desk, shanghaiDate(now));
    await tx.withdrawal.create({
      data: {
        updateId: input.updateId,
        accountId: actor.accountId,
        withdrawnAt: now,
        withdrawnOn: toDbDate(shanghaiDate(now)),
        demonstration: actor.demonstration,
      },
    });
    await recordEntry(
      tx,
      actor,
      {
        action: "update.withdraw",
        subject: `assignment:${desk.assignmentId}`,
        before: { updateId: input.updateId, state: "PENDING" },
        after: { state: "WITHDRAWN" },
        planId: desk.planId,
      },
      now,
    );
  });
}

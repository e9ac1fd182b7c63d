import "server-only";
import { recordEntry } from "../audit/commands";
import { type IsoDate, shanghaiDate, toDbDate } from "../dates";
import { monthDayTime, month as monthName } from "../format";
import { isOpen } from "../periods/rules";
import { type Transaction, transact } from "../platform/db";
import { notFound, Refusal } from "../platform/refusal";
import { type Action, type Actor, may } from "../policy";
import { type Desk, lockDesk } from "./desk";
import {
  checkReport,
  maySubmit,
  type ReportBlocks,
  reportedPercent,
  type VersionState,
} from "./rules";
import type { SaveDraftInput, SubmitUpdateInput, WithdrawUpdateInput } from "./schema";

const NOT_NOW: Record<Exclude<VersionState, "NONE" | "RETURNED">, string> = {
  PENDING: "本期进展已提交，正在等待审核；如需修改，请先撤回。",
  APPROVED: "本期进展已通过审核，不能再次提交。",
};

/**
 * Keeps what a unit is writing. `draftVersion` is the version the writer last saw: when somebody
 * saved in between, Refusal STALE says who and when, and nothing is overwritten. Drafts are
 * private and change by the second, so they leave no audit entry; the submission does.
 */
export async function saveDraft(
  actor: Actor,
  input: SaveDraftInput,
  now: Date,
): Promise<{ draftVersion: number; savedAt: Date }> {
  return transact(async (tx) => {
    const desk = await openDesk(tx, actor, "draft.write", input, now);
    if (!maySubmit(desk.version)) throw new Refusal("STALE", NOT_NOW[desk.version as "PENDING"]);
    await refuseStaleDraft(tx, desk, input.draftVersion);
    const version = desk.draftVersion + 1;
    const blocks = {
      ...blocksOf(input),
      version,
      savedById: actor.accountId,
      savedAt: now,
      demonstration: actor.demonstration,
    };
    const key = { assignmentId: desk.assignmentId, periodId: desk.period.id };
    await tx.draft.upsert({
      where: { assignmentId_periodId: key },
      create: { ...key, ...blocks },
      update: blocks,
    });
    return { draftVersion: version, savedAt: now };
  });
}

/** Hands a report in for review as the period's next version; the draft is settled with it. */
export async function submitUpdate(
  actor: Actor,
  input: SubmitUpdateInput,
  now: Date,
): Promise<{ updateId: number }> {
  return transact(async (tx) => {
    const desk = await openDesk(tx, actor, "update.submit", input, now);
    if (!maySubmit(desk.version)) throw new Refusal("STALE", NOT_NOW[desk.version as "PENDING"]);
    await refuseStaleDraft(tx, desk, input.draftVersion);
    const blocks = blocksOf(input);
    const faults = checkReport(blocks, desk.previous);
    if (Object.keys(faults).length > 0) {
      throw new Refusal("INVALID", "填报内容还需补充，请按提示修改后再提交。", faults);
    }
    const update = await tx.progressUpdate.create({
      data: {
        ...blocks,
        assignmentId: desk.assignmentId,
        periodId: desk.period.id,
        version: desk.lastVersion + 1,
        percent: reportedPercent(blocks, desk.previous),
        authorId: actor.accountId,
        submittedAt: now,
        submittedOn: toDbDate(shanghaiDate(now)),
        demonstration: actor.demonstration,
      },
    });
    await tx.draft.deleteMany({
      where: { assignmentId: desk.assignmentId, periodId: desk.period.id },
    });
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
        },
        planId: desk.planId,
      },
      now,
    );
    return { updateId: update.id };
  });
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

/** The desk of a version's assignment and period, locked; NOT_FOUND for an unknown version. */
export async function lockUpdate(tx: Transaction, updateId: number, now: Date): Promise<Desk> {
  const update = await tx.progressUpdate.findUnique({
    where: { id: updateId },
    select: { assignmentId: true, period: { select: { month: true } } },
  });
  if (!update) throw notFound();
  const month = update.period.month.toISOString().slice(0, 10);
  return lockDesk(tx, update.assignmentId, month, shanghaiDate(now));
}

async function openDesk(
  tx: Transaction,
  actor: Actor,
  action: Action,
  input: { assignmentId: number; month?: IsoDate | undefined },
  now: Date,
): Promise<Desk> {
  const today = shanghaiDate(now);
  const desk = await lockDesk(tx, input.assignmentId, input.month, today);
  if (desk.group || !may(actor, action, desk)) throw notFound();
  refuseLocked(desk, today);
  return desk;
}

/** Neither handing in nor taking back: what was taken back could not be handed in again. */
function refuseLocked(desk: Desk, today: IsoDate): void {
  if (isOpen(desk.period, today)) return;
  throw new Refusal("LOCKED", `${monthName(desk.period.month)}填报期已锁定，不再接收填报。`);
}

async function refuseStaleDraft(tx: Transaction, desk: Desk, seen: number): Promise<void> {
  if (desk.draftVersion === seen) return;
  const draft = await tx.draft.findUnique({
    where: {
      assignmentId_periodId: { assignmentId: desk.assignmentId, periodId: desk.period.id },
    },
    include: { savedBy: { select: { post: true, name: true } } },
  });
  const what = draft
    ? `${draft.savedBy.post}（${draft.savedBy.name}）已于 ${monthDayTime(draft.savedAt)} 在另一处保存了这份草稿。`
    : "这份进展已在另一处提交后撤回或退回。";
  throw new Refusal("STALE", `${what}您的内容仍在页面上，请对照后选择保留哪一份。`, {
    draftVersion: String(desk.draftVersion),
  });
}

function blocksOf(input: SaveDraftInput): ReportBlocks {
  return {
    percent: input.percent ?? null,
    progressText: input.progressText,
    problemText: input.problemText,
    problemLevel: input.problemLevel ?? null,
    nextStepText: input.nextStepText,
    percentReason: input.percentReason,
    noProgressReason: input.noProgressReason ?? null,
  };
}

import "server-only";
import { recordEntry } from "../audit/commands";
import { fromDbDate, type IsoDate, shanghaiDate, toDbDate } from "../dates";
import { type Transaction, transact } from "../platform/db";
import { notFound, Refusal } from "../platform/refusal";
import { type Actor, may } from "../policy";
import {
  type LockedPoint,
  lockPoint,
  milestoneEntries,
  milestoneFacts,
  milestoneLines,
} from "./desk";
import { lateMistake, pastQuestion } from "./milestone-moves";
import { isSameMilestone, type MilestoneEntry, milestonesSeal, weightMistake } from "./rules";
import type { ConfirmMilestoneInput, RevokeMilestoneInput, SetMilestonesInput } from "./schema";

/**
 * Sets the milestones of a point from today on. Rows that change are replaced, so any earlier day
 * still reads as it stood; what a line has reached stays with it. None at all: linear by day again.
 */
export async function setMilestones(
  actor: Actor,
  input: SetMilestonesInput,
  now: Date,
): Promise<{ milestones: number }> {
  if (!may(actor, "milestone.set")) throw notFound();
  const today = shanghaiDate(now);
  const entries = milestoneEntries(input);
  return transact(async (tx) => {
    const point = await lockPoint(tx, input.pointId, today);
    const rows = await tx.milestone.findMany({
      where: { pointId: point.id, removedOn: null },
      orderBy: [{ dueOn: "asc" }, { id: "asc" }],
    });
    if (milestonesSeal(rows) !== input.seal) {
      throw new Refusal("STALE", "这项要点的节点刚被他人调整，请刷新页面核对后再保存。");
    }
    const present = rows.map((row) => ({
      id: row.id,
      rootId: row.rootId ?? row.id,
      cityId: row.cityId,
      title: row.title,
      dueOn: fromDbDate(row.dueOn),
      weight: row.weight,
    }));
    const wanted = milestoneLines(entries, present);
    refuseUnfit(point, wanted);
    await refuseWash(tx, point, wanted, today);
    const question = input.past ? null : pastQuestion(present, wanted, today);
    if (question) throw new Refusal("INVALID", question, { past: "请核对已过的日期。" });
    const kept = present.filter((row) => wanted.some((entry) => isSameMilestone(row, entry)));
    const ended = present.filter((row) => !kept.includes(row));
    const added = wanted.filter((entry) => !kept.some((row) => isSameMilestone(row, entry)));
    if (ended.length + added.length === 0) {
      throw new Refusal("INVALID", "节点没有变化，无需保存。");
    }
    await tx.milestone.updateMany({
      where: { id: { in: ended.map(({ id }) => id) } },
      data: { removedOn: toDbDate(today), removedById: actor.accountId },
    });
    await tx.milestone.createMany({
      data: added.map((entry) => ({
        ...entry,
        pointId: point.id,
        dueOn: toDbDate(entry.dueOn),
        addedOn: toDbDate(today),
        addedById: actor.accountId,
        demonstration: actor.demonstration,
      })),
    });
    await recordEntry(
      tx,
      actor,
      {
        action: "milestone.set",
        subject: `work-point:${point.id}`,
        before: { milestones: present.map(said) },
        after: { milestones: wanted.map(said) },
        planId: point.planId,
      },
      now,
    );
    return { milestones: wanted.length };
  });
}

function refuseUnfit(point: LockedPoint, entries: MilestoneEntry[]): void {
  for (const { title, dueOn, cityId } of entries) {
    if (cityId !== null && !point.cities.some(({ id }) => id === cityId)) {
      throw new Refusal("INVALID", `节点“${title}”所选的城市在这项要点上没有责任单位，请改选。`);
    }
    if (dueOn < point.issuedOn || dueOn > point.dueOn) {
      throw new Refusal(
        "INVALID",
        `节点“${title}”的时间应在 ${point.issuedOn} 至办理时限 ${point.dueOn} 之间。`,
      );
    }
  }
  const mistake = weightMistake(entries, point.cities);
  if (mistake) throw new Refusal("INVALID", mistake);
}

/** What is late stays late. */
async function refuseWash(
  tx: Transaction,
  { id: pointId, cities }: LockedPoint,
  wanted: MilestoneEntry[],
  today: IsoDate,
): Promise<void> {
  const closed = await tx.closure.findMany({ where: { pointId, reopenedOn: null } });
  const open = cities.filter(({ id }) => !closed.some(({ cityId }) => cityId === id));
  const mistake = lateMistake(await milestoneFacts(tx, pointId), wanted, open, today);
  if (mistake) throw new Refusal("INVALID", mistake);
}

function said({ title, dueOn, weight, cityId }: MilestoneEntry) {
  return { title, dueOn, weight, cityId };
}

/** 节点完成: the reviewer confirms that a side reached a milestone on a day; counts from today on. */
export async function confirmMilestone(
  actor: Actor,
  input: ConfirmMilestoneInput,
  now: Date,
): Promise<void> {
  if (!may(actor, "milestone.confirm", { cityId: input.cityId })) throw notFound();
  const today = shanghaiDate(now);
  const taken = "这个节点已确认完成，请刷新查看。";
  await transact(async (tx) => {
    const row = await tx.milestone.findFirst({
      where: {
        OR: [{ id: input.rootId, rootId: null }, { rootId: input.rootId }],
        removedOn: null,
      },
    });
    if (!row || (row.cityId !== null && row.cityId !== input.cityId)) throw notFound();
    const point = await lockPoint(tx, row.pointId, today);
    if (!point.cities.some(({ id }) => id === input.cityId)) throw notFound();
    if (input.doneOn > today || input.doneOn < point.issuedOn) {
      const sentence = `完成日期应在 ${point.issuedOn} 至今天（${today}）之间。`;
      throw new Refusal("INVALID", sentence, { doneOn: sentence });
    }
    const standing = { milestoneId: input.rootId, cityId: input.cityId, revokedOn: null };
    if ((await tx.milestoneCompletion.count({ where: standing })) > 0) {
      throw new Refusal("STALE", taken);
    }
    await tx.milestoneCompletion.create({
      data: {
        milestoneId: input.rootId,
        cityId: input.cityId,
        doneOn: toDbDate(input.doneOn),
        confirmedOn: toDbDate(today),
        confirmedById: actor.accountId,
        demonstration: actor.demonstration,
      },
    });
    await recordEntry(
      tx,
      actor,
      {
        action: "milestone.confirm",
        subject: `work-point:${point.id}`,
        after: { title: row.title, cityId: input.cityId, doneOn: input.doneOn },
        planId: point.planId,
      },
      now,
    );
  }, taken);
}

/** Takes a confirmation back with a reason; earlier days still read it as reached. */
export async function revokeMilestone(
  actor: Actor,
  input: RevokeMilestoneInput,
  now: Date,
): Promise<void> {
  const today = shanghaiDate(now);
  await transact(async (tx) => {
    const found = await tx.milestoneCompletion.findUnique({
      where: { id: input.completionId },
      include: { milestone: true },
    });
    if (!found || !may(actor, "milestone.confirm", found)) throw notFound();
    const point = await lockPoint(tx, found.milestone.pointId, today);
    const { count } = await tx.milestoneCompletion.updateMany({
      where: { id: found.id, revokedOn: null },
      data: {
        revokedOn: toDbDate(today),
        revokedById: actor.accountId,
        revokeReason: input.reason,
      },
    });
    if (count === 0) throw new Refusal("STALE", "这个节点的完成已被撤销，请刷新查看。");
    await recordEntry(
      tx,
      actor,
      {
        action: "milestone.revoke",
        subject: `work-point:${point.id}`,
        before: { title: found.milestone.title, doneOn: fromDbDate(found.doneOn) },
        after: { cityId: found.cityId, reason: input.reason },
        planId: point.planId,
      },
      now,
    );
  });
}

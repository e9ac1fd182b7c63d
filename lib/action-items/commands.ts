import "server-only";
import { refuseStrangers } from "../assignments/checks";
import { recordEntry } from "../audit/commands";
import { fromDbDate, type IsoDate, shanghaiDate, toDbDate } from "../dates";
import { lockPoint, refuseDueOutside } from "../plan/desk";
import { type Transaction, transact } from "../platform/db";
import { notFound, Refusal } from "../platform/refusal";
import { type Actor, may } from "../policy";
import type { AddActionItemInput, RetireActionItemInput, SetActionItemInput } from "./schema";

type Content = { text: string; dueOn: IsoDate | null; unitIds: number[] };

/** Rewords an item, dates it or names its units from today on; what was ticked stays ticked. */
export async function setActionItem(
  actor: Actor,
  input: SetActionItemInput,
  now: Date,
): Promise<void> {
  const today = shanghaiDate(now);
  await transact(async (tx) => {
    const { point, present, retired } = await lockItem(tx, actor, input, today);
    const wanted = contentOf(input);
    if (!retired && JSON.stringify(wanted) === JSON.stringify(present)) {
      throw new Refusal("INVALID", "举措没有变化，无需保存。");
    }
    refuseDueOutside(point, input.dueOn);
    await refuseStrangers(tx, point.id, wanted.unitIds, toDbDate(today));
    const version = { ...wanted, retired: false, reason: "" };
    await writeVersion(tx, actor, input.actionItemId, version, now);
    const action = retired ? "action-item.restore" : "action-item.change";
    const event = { action, subject: `work-point:${point.id}`, before: present, after: wanted };
    await recordEntry(tx, actor, { ...event, planId: point.planId }, now);
  });
}

/** 停用 with a reason: from today on nobody is asked about it; earlier days still show it. */
export async function retireActionItem(
  actor: Actor,
  input: RetireActionItemInput,
  now: Date,
): Promise<void> {
  const today = shanghaiDate(now);
  await transact(async (tx) => {
    const { point, present, retired } = await lockItem(tx, actor, input, today);
    if (retired) throw new Refusal("STALE", "这条举措已停用，请刷新查看。");
    const version = { ...present, retired: true, reason: input.reason };
    await writeVersion(tx, actor, input.actionItemId, version, now);
    const event = { action: "action-item.retire", subject: `work-point:${point.id}` };
    const after = { reason: input.reason };
    await recordEntry(tx, actor, { ...event, before: present, after, planId: point.planId }, now);
  });
}

/** One that neither the notice nor a meeting has. */
export async function addActionItem(
  actor: Actor,
  input: AddActionItemInput,
  now: Date,
): Promise<{ actionItemId: number }> {
  if (!may(actor, "action-item.set")) throw notFound();
  const today = shanghaiDate(now);
  return transact(async (tx) => {
    const point = await lockPoint(tx, input.pointId, today);
    const wanted = contentOf(input);
    refuseDueOutside(point, input.dueOn);
    await refuseStrangers(tx, point.id, wanted.unitIds, toDbDate(today));
    const others = { where: { pointId: point.id }, _max: { position: true } } as const;
    const last = (await tx.actionItem.aggregate(others))._max.position ?? 0;
    const { id } = await tx.actionItem.create({
      data: {
        ...{ pointId: point.id, position: last + 1, text: wanted.text, origin: "ADMIN" },
        ...{ addedOn: toDbDate(today), addedById: actor.accountId },
      },
    });
    await writeVersion(tx, actor, id, { ...wanted, retired: false, reason: "" }, now);
    const event = { action: "action-item.add", subject: `work-point:${point.id}`, after: wanted };
    await recordEntry(tx, actor, { ...event, planId: point.planId }, now);
    return { actionItemId: id };
  });
}

/** The item as it stands today, its point held. What a meeting settled is the meeting's to change. */
async function lockItem(
  tx: Transaction,
  actor: Actor,
  { actionItemId, version }: { actionItemId: number; version: number },
  today: IsoDate,
) {
  if (!may(actor, "action-item.set")) throw notFound();
  const found = await tx.actionItem.findUnique({
    where: { id: actionItemId },
    select: { pointId: true },
  });
  if (!found) throw notFound();
  const point = await lockPoint(tx, found.pointId, today);
  const { versions, ...item } = await tx.actionItem.findUniqueOrThrow({
    where: { id: actionItemId },
    include: {
      versions: {
        orderBy: { id: "desc" },
        take: 1,
        include: { units: { select: { unitId: true } } },
      },
    },
  });
  if (item.meetingId !== null) {
    throw new Refusal("INVALID", "这条是联席会议议定的，由会议记录，不在这里改。");
  }
  const [newest] = versions;
  if ((newest?.id ?? 0) !== version) {
    throw new Refusal("STALE", "这条举措刚被他人调整，请刷新页面核对后再办。");
  }
  const dueOn = newest?.dueOn ? fromDbDate(newest.dueOn) : null;
  const unitIds = (newest?.units ?? []).map(({ unitId }) => unitId).sort((a, b) => a - b);
  const present: Content = { text: newest?.text ?? item.text, dueOn, unitIds };
  return { point, present, retired: newest?.retired ?? false };
}

function contentOf({ text, dueOn, unitIds }: Omit<AddActionItemInput, "pointId">): Content {
  const units = [...new Set(unitIds)].sort((a, b) => a - b);
  return { text, dueOn: dueOn ?? null, unitIds: units };
}

async function writeVersion(
  tx: Transaction,
  actor: Actor,
  actionItemId: number,
  { unitIds, dueOn, ...rest }: Content & { retired: boolean; reason: string },
  now: Date,
): Promise<void> {
  await tx.actionItemVersion.create({
    data: {
      ...rest,
      actionItemId,
      dueOn: dueOn === null ? null : toDbDate(dueOn),
      setById: actor.accountId,
      setAt: now,
      setOn: toDbDate(shanghaiDate(now)),
      units: { create: unitIds.map((unitId) => ({ unitId })) },
    },
  });
}

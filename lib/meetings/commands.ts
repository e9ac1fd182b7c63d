import "server-only";
import { recordEntry } from "../audit/commands";
import { fromDbDate, type IsoDate, shanghaiDate, toDbDate } from "../dates";
import { dueDay } from "../format";
import { notify } from "../notifications/commands";
import { paths } from "../paths";
import { type Transaction, transact } from "../platform/db";
import { notFound, Refusal } from "../platform/refusal";
import { type Actor, may } from "../policy";
import type {
  AddResolutionInput,
  CancelMeetingInput,
  CloseMeetingInput,
  OpenMeetingInput,
  TakeBackResolutionInput,
} from "./schema";

const CLOSED = "会议已经结束，议定事项不再改动。";

/** Opens a 联席会议 of the plan in force; one is open at a time. */
export async function openMeeting(
  actor: Actor,
  input: OpenMeetingInput,
  now: Date,
): Promise<{ meetingId: number }> {
  const planId = actor.plan?.id;
  if (!may(actor, "meeting.run") || planId === undefined) throw notFound();
  const today = shanghaiDate(now);
  if (input.heldOn > today) {
    const sentence = `会议日期不能晚于今天（${today}），请在开会当天建立。`;
    throw new Refusal("INVALID", "会议还不能开始。", { heldOn: sentence });
  }
  return transact(async (tx) => {
    const meeting = await tx.meeting.create({
      data: {
        planId,
        title: input.title,
        heldOn: toDbDate(input.heldOn),
        place: input.place,
        attendance: input.attendance,
        openedById: actor.accountId,
        openedAt: now,
        demonstration: actor.demonstration,
      },
    });
    await recordEntry(
      tx,
      actor,
      { action: "meeting.open", subject: `meeting:${meeting.id}`, after: input, planId },
      now,
    );
    return { meetingId: meeting.id };
  }, "已有一次联席会议正在进行，请先结束那一次。");
}

/**
 * 议定事项: what the meeting settles about a point becomes one more action item of it, with the
 * units that carry it out and the day it is due.
 */
export async function addResolution(
  actor: Actor,
  input: AddResolutionInput,
  now: Date,
): Promise<{ actionItemId: number }> {
  return transact(async (tx) => {
    const { planId, heldOn } = await lockOpen(tx, actor, input.meetingId);
    const point = await lockPoint(tx, input.pointId, planId);
    const today = shanghaiDate(now);
    refuseEarly(input.dueOn, heldOn);
    await refuseStrangers(tx, input, today);
    const item = await tx.actionItem.create({
      data: {
        pointId: input.pointId,
        position: point.items + 1,
        text: input.text,
        origin: "MEETING",
        dueOn: toDbDate(input.dueOn),
        addedOn: toDbDate(today),
        meetingId: input.meetingId,
        units: { create: [...new Set(input.unitIds)].map((unitId) => ({ unitId })) },
      },
    });
    await recordEntry(
      tx,
      actor,
      {
        action: "meeting.resolve",
        subject: `meeting:${input.meetingId}`,
        after: { ...input, actionItemId: item.id },
        planId,
      },
      now,
    );
    return { actionItemId: item.id };
  });
}

/** Takes an 议定事项 back while its meeting is open, unless a unit has already reported it done. */
export async function takeBackResolution(
  actor: Actor,
  input: TakeBackResolutionInput,
  now: Date,
): Promise<void> {
  await transact(async (tx) => {
    const item = await tx.actionItem.findUnique({ where: { id: input.actionItemId } });
    if (!item?.meetingId) throw notFound();
    const { planId } = await lockOpen(tx, actor, item.meetingId);
    const { count } = await tx.actionItem.updateMany({
      where: { id: item.id, removedOn: null, completions: { none: {} } },
      data: { removedOn: toDbDate(shanghaiDate(now)) },
    });
    if (count === 0) {
      throw new Refusal("STALE", "这条议定事项已撤下，或已有单位报告完成，请刷新查看。");
    }
    await recordEntry(
      tx,
      actor,
      {
        action: "meeting.take-back",
        subject: `meeting:${item.meetingId}`,
        before: { actionItemId: item.id, text: item.text },
        planId,
      },
      now,
    );
  });
}

/** Ends the meeting: what it settled stands, and every unit is told what it has to do. */
export async function closeMeeting(
  actor: Actor,
  input: CloseMeetingInput,
  now: Date,
): Promise<void> {
  await transact(async (tx) => {
    const { planId } = await lockOpen(tx, actor, input.meetingId);
    const data = { closedById: actor.accountId, closedAt: now };
    await tx.meeting.update({ where: { id: input.meetingId }, data });
    const told = await tx.$queryRaw<Told[]>`
      SELECT ai.id, ai.text, to_char(ai.due_on, 'YYYY-MM-DD') AS "dueOn", wp.number,
             array_agg(DISTINCT acc.id) AS accounts
        FROM action_items ai
        JOIN work_points wp ON wp.id = ai.point_id
        JOIN action_item_units au ON au.action_item_id = ai.id
        JOIN units u ON u.id = au.unit_id
        JOIN accounts acc ON acc.role = 'STAFF' AND acc.active AND acc.unit_id IN (u.id, u.parent_id)
       WHERE ai.meeting_id = ${input.meetingId} AND ai.removed_on IS NULL
       GROUP BY ai.id, wp.number ORDER BY ai.id`;
    for (const { id, text, dueOn, number, accounts } of told) {
      const message = {
        to: accounts,
        kind: "RESOLVED" as const,
        text: `联席会议议定（第 ${number} 项）：${text}，${dueDay(dueOn, shanghaiDate(now))}前完成`,
        path: paths.point(number),
        sameAs: `resolution:${id}`,
      };
      await notify(tx, actor, message, now);
    }
    await recordEntry(
      tx,
      actor,
      {
        action: "meeting.close",
        subject: `meeting:${input.meetingId}`,
        after: { resolutions: told.map(({ id }) => id) },
        planId,
      },
      now,
    );
  });
}

/** 取消: takes a meeting that was opened by mistake out of those held; one that settled something stays. */
export async function cancelMeeting(
  actor: Actor,
  input: CancelMeetingInput,
  now: Date,
): Promise<void> {
  await transact(async (tx) => {
    const { planId, title, heldOn } = await lockOpen(tx, actor, input.meetingId);
    const settled = await tx.actionItem.count({
      where: { meetingId: input.meetingId, removedOn: null },
    });
    if (settled > 0) {
      const sentence = `会上已记下 ${settled} 项议定事项，不能取消；请先逐项撤下，或结束会议。`;
      throw new Refusal("STALE", sentence);
    }
    const data = { closedById: actor.accountId, closedAt: now, cancelled: true };
    await tx.meeting.update({ where: { id: input.meetingId }, data });
    await recordEntry(
      tx,
      actor,
      {
        action: "meeting.cancel",
        subject: `meeting:${input.meetingId}`,
        before: { title, heldOn },
        planId,
      },
      now,
    );
  });
}

type Told = { id: number; text: string; dueOn: IsoDate; number: number; accounts: number[] };

/** The meeting, held so that nobody ends it meanwhile; refused once it has ended. */
async function lockOpen(tx: Transaction, actor: Actor, meetingId: number) {
  await tx.$executeRaw`SELECT 1 FROM meetings WHERE id = ${meetingId} FOR UPDATE`;
  const meeting = await tx.meeting.findUnique({ where: { id: meetingId } });
  if (!meeting || meeting.planId !== actor.plan?.id || !may(actor, "meeting.run")) {
    throw notFound();
  }
  if (meeting.closedAt) throw new Refusal("STALE", CLOSED);
  return { planId: meeting.planId, title: meeting.title, heldOn: fromDbDate(meeting.heldOn) };
}

/** The point, held while its next action item gets its place. */
async function lockPoint(tx: Transaction, pointId: number, planId: number) {
  await tx.$executeRaw`SELECT 1 FROM work_points WHERE id = ${pointId} FOR UPDATE`;
  const [point] = await tx.$queryRaw<{ items: number }[]>`
    SELECT (SELECT coalesce(max(position), 0)::int FROM action_items
             WHERE point_id = wp.id) AS items
      FROM work_points wp WHERE wp.id = ${pointId} AND wp.plan_id = ${planId} AND wp.removed_on IS NULL`;
  if (!point) throw notFound();
  return point;
}

function refuseEarly(dueOn: IsoDate, heldOn: IsoDate): void {
  if (dueOn >= heldOn) return;
  const sentence = `完成时限不能早于会议日期（${heldOn}）。`;
  throw new Refusal("INVALID", "请按提示修改后再提交。", { dueOn: sentence });
}

async function refuseStrangers(tx: Transaction, input: AddResolutionInput, today: IsoDate) {
  const ids = [...new Set(input.unitIds)];
  const day = toDbDate(today);
  const [row] = await tx.$queryRaw<[{ known: number }]>`
    SELECT count(*)::int AS known
      FROM assignments a
      JOIN units u ON u.id = a.unit_id AND u.kind <> 'GROUP'
     WHERE a.point_id = ${input.pointId} AND a.unit_id = ANY(${ids})
       AND EXISTS (SELECT 1 FROM assignment_terms t WHERE t.assignment_id = a.id
                      AND t.starts_on <= ${day} AND (t.ends_on IS NULL OR t.ends_on > ${day}))`;
  if (row.known === ids.length) return;
  const sentence = "所选单位里有的不是这一项要点的责任单位，请先在责任分工中补充，或重新选择。";
  throw new Refusal("INVALID", "请按提示修改后再提交。", { unitIds: sentence });
}

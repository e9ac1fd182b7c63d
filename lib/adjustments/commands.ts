import "server-only";
import type { AdjustmentDecision } from "../../prisma/generated/enums";
import { recordEntry, stayInPlan } from "../audit/commands";
import { fromDbDate, type IsoDate, shanghaiDate, toDbDate } from "../dates";
import { ADJUSTMENT_DECISION_NAMES, ADJUSTMENT_KIND_NAMES } from "../glossary-states";
import { notify, officeOf, staffOfAll } from "../notifications/commands";
import { paths } from "../paths";
import { tellNotAsked } from "../periods/told";
import { type LockedPoint, lockPoint } from "../plan/desk";
import { type Transaction, transact } from "../platform/db";
import { notFound, Refusal } from "../platform/refusal";
import { type Actor, may } from "../policy";
import { adjustmentMistake } from "./rules";
import type {
  DecideAdjustmentInput,
  ProposeAdjustmentInput,
  WithdrawAdjustmentInput,
} from "./schema";

const WAITING = "这一项已有一份调整正在等待审批。";

/** 提出调整 of a whole point; nothing changes until somebody else approves it. */
export async function proposeAdjustment(
  actor: Actor,
  input: ProposeAdjustmentInput,
  now: Date,
): Promise<{ adjustmentId: number }> {
  if (!may(actor, "adjustment.propose")) throw notFound();
  const today = shanghaiDate(now);
  return transact(async (tx) => {
    const point = await lockPoint(tx, input.pointId, today);
    stayInPlan(actor, point.planId);
    const wanted = {
      kind: input.kind,
      toOn: input.kind === "DUE" ? (input.toOn ?? null) : null,
      text: input.kind === "CONTENT" ? input.text : "",
    };
    await refuseUnfit(tx, point, { ...wanted, fromOn: null }, today);
    const dates = wanted.toOn && { fromOn: toDbDate(point.dueOn), toOn: toDbDate(wanted.toOn) };
    const { id } = await tx.adjustment.create({
      data: {
        ...{ ...wanted, ...dates, pointId: point.id, reason: input.reason, basis: input.basis },
        ...{ proposedById: actor.accountId, proposedAt: now, proposedOn: toDbDate(today) },
        demonstration: actor.demonstration,
      },
    });
    const number = await numberOf(tx, point);
    const message = {
      // Leaders find it in the menu.
      to: await officeOf(tx, point.planId, ["REVIEWER", "ADMIN"]),
      kind: "ADJUSTMENT" as const,
      text: `第 ${number} 项提出${ADJUSTMENT_KIND_NAMES[input.kind]}，请审批：${input.reason}`,
      path: paths.adjustments(),
      sameAs: `adjustment:${id}:proposed`,
    };
    await notify(tx, actor, message, now);
    const { reason, basis } = input;
    const after = { adjustmentId: id, ...wanted, reason, basis };
    const event = { action: "adjustment.propose", subject: `work-point:${point.id}`, after };
    await recordEntry(tx, actor, { ...event, planId: point.planId }, now);
    return { adjustmentId: id };
  }, WAITING);
}

/** 审批调整 by another person, once; approved, it counts from this day on. */
export async function decideAdjustment(
  actor: Actor,
  input: DecideAdjustmentInput,
  now: Date,
): Promise<void> {
  if (!may(actor, "adjustment.decide")) throw notFound();
  const today = shanghaiDate(now);
  await transact(async (tx) => {
    const { point, row } = await lockAdjustment(tx, input.adjustmentId, today);
    stayInPlan(actor, point.planId);
    if (row.proposedById === actor.accountId) {
      throw new Refusal("FORBIDDEN", "这是您本人提出的调整，须由另一人审批；不再需要可以撤回。");
    }
    const approved = input.decision === "APPROVED";
    if (approved) {
      const dates = {
        fromOn: row.fromOn && fromDbDate(row.fromOn),
        toOn: row.toOn && fromDbDate(row.toOn),
      };
      await refuseUnfit(tx, point, { ...row, ...dates }, today);
    }
    await settle(tx, actor, row.id, { decision: input.decision, opinion: input.opinion }, now);
    const halt = approved ? await haltOrGoOn(tx, row, today) : null;
    const number = await numberOf(tx, point);
    const message = {
      to: [row.proposedById, ...(approved ? await staffOfPoint(tx, point.id) : [])],
      kind: "ADJUSTMENT" as const,
      text: `第 ${number} 项${ADJUSTMENT_KIND_NAMES[row.kind]}${ADJUSTMENT_DECISION_NAMES[input.decision]}${input.opinion && `：${input.opinion}`}`,
      path: paths.point(number),
      sameAs: `adjustment:${row.id}:decided`,
    };
    await notify(tx, actor, message, now);
    if (approved && row.kind === "DUE" && row.toOn) {
      const due = { planId: point.planId, number, dueOn: fromDbDate(row.toOn) };
      await tellNotAsked(tx, actor, due, now);
    }
    await recordEntry(
      tx,
      actor,
      {
        action: approved ? "adjustment.approve" : "adjustment.refuse",
        subject: `work-point:${point.id}`,
        before: { adjustmentId: row.id, kind: row.kind, basis: row.basis, ...halt?.before },
        after: { opinion: input.opinion, ...halt?.after },
        planId: point.planId,
      },
      now,
    );
  });
}

/** Taken back by whoever proposed it, while nobody has decided. */
export async function withdrawAdjustment(
  actor: Actor,
  input: WithdrawAdjustmentInput,
  now: Date,
): Promise<void> {
  if (!may(actor, "adjustment.propose")) throw notFound();
  await transact(async (tx) => {
    const { point, row } = await lockAdjustment(tx, input.adjustmentId, shanghaiDate(now));
    if (row.proposedById !== actor.accountId) throw notFound();
    await settle(tx, actor, row.id, { decision: "WITHDRAWN", opinion: "" }, now);
    const change = {
      before: { adjustmentId: row.id, kind: row.kind },
      after: { decision: "WITHDRAWN" },
    };
    const event = { action: "adjustment.withdraw", subject: `work-point:${point.id}`, ...change };
    await recordEntry(tx, actor, { ...event, planId: point.planId }, now);
  });
}

/**
 * 暂停 and 恢复推进 count from the day they are approved; refuseUnfit() saw to it that the point is not
 * paused, or is. Answers what the log says of it.
 */
async function haltOrGoOn(tx: Transaction, row: Waiting["row"], today: IsoDate) {
  const { pointId, reason, basis, proposedById, demonstration } = row;
  if (row.kind === "PAUSE") {
    const content = { pointId, reason, basis, demonstration };
    const started = { startsOn: toDbDate(today), startedById: proposedById };
    await tx.pause.create({ data: { ...content, ...started } });
    return { before: {}, after: { startsOn: today } };
  }
  if (row.kind !== "RESUME") return null;
  const open = await tx.pause.findFirstOrThrow({ where: { pointId, endsOn: null } });
  const ended = { endsOn: toDbDate(today), endedById: proposedById };
  await tx.pause.update({ where: { id: open.id }, data: ended });
  return { before: { startsOn: fromDbDate(open.startsOn) }, after: { endsOn: today } };
}

type Waiting = Awaited<ReturnType<typeof lockAdjustment>>;

/** An adjustment that waits, its point held. */
async function lockAdjustment(tx: Transaction, id: number, today: IsoDate) {
  const found = await tx.adjustment.findUnique({ where: { id }, select: { pointId: true } });
  if (!found) throw notFound();
  const point = await lockPoint(tx, found.pointId, today);
  const row = await tx.adjustment.findUniqueOrThrow({ where: { id } });
  if (row.decision !== null) {
    throw new Refusal("STALE", "这份调整已经审批或撤回，请刷新查看。");
  }
  return { point, row };
}

async function settle(
  tx: Transaction,
  actor: Actor,
  id: number,
  settled: { decision: AdjustmentDecision; opinion: string },
  now: Date,
): Promise<void> {
  const by = {
    decidedById: actor.accountId,
    decidedAt: now,
    decidedOn: toDbDate(shanghaiDate(now)),
  };
  await tx.adjustment.update({ where: { id }, data: { ...settled, ...by } });
}

async function refuseUnfit(
  tx: Transaction,
  point: LockedPoint,
  wanted: Parameters<typeof adjustmentMistake>[0],
  today: IsoDate,
): Promise<void> {
  const turn = await tx.adjustment.findFirst({
    where: { pointId: point.id, decision: "APPROVED", kind: { in: ["CANCEL", "RESTORE"] } },
    orderBy: { id: "desc" },
  });
  const closures = await tx.closure.findMany({
    where: { pointId: point.id, reopenedOn: null },
    select: { cityId: true },
  });
  const closed =
    point.cities.length > 0 &&
    point.cities.every(({ id }) => closures.some(({ cityId }) => cityId === id));
  const paused = (await tx.pause.count({ where: { pointId: point.id, endsOn: null } })) > 0;
  const standing = { dueOn: point.dueOn, cancelled: turn?.kind === "CANCEL", paused, closed };
  const mistake = adjustmentMistake(wanted, standing, today);
  if (mistake) {
    throw new Refusal("INVALID", mistake.sentence, { [mistake.field]: mistake.sentence });
  }
}

async function numberOf(tx: Transaction, { id }: LockedPoint): Promise<number> {
  const { number } = await tx.workPoint.findUniqueOrThrow({
    where: { id },
    select: { number: true },
  });
  return number;
}

async function staffOfPoint(tx: Transaction, pointId: number): Promise<number[]> {
  const shares = await tx.assignment.findMany({
    where: { pointId, terms: { some: { endsOn: null } } },
    select: { id: true },
  });
  const staff = await staffOfAll(
    tx,
    shares.map(({ id }) => id),
  );
  return [...staff.values()].flat();
}

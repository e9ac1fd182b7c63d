import "server-only";
import { recordEntry } from "../audit/commands";
import { lockSide } from "../completions/side";
import { fromDbDate, shanghaiDate, toDbDate } from "../dates";
import { dueDay } from "../format";
import { notify, officeOf, staffOf } from "../notifications/commands";
import { paths } from "../paths";
import { tellNotAsked } from "../periods/told";
import { lockPoint } from "../plan/desk";
import { transact } from "../platform/db";
import { notFound, Refusal } from "../platform/refusal";
import { type Actor, may } from "../policy";
import { approvalMistake, extensionMistake } from "./rules";
import type { ApplyForExtensionInput, DecideExtensionInput } from "./schema";

const WAITING = "这一项已有一份延期申请，正在等待审批。";

/** 延期申请: a unit on a point asks, before the due date in force, for a later one; one waits at a time. */
export async function applyForExtension(
  actor: Actor,
  input: ApplyForExtensionInput,
  now: Date,
): Promise<{ extensionId: number }> {
  const today = shanghaiDate(now);
  return transact(async (tx) => {
    const share = await tx.assignment.findUnique({
      where: { id: input.assignmentId },
      select: { pointId: true, unitId: true, unit: { select: { cityId: true, name: true } } },
    });
    const cityId = share?.unit.cityId ?? null;
    if (!share || cityId === null || !may(actor, "extension.apply", { unitId: share.unitId })) {
      throw notFound();
    }
    const side = await lockSide(tx, { pointId: share.pointId, cityId }, today);
    if (!side.units.some(({ id }) => id === input.assignmentId)) throw notFound();
    if (side.state === "CLOSED") {
      throw new Refusal("INVALID", "这一侧已销号，不需要延期。");
    }
    const { dueOn } = await lockPoint(tx, share.pointId, today);
    const waiting = { pointId: share.pointId, decision: null };
    if ((await tx.extension.count({ where: waiting })) > 0) throw new Refusal("STALE", WAITING);
    const mistake = extensionMistake({ dueOn, toOn: input.toOn }, today);
    if (mistake) {
      const { field, sentence } = mistake;
      throw new Refusal("INVALID", sentence, field ? { [field]: sentence } : {});
    }
    const { id } = await tx.extension.create({
      data: {
        pointId: share.pointId,
        assignmentId: input.assignmentId,
        fromOn: toDbDate(dueOn),
        toOn: toDbDate(input.toOn),
        reason: input.reason,
        appliedById: actor.accountId,
        appliedAt: now,
        appliedOn: toDbDate(today),
        demonstration: actor.demonstration,
      },
    });
    const message = {
      to: await officeOf(tx, side.planId, ["REVIEWER"], cityId),
      kind: "EXTENSION" as const,
      text: `${share.unit.name}申请第 ${side.number} 项延期：${dueDay(dueOn, today)} → ${dueDay(input.toOn, today)}，请审批`,
      path: paths.extensions(),
      sameAs: `extension:${id}:applied`,
    };
    await notify(tx, actor, message, now);
    const after = { extensionId: id, assignmentId: input.assignmentId, fromOn: dueOn };
    await recordEntry(
      tx,
      actor,
      {
        action: "extension.apply",
        subject: `work-point:${share.pointId}`,
        after: { ...after, toOn: input.toOn, reason: input.reason },
        planId: side.planId,
      },
      now,
    );
    return { extensionId: id };
  }, WAITING);
}

/** 延期审批: the reviewer of the unit's city approves or refuses, once; the new due date counts from this day on. */
export async function decideExtension(
  actor: Actor,
  input: DecideExtensionInput,
  now: Date,
): Promise<void> {
  const today = shanghaiDate(now);
  await transact(async (tx) => {
    const asked = await tx.extension.findUnique({
      where: { id: input.extensionId },
      select: {
        pointId: true,
        assignmentId: true,
        assignment: { select: { unit: { select: { cityId: true } } } },
      },
    });
    const cityId = asked?.assignment.unit.cityId ?? null;
    if (!asked || cityId === null || !may(actor, "extension.decide", { cityId })) throw notFound();
    const side = await lockSide(tx, { pointId: asked.pointId, cityId }, today);
    const extension = await tx.extension.findUniqueOrThrow({ where: { id: input.extensionId } });
    if (extension.decision !== null) {
      throw new Refusal("STALE", "这份延期申请已由其他审核员审批，请刷新查看。");
    }
    const toOn = fromDbDate(extension.toOn);
    const approved = input.decision === "APPROVED";
    const { dueOn } = await lockPoint(tx, asked.pointId, today);
    const dates = { fromOn: fromDbDate(extension.fromOn), toOn };
    const mistake = approved ? approvalMistake(dates, dueOn, today) : null;
    if (mistake) throw new Refusal("INVALID", mistake);
    await tx.extension.update({
      where: { id: input.extensionId },
      data: {
        decision: input.decision,
        opinion: input.opinion,
        decidedById: actor.accountId,
        decidedAt: now,
        decidedOn: toDbDate(today),
      },
    });
    const result = approved ? `已批准，办理时限延至 ${dueDay(toOn, today)}` : "未批准";
    const message = {
      to: await staffOf(tx, asked.assignmentId),
      kind: "EXTENSION" as const,
      text: `第 ${side.number} 项延期申请${result}${input.opinion && `：${input.opinion}`}`,
      path: paths.point(side.number),
      sameAs: `extension:${input.extensionId}:decided`,
    };
    await notify(tx, actor, message, now);
    if (approved) await tellNotAsked(tx, actor, { ...side, dueOn: toOn }, now);
    await recordEntry(
      tx,
      actor,
      {
        action: approved ? "extension.approve" : "extension.refuse",
        subject: `work-point:${asked.pointId}`,
        before: { extensionId: input.extensionId, fromOn: fromDbDate(extension.fromOn) },
        after: { toOn, opinion: input.opinion },
        planId: side.planId,
      },
      now,
    );
  });
}

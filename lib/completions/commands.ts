import "server-only";
import { recordEntry } from "../audit/commands";
import { shanghaiDate, toDbDate } from "../dates";
import { notify, officeOf } from "../notifications/commands";
import { paths } from "../paths";
import { type Transaction, transact } from "../platform/db";
import { notFound, Refusal } from "../platform/refusal";
import { type Actor, may } from "../policy";
import { answeringUnits } from "../status/roll-up";
import { isOpenForApplication, isSupported } from "./rules";
import type {
  ApplyForCompletionInput,
  VerifyCompletionInput,
  WithdrawCompletionInput,
} from "./schema";
import { lockSide, refuseUnfinished, type Side, staffOfSide } from "./side";

const NOT_NOW = {
  APPLIED: "这一侧已申请办结，正在等待核验。",
  VERIFIED: "这一侧的办结申请已核验通过，正在等待销号。",
  CLOSED: "这一侧已销号；如需重新申请，请先由审核员重新办理。",
} as const;

/**
 * 办结申请: a unit that answers for its city's side of a point says that the side is finished, once
 * the side stands at 100 %. One application of a side waits at a time.
 */
export async function applyForCompletion(
  actor: Actor,
  input: ApplyForCompletionInput,
  now: Date,
): Promise<{ applicationId: number }> {
  return transact(async (tx) => {
    const share = await tx.assignment.findUnique({
      where: { id: input.assignmentId },
      select: { pointId: true, unitId: true, unit: { select: { cityId: true, name: true } } },
    });
    const cityId = share?.unit.cityId ?? null;
    if (!share || cityId === null || !may(actor, "completion.apply", { unitId: share.unitId })) {
      throw notFound();
    }
    const side = await lockSide(tx, { pointId: share.pointId, cityId }, shanghaiDate(now));
    if (!answeringUnits(side.units).some(({ id }) => id === input.assignmentId)) throw notFound();
    refuseWaiting(side);
    refuseUnfinished(side, "申请办结");
    await refuseUnsupported(tx, input);
    const application = await tx.completionApplication.create({
      data: {
        pointId: side.pointId,
        cityId,
        assignmentId: input.assignmentId,
        outcome: input.outcome,
        appliedById: actor.accountId,
        appliedAt: now,
        appliedOn: toDbDate(shanghaiDate(now)),
        demonstration: actor.demonstration,
        evidence: {
          create: [...new Set(input.evidenceIds)].map((evidenceId) => ({ evidenceId })),
        },
      },
    });
    const message = {
      to: await officeOf(tx, side.planId, ["REVIEWER"], cityId),
      kind: "COMPLETION" as const,
      text: `${share.unit.name}申请办结第 ${side.number} 项（${side.cityName}侧），请核验`,
      path: paths.completions(),
      sameAs: `completion:${application.id}:applied`,
    };
    await notify(tx, actor, message, now);
    await recordEntry(
      tx,
      actor,
      {
        action: "completion.apply",
        subject: `work-point:${side.pointId}`,
        after: {
          applicationId: application.id,
          cityId,
          assignmentId: input.assignmentId,
          outcome: input.outcome,
          evidenceIds: input.evidenceIds,
        },
        planId: side.planId,
      },
      now,
    );
    return { applicationId: application.id };
  }, NOT_NOW.APPLIED);
}

/**
 * 核验: the reviewer finds an application proven, or sends it back with what is missing. A verified
 * one whose side changed since is confirmed again or sent back the same way, each time as a record of
 * its own; whoever read it before the newest decision is told.
 */
export async function verifyCompletion(
  actor: Actor,
  input: VerifyCompletionInput,
  now: Date,
): Promise<void> {
  await transact(async (tx) => {
    const side = await lockApplied(tx, actor, "completion.verify", input.applicationId, now);
    const { application, state } = side;
    const waits = state === "APPLIED" || state === "VERIFIED";
    if (application.id !== input.applicationId || application.round !== input.round || !waits) {
      throw new Refusal("STALE", "这份办结申请已由其他审核员核验，或已撤回、销号，请刷新查看。");
    }
    const verified = input.decision === "VERIFIED";
    if (verified) refuseUnfinished(side, "核验通过");
    await decide(tx, actor, input, now);
    const again = input.round > 0;
    const message = {
      to: await staffOfSide(tx, side),
      kind: "COMPLETION" as const,
      text: verified
        ? `第 ${side.number} 项（${side.cityName}侧）的办结申请已${again ? "再次" : ""}核验通过，等待销号`
        : `第 ${side.number} 项（${side.cityName}侧）的办结申请被退回：${input.opinion}`,
      path: paths.point(side.number),
      sameAs: `completion:${input.applicationId}:decided${again ? `:${input.round}` : ""}`,
    };
    await notify(tx, actor, message, now);
    await recordEntry(
      tx,
      actor,
      {
        action: verified ? "completion.verify" : "completion.reject",
        subject: `work-point:${side.pointId}`,
        before: { applicationId: input.applicationId, round: input.round },
        after: { cityId: side.cityId, opinion: input.opinion },
        planId: side.planId,
      },
      now,
    );
  });
}

/** The first decision stands with the application, every later one is a record beside it. */
async function decide(
  tx: Transaction,
  actor: Actor,
  { applicationId, round, decision, opinion }: VerifyCompletionInput,
  now: Date,
): Promise<void> {
  const data = {
    decision,
    opinion,
    decidedById: actor.accountId,
    decidedAt: now,
    decidedOn: toDbDate(shanghaiDate(now)),
  };
  if (round === 0) {
    await tx.completionApplication.update({ where: { id: applicationId }, data });
    return;
  }
  const { demonstration } = actor;
  await tx.completionRecheck.create({ data: { applicationId, round, demonstration, ...data } });
}

/** The unit takes its own application back while nobody has decided it; it may apply anew. */
export async function withdrawCompletion(
  actor: Actor,
  input: WithdrawCompletionInput,
  now: Date,
): Promise<void> {
  await transact(async (tx) => {
    const side = await lockApplied(tx, actor, "completion.apply", input.applicationId, now);
    if (side.application.id !== input.applicationId || side.state !== "APPLIED") {
      throw new Refusal("STALE", "这份办结申请已经核验或撤回，不能再撤回，请刷新查看。");
    }
    await tx.completionApplication.update({
      where: { id: input.applicationId },
      data: {
        decision: "WITHDRAWN",
        decidedById: actor.accountId,
        decidedAt: now,
        decidedOn: toDbDate(shanghaiDate(now)),
      },
    });
    const message = {
      to: await officeOf(tx, side.planId, ["REVIEWER"], side.cityId),
      kind: "COMPLETION" as const,
      text: `第 ${side.number} 项（${side.cityName}侧）的办结申请已由申请单位撤回`,
      path: paths.point(side.number),
      sameAs: `completion:${input.applicationId}:withdrawn`,
    };
    await notify(tx, actor, message, now);
    await recordEntry(
      tx,
      actor,
      {
        action: "completion.withdraw",
        subject: `work-point:${side.pointId}`,
        before: { applicationId: input.applicationId },
        after: { cityId: side.cityId },
        planId: side.planId,
      },
      now,
    );
  });
}

/** The side of an application, locked, for whoever may do this to it; NOT_FOUND otherwise. */
async function lockApplied(
  tx: Transaction,
  actor: Actor,
  action: "completion.verify" | "completion.apply",
  applicationId: number,
  now: Date,
) {
  const asked = await tx.completionApplication.findUnique({
    where: { id: applicationId },
    select: { pointId: true, cityId: true, assignment: { select: { unitId: true } } },
  });
  const subject = { cityId: asked?.cityId, unitId: asked?.assignment.unitId };
  if (!asked || !may(actor, action, subject)) throw notFound();
  const side = await lockSide(tx, asked, shanghaiDate(now));
  if (!side.application) throw notFound();
  return { ...side, application: side.application };
}

function refuseWaiting({ state }: Side): void {
  if (isOpenForApplication(state)) return;
  throw new Refusal("STALE", NOT_NOW[state as keyof typeof NOT_NOW]);
}

/** The files are the unit's own of this point; without one the outcome has to carry the proof. */
async function refuseUnsupported(tx: Transaction, input: ApplyForCompletionInput): Promise<void> {
  if (!isSupported(input.outcome, input.evidenceIds.length)) {
    const sentence = "请选择佐证材料；确无附件的，请在办结结果里写明成果和存放处（不少于 20 字）。";
    throw new Refusal("INVALID", "办结申请还需补充。", { outcome: sentence });
  }
  const known = await tx.evidenceFile.count({
    where: {
      id: { in: input.evidenceIds },
      assignmentId: input.assignmentId,
      OR: [{ removedAt: null }, { updates: { some: {} } }],
    },
  });
  if (known === new Set(input.evidenceIds).size) return;
  throw new Refusal("INVALID", "办结申请还需修改。", {
    evidenceIds: "所选佐证材料中有的已被移除，请重新选择。",
  });
}

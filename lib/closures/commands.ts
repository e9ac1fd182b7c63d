import "server-only";
import { recordEntry } from "../audit/commands";
import { lockSide, refuseOvertaken, staffOfSide } from "../completions/side";
import { shanghaiDate, toDbDate } from "../dates";
import type { CompletionState } from "../glossary";
import { notify } from "../notifications/commands";
import { paths } from "../paths";
import { transact } from "../platform/db";
import { notFound, Refusal } from "../platform/refusal";
import { type Actor, may } from "../policy";
import type { ConfirmClosureInput, ReopenClosureInput } from "./schema";

const NOT_YET: Partial<Record<CompletionState, string>> = {
  NONE: "这一侧还没有办结申请，请责任单位先申请办结。",
  REOPENED: "这一侧重新办理后还没有新的办结申请，请责任单位重新申请办结。",
  REJECTED: "这一侧的办结申请已被退回，请责任单位补充后重新申请。",
  APPLIED: "这一侧的办结申请还没有核验，请先核验。",
};

/**
 * 销号: the reviewer confirms that one city's side of a point is finished, on a verified
 * application, with its outcome. The point is done when all its sides are.
 */
export async function confirmClosure(
  actor: Actor,
  input: ConfirmClosureInput,
  now: Date,
): Promise<void> {
  if (!may(actor, "closure.confirm", input)) throw notFound();
  await transact(async (tx) => {
    const side = await lockSide(tx, input, shanghaiDate(now));
    if (side.units.length === 0) throw notFound();
    if (side.state === "CLOSED") throw new Refusal("STALE", "该市已销号，请刷新查看。");
    if (side.state !== "VERIFIED" || !side.application) {
      throw new Refusal("INVALID", NOT_YET[side.state] ?? "这一侧还不能销号。");
    }
    refuseOvertaken(side);
    const closure = await tx.closure.create({
      data: {
        pointId: input.pointId,
        cityId: input.cityId,
        outcome: input.outcome,
        applicationId: side.application.id,
        closedById: actor.accountId,
        closedOn: toDbDate(shanghaiDate(now)),
        demonstration: actor.demonstration,
      },
    });
    const message = {
      to: await staffOfSide(tx, side),
      kind: "COMPLETION" as const,
      text: `第 ${side.number} 项（${side.cityName}侧）已销号`,
      path: paths.point(side.number),
      sameAs: `closure:${closure.id}:confirmed`,
    };
    await notify(tx, actor, message, now);
    await recordEntry(
      tx,
      actor,
      {
        action: "closure.confirm",
        subject: `work-point:${input.pointId}`,
        after: {
          closureId: closure.id,
          cityId: input.cityId,
          applicationId: side.application.id,
          outcome: input.outcome,
        },
        planId: side.planId,
      },
      now,
    );
  }, "该市已销号，请刷新查看。");
}

/**
 * Takes a 销号 back with a reason; the side's light is computed again from this day on, and a new
 * application is needed before the next 销号.
 */
export async function reopenClosure(
  actor: Actor,
  input: ReopenClosureInput,
  now: Date,
): Promise<void> {
  await transact(async (tx) => {
    const closure = await tx.closure.findUnique({
      where: { id: input.closureId },
      select: { id: true, pointId: true, cityId: true },
    });
    if (!closure || !may(actor, "closure.confirm", closure)) throw notFound();
    const side = await lockSide(tx, closure, shanghaiDate(now));
    if (side.closure?.id !== closure.id || side.closure.reopened) {
      throw new Refusal("STALE", "这一侧已经重新办理，请刷新查看。");
    }
    await tx.closure.update({
      where: { id: closure.id },
      data: {
        reopenedById: actor.accountId,
        reopenedOn: toDbDate(shanghaiDate(now)),
        reopenReason: input.reason,
      },
    });
    const message = {
      to: await staffOfSide(tx, side),
      kind: "COMPLETION" as const,
      text: `第 ${side.number} 项（${side.cityName}侧）重新办理：${input.reason}`,
      path: paths.point(side.number),
      sameAs: `closure:${closure.id}:reopened`,
    };
    await notify(tx, actor, message, now);
    await recordEntry(
      tx,
      actor,
      {
        action: "closure.reopen",
        subject: `work-point:${closure.pointId}`,
        before: { closureId: closure.id },
        after: { reason: input.reason },
        planId: side.planId,
      },
      now,
    );
  });
}

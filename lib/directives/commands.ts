import "server-only";
import { recordEntry } from "../audit/commands";
import { shanghaiDate, toDbDate } from "../dates";
import { dueDay } from "../format";
import { DIRECTIVE_LEVEL_NAMES } from "../glossary";
import { notify } from "../notifications/commands";
import { paths } from "../paths";
import { transact } from "../platform/db";
import { notFound, Refusal } from "../platform/refusal";
import { type Actor, may } from "../policy";
import {
  brief,
  findPlace,
  insertDirective,
  lockDirective,
  mailUnits,
  matterOf,
  refuseWithdrawn,
  staffOfUnits,
} from "./desk";
import { directedStatus, owesReply } from "./rules";
import type {
  DecideReplyInput,
  IssueDirectiveInput,
  ReplyInput,
  WithdrawDirectiveInput,
} from "./schema";

/** 批示: a leader tells units of their city what to do about a point, a chapter or a unit, and by when. */
export async function issueDirective(
  actor: Actor,
  input: IssueDirectiveInput,
  now: Date,
): Promise<{ directiveId: number }> {
  const today = shanghaiDate(now);
  return transact(async (tx) => {
    const place = await findPlace(tx, actor, input, today);
    const chosen = new Set(input.unitIds);
    const units = place.units.filter(({ id }) => chosen.has(id));
    if (units.length < chosen.size || !units.every((unit) => may(actor, "directive.issue", unit))) {
      throw notFound();
    }
    if (input.dueOn < today) {
      throw new Refusal("INVALID", "批示还需修改。", { dueOn: "答复时限不能早于今天。" });
    }
    const directiveId = await insertDirective(tx, actor, place, input, now);
    const message = {
      to: await staffOfUnits(tx, [...chosen]),
      kind: "DIRECTIVE" as const,
      text: `${place.title}有${DIRECTIVE_LEVEL_NAMES[input.level]}批示，请于 ${dueDay(input.dueOn, today)}前答复：${brief(input.text)}`,
      path: paths.directive(directiveId),
      sameAs: `directive:${directiveId}:issued`,
    };
    await notify(tx, actor, message, now);
    await mailUnits(tx, message, `${place.title}有${DIRECTIVE_LEVEL_NAMES[input.level]}批示`, now);
    const { pointId, chapterId, unitId, planId } = place;
    const { text, level, dueOn } = input;
    const entry = {
      action: "directive.issue",
      subject: `directive:${directiveId}`,
      after: { pointId, chapterId, unitId, text, level, dueOn, unitIds: [...chosen] },
      planId,
    };
    await recordEntry(tx, actor, entry, now);
    return { directiveId };
  });
}

const ANSWERED = "本单位已由他人答复，您写的内容仍在本页；请查看已有的答复。";

/** 答复 of one addressed unit, to a 批示 or 督办单, with the files that stand beside it; its author is told at once. */
export async function replyToDirective(actor: Actor, input: ReplyInput, now: Date): Promise<void> {
  await transact(async (tx) => {
    const desk = await lockDirective(tx, input.directiveId);
    const unit = desk.units.find(({ id }) => id === input.unitId);
    if (!unit || !may(actor, "directive.reply", { unitId: unit.id })) throw notFound();
    refuseWithdrawn(desk);
    const matter = matterOf(desk);
    const today = shanghaiDate(now);
    const owes = owesReply(directedStatus(desk, unit, today).state);
    if (!owes || unit.replies.length !== input.seen) throw new Refusal("STALE", ANSWERED);
    const reply = await tx.directiveReply.create({
      data: {
        directiveId: desk.id,
        unitId: unit.id,
        version: unit.replies.length + 1,
        text: input.text,
        authorId: actor.accountId,
        repliedAt: now,
        repliedOn: toDbDate(today),
        demonstration: actor.demonstration,
      },
    });
    const files = await tx.$executeRaw`
      INSERT INTO directive_evidence (reply_id, evidence_id)
      SELECT ${reply.id}, e.id FROM evidence_files e
       WHERE e.directive_id = ${desk.id} AND e.unit_id = ${unit.id} AND e.removed_at IS NULL
         AND NOT EXISTS (SELECT 1 FROM directive_evidence WHERE evidence_id = e.id)`;
    const message = {
      to: [desk.issuedById],
      kind: matter.news.answered,
      text: `${unit.name}答复${matter.mine}：${brief(input.text)}`,
      path: matter.path,
      sameAs: `directive:${desk.id}:reply:${reply.id}`,
    };
    await notify(tx, actor, message, now);
    const entry = {
      action: `${matter.kind}.reply`,
      subject: `${matter.kind}:${desk.id}`,
      after: { unitId: unit.id, version: reply.version, text: input.text, files },
      planId: desk.planId,
    };
    await recordEntry(tx, actor, entry, now);
  }, ANSWERED);
}

const DECIDED = "这次答复已由他人处理，您写的意见仍在本页；请查看处理结果。";

/** 认可 of a reply, or 要求补充 with what is missing and by when; once. */
export async function decideReply(
  actor: Actor,
  { replyId, decision, opinion, dueOn }: DecideReplyInput,
  now: Date,
): Promise<void> {
  await transact(async (tx) => {
    const asked = await tx.directiveReply.findUnique({ where: { id: replyId } });
    if (!asked) throw notFound();
    const desk = await lockDirective(tx, asked.directiveId);
    const unit = desk.units.find(({ id }) => id === asked.unitId);
    const matter = matterOf(desk);
    const subject = { cityId: unit?.cityId ?? null, accountId: desk.issuedById };
    if (!unit || !may(actor, matter.accept, subject)) throw notFound();
    refuseWithdrawn(desk);
    const last = unit.replies.at(-1);
    if (last?.id !== replyId || last.decision !== null) throw new Refusal("STALE", DECIDED);
    const today = shanghaiDate(now);
    const again = decision === "ASKED_AGAIN" ? (dueOn ?? today) : null;
    if (again !== null && again < today) {
      throw new Refusal("INVALID", "意见还需修改。", { dueOn: "补充时限不能早于今天。" });
    }
    await tx.directiveDecision.create({
      data: {
        replyId,
        decision,
        opinion,
        dueOn: again === null ? null : toDbDate(again),
        deciderId: actor.accountId,
        decidedAt: now,
        decidedOn: toDbDate(today),
        demonstration: actor.demonstration,
      },
    });
    const staff = await staffOfUnits(tx, [unit.id]);
    const message = {
      // The author learns what was decided in their name.
      to: [...staff, desk.issuedById],
      kind: matter.news.asked,
      text:
        again === null
          ? `${unit.name}对${matter.mine.replace(/^对/, "")}的答复已认可`
          : `${matter.about}要求${unit.name}在 ${dueDay(again, today)}前补充：${brief(opinion)}`,
      path: matter.path,
      sameAs: `directive:${desk.id}:decision:${replyId}`,
    };
    await notify(tx, actor, message, now);
    if (again !== null) await mailUnits(tx, message, `${matter.about}要求补充答复`, now);
    const entry = {
      action: `${matter.kind}.${again === null ? "accept" : "ask-again"}`,
      subject: `${matter.kind}:${desk.id}`,
      before: { unitId: unit.id, version: last.version },
      after: { opinion, dueOn: again },
      planId: desk.planId,
    };
    await recordEntry(tx, actor, entry, now);
  }, DECIDED);
}

/** 撤回 by whoever may, with a reason; the record stays, nobody has to answer any more. */
export async function withdrawDirective(
  actor: Actor,
  { directiveId, reason }: WithdrawDirectiveInput,
  now: Date,
): Promise<void> {
  await transact(async (tx) => {
    const desk = await lockDirective(tx, directiveId);
    const matter = matterOf(desk);
    const subject = { accountId: desk.issuedById, cityId: desk.order?.cityId ?? null };
    if (!may(actor, matter.withdraw, subject)) throw notFound();
    if (desk.withdrawn) throw new Refusal("STALE", `这份${matter.noun}已经撤回，请刷新查看。`);
    const today = shanghaiDate(now);
    if (desk.units.every((unit) => directedStatus(desk, unit, today).state === "SETTLED")) {
      throw new Refusal("STALE", `各承办单位的答复都已认可，${matter.noun}已办结，不能再撤回。`);
    }
    const { text } = await tx.directive.update({
      where: { id: directiveId },
      data: {
        withdrawnById: actor.accountId,
        withdrawnAt: now,
        withdrawnOn: toDbDate(today),
        withdrawReason: reason,
      },
      select: { text: true },
    });
    const message = {
      to: [
        ...(await staffOfUnits(
          tx,
          desk.units.map(({ id }) => id),
        )),
        // A 督办单 may be taken back by another than who issued it.
        desk.issuedById,
      ],
      kind: matter.news.asked,
      text: `${matter.about}已撤回：${brief(reason)}`,
      path: matter.path,
      sameAs: `directive:${desk.id}:withdrawn`,
    };
    await notify(tx, actor, message, now);
    await mailUnits(tx, message, `${matter.about}已撤回`, now);
    const entry = {
      action: `${matter.kind}.withdraw`,
      subject: `${matter.kind}:${directiveId}`,
      before: { text },
      after: { reason },
      planId: desk.planId,
    };
    await recordEntry(tx, actor, entry, now);
  });
}

import "server-only";
import { recordEntry } from "../audit/commands";
import { shanghaiDate, toDbDate } from "../dates";
import { mailAtOnce } from "../deliveries/commands";
import { monthDay } from "../format";
import { DIRECTIVE_LEVEL_NAMES } from "../glossary";
import { notify } from "../notifications/commands";
import { paths } from "../paths";
import { type Transaction, transact } from "../platform/db";
import { notFound, Refusal } from "../platform/refusal";
import { type Actor, may } from "../policy";
import { findPlace, lockDirective, refuseWithdrawn, staffOfUnits } from "./desk";
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
    const { planId, pointId, chapterId, unitId } = place;
    const directive = await tx.directive.create({
      data: {
        planId,
        pointId,
        chapterId,
        unitId,
        text: input.text,
        level: input.level,
        dueOn: toDbDate(input.dueOn),
        issuedById: actor.accountId,
        issuedAt: now,
        issuedOn: toDbDate(today),
        demonstration: actor.demonstration,
        units: { create: units.map((unit) => ({ unitId: unit.id })) },
      },
    });
    const message = {
      to: await staffOfUnits(tx, [...chosen]),
      kind: "DIRECTIVE" as const,
      text: `${place.title}有${DIRECTIVE_LEVEL_NAMES[input.level]}批示，请于 ${monthDay(input.dueOn)}前答复：${brief(input.text)}`,
      path: paths.directive(directive.id),
      sameAs: `directive:${directive.id}:issued`,
    };
    await notify(tx, actor, message, now);
    await mail(tx, message, `${place.title}有${DIRECTIVE_LEVEL_NAMES[input.level]}批示`, now);
    const { text, level, dueOn } = input;
    const entry = {
      action: "directive.issue",
      subject: `directive:${directive.id}`,
      after: { pointId, chapterId, unitId, text, level, dueOn, unitIds: [...chosen] },
      planId,
    };
    await recordEntry(tx, actor, entry, now);
    return { directiveId: directive.id };
  });
}

const ANSWERED = "本单位已由他人答复，您写的内容仍在本页；请查看已有的答复。";

/** 答复 of one addressed unit with the files that stand beside it; its author is told at once. */
export async function replyToDirective(actor: Actor, input: ReplyInput, now: Date): Promise<void> {
  await transact(async (tx) => {
    const desk = await lockDirective(tx, input.directiveId);
    const unit = desk.units.find(({ id }) => id === input.unitId);
    if (!unit || !may(actor, "directive.reply", { unitId: unit.id })) throw notFound();
    refuseWithdrawn(desk);
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
      kind: "DIRECTIVE_REPLY" as const,
      text: `${unit.name}答复${desk.title}的批示：${brief(input.text)}`,
      path: paths.directive(desk.id),
      sameAs: `directive:${desk.id}:reply:${reply.id}`,
    };
    await notify(tx, actor, message, now);
    const entry = {
      action: "directive.reply",
      subject: `directive:${desk.id}`,
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
    const subject = { cityId: unit?.cityId ?? null, accountId: desk.issuedById };
    if (!unit || !may(actor, "directive.accept", subject)) throw notFound();
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
      kind: "DIRECTIVE" as const,
      text:
        again === null
          ? `${unit.name}对${desk.title}批示的答复已认可`
          : `${desk.title}的批示要求${unit.name}在 ${monthDay(again)}前补充：${brief(opinion)}`,
      path: paths.directive(desk.id),
      sameAs: `directive:${desk.id}:decision:${replyId}`,
    };
    await notify(tx, actor, message, now);
    if (again !== null) await mail(tx, message, `${desk.title}的批示要求补充答复`, now);
    const entry = {
      action: again === null ? "directive.accept" : "directive.ask-again",
      subject: `directive:${desk.id}`,
      before: { unitId: unit.id, version: last.version },
      after: { opinion, dueOn: again },
      planId: desk.planId,
    };
    await recordEntry(tx, actor, entry, now);
  }, DECIDED);
}

/** 撤回 by its author with a reason; the record stays, nobody has to answer any more. */
export async function withdrawDirective(
  actor: Actor,
  { directiveId, reason }: WithdrawDirectiveInput,
  now: Date,
): Promise<void> {
  await transact(async (tx) => {
    const desk = await lockDirective(tx, directiveId);
    if (!may(actor, "directive.withdraw", { accountId: desk.issuedById })) throw notFound();
    if (desk.withdrawn) throw new Refusal("STALE", "这份批示已经撤回，请刷新查看。");
    const today = shanghaiDate(now);
    if (desk.units.every((unit) => directedStatus(desk, unit, today).state === "SETTLED")) {
      throw new Refusal("STALE", "各承办单位的答复都已认可，批示已办结，不能再撤回。");
    }
    await tx.directive.update({
      where: { id: directiveId },
      data: {
        withdrawnById: actor.accountId,
        withdrawnAt: now,
        withdrawnOn: toDbDate(today),
        withdrawReason: reason,
      },
    });
    const message = {
      to: await staffOfUnits(
        tx,
        desk.units.map(({ id }) => id),
      ),
      kind: "DIRECTIVE" as const,
      text: `${desk.title}的批示已撤回：${brief(reason)}`,
      path: paths.directive(desk.id),
      sameAs: `directive:${desk.id}:withdrawn`,
    };
    await notify(tx, actor, message, now);
    await mail(tx, message, `${desk.title}的批示已撤回`, now);
    const entry = {
      action: "directive.withdraw",
      subject: `directive:${directiveId}`,
      after: { reason },
      planId: desk.planId,
    };
    await recordEntry(tx, actor, entry, now);
  });
}

/** What a unit has to do, or no longer has to, reaches it by mail at once, as a returned report does. */
function mail(
  tx: Transaction,
  message: { sameAs: string; text: string; path: string },
  what: string,
  now: Date,
): Promise<void> {
  const { sameAs } = message;
  return mailAtOnce(tx, { ...message, about: sameAs, subject: `对口合作督办：${what}` }, now);
}

// A message is one line; the whole stands where it leads.
function brief(text: string): string {
  const line = text.replace(/\s+/g, " ");
  return [...line].length > 60 ? `${[...line].slice(0, 60).join("")}…` : line;
}

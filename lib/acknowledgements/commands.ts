import "server-only";
import { lockPointEntries, setEntries } from "../assignments/commands";
import { recordEntry } from "../audit/commands";
import { shanghaiDate, toDbDate } from "../dates";
import { ASSIGNMENT_ROLE_NAMES } from "../glossary";
import { notify, officeOf, staffOf } from "../notifications/commands";
import { paths } from "../paths";
import { type Transaction, transact } from "../platform/db";
import { notFound, Refusal } from "../platform/refusal";
import { type Actor, may, mayEver } from "../policy";
import type { AcknowledgeInput, AnswerObjectionInput, RaiseObjectionInput } from "./schema";

const TAKEN = "其中有分工已签收或刚被调整，页面已更新，请核对后再签收。";

/** 签收: a person of the unit says that it knows what it was assigned; all that is named, or nothing. */
export async function acknowledge(
  actor: Actor,
  input: AcknowledgeInput,
  now: Date,
): Promise<{ terms: number }> {
  const today = toDbDate(shanghaiDate(now));
  return transact(async (tx) => {
    const terms = await lockTerms(tx, input.termIds);
    if (terms.some(({ unitId }) => !may(actor, "assignment.acknowledge", { unitId }))) {
      throw notFound();
    }
    if (terms.some(({ ended, acknowledged }) => ended || acknowledged)) {
      throw new Refusal("STALE", TAKEN);
    }
    if (terms.some(({ objected }) => objected)) {
      throw new Refusal("INVALID", "其中有分工已提出异议，正在等待答复，请先不签收这一项。");
    }
    await tx.acknowledgement.createMany({
      data: terms.map(({ id }) => ({
        termId: id,
        accountId: actor.accountId,
        acknowledgedAt: now,
        acknowledgedOn: today,
        demonstration: actor.demonstration,
      })),
    });
    const after = { points: terms.map(({ number }) => number) };
    const [first] = terms;
    if (!first || terms.some(({ planId }) => planId !== first.planId)) throw notFound();
    const event = { action: "assignment.acknowledge", planId: first.planId };
    await recordEntry(tx, actor, { ...event, subject: `unit:${first.unitId}`, after }, now);
    return { terms: terms.length };
  }, TAKEN);
}

/** 异议: the unit holds that it should not carry this, or not so; one waits at a time. */
export async function raiseObjection(
  actor: Actor,
  input: RaiseObjectionInput,
  now: Date,
): Promise<void> {
  const taken = "这一项已有异议正在等待答复，请刷新查看。";
  await transact(async (tx) => {
    const [term] = await lockTerms(tx, [input.termId]);
    if (!term || !may(actor, "assignment.acknowledge", term)) throw notFound();
    if (term.ended) throw new Refusal("STALE", "这项分工刚被调整，页面已更新，请重新核对。");
    if (term.objected) throw new Refusal("STALE", taken);
    if (term.acknowledged) {
      throw new Refusal("INVALID", "已签收的分工不再提异议；确需调整请联系对口合作办。");
    }
    const { id } = await tx.objection.create({
      data: {
        termId: term.id,
        reason: input.reason,
        raisedById: actor.accountId,
        raisedAt: now,
        raisedOn: toDbDate(shanghaiDate(now)),
        demonstration: actor.demonstration,
      },
    });
    const message = {
      to: await officeOf(tx, term.planId, ["ADMIN", "REVIEWER"], term.cityId),
      kind: "OBJECTION" as const,
      text: `${term.unitName}对第 ${term.number} 项的分工（${ASSIGNMENT_ROLE_NAMES[term.role]}）提出异议，请答复`,
      path: paths.acknowledgements({ state: "OBJECTED" }),
      sameAs: `objection:${id}:raised`,
    };
    await notify(tx, actor, message, now);
    const subject = `assignment:${term.assignmentId}`;
    const after = { objectionId: id, reason: input.reason };
    const event = { action: "objection.raise", subject, after, planId: term.planId };
    await recordEntry(tx, actor, event, now);
  }, taken);
}

/** Answers an objection once: accepted, the assignment changes in the same step; declined, with the reason. */
export async function answerObjection(
  actor: Actor,
  input: AnswerObjectionInput,
  now: Date,
): Promise<void> {
  if (!mayEver(actor, "objection.answer")) throw notFound();
  const today = toDbDate(shanghaiDate(now));
  await transact(async (tx) => {
    const found = await tx.objection.findUnique({
      where: { id: input.objectionId },
      select: { termId: true, reason: true },
    });
    if (!found) throw notFound();
    const [term] = await lockTerms(tx, [found.termId]);
    if (!term || !may(actor, "objection.answer", term)) throw notFound();
    const { count } = await tx.objection.updateMany({
      where: { id: input.objectionId, decision: null },
      data: {
        decision: input.outcome === "DECLINED" ? "DECLINED" : "ACCEPTED",
        answer: input.answer,
        decidedById: actor.accountId,
        decidedAt: now,
        decidedOn: today,
      },
    });
    if (count === 0) throw new Refusal("STALE", "这条异议已由他人答复，请刷新查看。");
    if (input.outcome !== "DECLINED" && !term.ended) await change(tx, actor, term, input, today);
    const result = RESULTS[input.outcome];
    const message = {
      to: await staffOf(tx, term.assignmentId),
      kind: "OBJECTION" as const,
      text: `第 ${term.number} 项的异议${result}${input.answer && `：${input.answer}`}`,
      path: paths.acknowledgements(),
      sameAs: `objection:${input.objectionId}:answered`,
    };
    await notify(tx, actor, message, now);
    await recordEntry(
      tx,
      actor,
      {
        action: input.outcome === "DECLINED" ? "objection.decline" : "objection.accept",
        subject: `assignment:${term.assignmentId}`,
        before: { objectionId: input.objectionId, reason: found.reason, role: term.role },
        after: { outcome: input.outcome, answer: input.answer },
        planId: term.planId,
      },
      now,
    );
  });
}

const RESULTS = {
  OUT: "已采纳，本单位不再承担这一项",
  LEAD: "已采纳，改为牵头",
  RESPONSIBLE: "已采纳，改为责任",
  SUPPORT: "已采纳，改为配合",
  DECLINED: "未采纳，请签收",
} as const;

async function change(
  tx: Transaction,
  actor: Actor,
  term: Term,
  { outcome }: AnswerObjectionInput,
  today: Date,
): Promise<void> {
  if (outcome === "DECLINED") return;
  if (outcome === term.role) {
    const sentence = `该单位现在就是${ASSIGNMENT_ROLE_NAMES[outcome]}；请选别的角色、移出或不采纳。`;
    throw new Refusal("INVALID", sentence, { outcome: sentence });
  }
  const terms = await lockPointEntries(tx, term.pointId);
  const wanted = terms.flatMap(({ entry }) => {
    if (entry.unitId !== term.unitId) return [entry];
    return outcome === "OUT" ? [] : [{ ...entry, role: outcome }];
  });
  await setEntries(tx, actor, { id: term.pointId, planId: term.planId }, { terms, wanted }, today);
}

type Term = {
  id: number;
  assignmentId: number;
  pointId: number;
  planId: number;
  number: number;
  unitId: number;
  unitName: string;
  cityId: number | null;
  role: "LEAD" | "RESPONSIBLE" | "SUPPORT";
  ended: boolean;
  acknowledged: boolean;
  objected: boolean;
};

/** The terms with their points locked, so that acknowledging, objecting and re-assigning happen in turn. */
async function lockTerms(tx: Transaction, ids: number[]): Promise<Term[]> {
  await tx.$executeRaw`
    SELECT 1 FROM work_points WHERE id IN (
      SELECT a.point_id FROM assignment_terms t JOIN assignments a ON a.id = t.assignment_id
       WHERE t.id = ANY(${ids})) ORDER BY id FOR UPDATE`;
  const terms = await tx.$queryRaw<Term[]>`
    SELECT t.id, a.id AS "assignmentId", a.point_id AS "pointId", a.plan_id AS "planId", wp.number,
           u.id AS "unitId", u.name AS "unitName", u.city_id AS "cityId", t.role, t.ends_on IS NOT NULL AS ended,
           EXISTS (SELECT 1 FROM acknowledgements WHERE term_id = t.id) AS acknowledged,
           EXISTS (SELECT 1 FROM objections WHERE term_id = t.id AND decision IS NULL) AS objected
      FROM assignment_terms t
      JOIN assignments a ON a.id = t.assignment_id
      JOIN work_points wp ON wp.id = a.point_id
      JOIN units u ON u.id = a.unit_id AND u.kind <> 'GROUP'
     WHERE t.id = ANY(${ids})`;
  if (terms.length !== ids.length) throw notFound();
  return terms;
}

import "server-only";
import { recordEntry } from "../audit/commands";
import { DOCX, fileName } from "../bulletins/docx-paragraphs";
import { issuingOfficeOn } from "../bulletins/queries";
import { getOrder } from "../dashboards/orders";
import { getBoard } from "../dashboards/queries";
import { shanghaiDate } from "../dates";
import { brief, insertDirective, mailUnits, staffOfUnits } from "../directives/desk";
import { LEVEL_OF_GRADE, orderName } from "../directives/rules";
import { dueDay } from "../format";
import { ORDER_GRADE_NAMES } from "../glossary";
import { notify } from "../notifications/commands";
import { paths } from "../paths";
import { type Transaction, transact } from "../platform/db";
import { notFound, Refusal } from "../platform/refusal";
import type { Actor } from "../policy";
import { orderFile } from "./docx";
import { getOrderDesk, type OrderDesk } from "./queries";
import { issueFault } from "./rules";
import type { IssueOrderInput } from "./schema";

const OVERTAKEN = "这一侧刚有人发出或撤回了督办单，您写的还在框里；请刷新核对后再决定发不发。";

/**
 * 督办单: the office tells units of one side of a point what to do and by when, under the next number
 * of its grade. The reason is what the board says today; it is kept. Of two people who issue on what
 * they saw together, the second is told.
 */
export async function issueOrder(
  actor: Actor,
  input: IssueOrderInput,
  now: Date,
): Promise<{ orderId: number }> {
  const today = shanghaiDate(now);
  const desk = await getOrderDesk(actor, input, today);
  const units = desk.units.filter(({ id }) => input.unitIds.includes(id));
  if (units.length < new Set(input.unitIds).size) throw notFound();
  if (input.dueOn < today) {
    throw new Refusal("INVALID", "督办单还需修改。", { dueOn: "答复时限不能早于今天。" });
  }
  const { plan, point, side, reason, suggestion } = desk;
  const { id: planId, year } = plan;
  return transact(async (tx) => {
    const ordinal = await nextOrdinal(tx, desk);
    if (ordinal - 1 !== input.seen) throw new Refusal("STALE", OVERTAKEN);
    const fault = issueFault(input.grade, desk.record, desk.point.halted);
    if (fault !== null) throw new Refusal("INVALID", fault, { grade: fault });
    const { grade, text, dueOn } = input;
    const number = await nextNumber(tx, planId, grade);
    const unitIds = units.map(({ id }) => id);
    const orderId = await insertDirective(
      tx,
      actor,
      { planId, pointId: point.id, chapterId: null, unitId: null },
      { text, dueOn, level: LEVEL_OF_GRADE[grade], unitIds },
      now,
    );
    const cityId = side.city.id;
    await tx.supervisionOrder.create({
      data: {
        directiveId: orderId,
        planId,
        pointId: point.id,
        cityId,
        grade,
        number,
        ordinal,
        reason,
      },
    });
    const message = {
      to: await staffOfUnits(tx, unitIds),
      kind: "ORDER" as const,
      text: `第 ${point.number} 项有${ORDER_GRADE_NAMES[grade]}督办单${orderName({ grade, year, number })}，请于 ${dueDay(dueOn, today)}前答复：${brief(text)}`,
      path: paths.order(orderId),
      sameAs: `order:${orderId}:issued`,
    };
    await notify(tx, actor, message, now);
    const name = `${ORDER_GRADE_NAMES[grade]}督办单${orderName({ grade, year, number })}`;
    await mailUnits(tx, message, `第 ${point.number} 项有${name}`, now);
    const suggested = suggestion?.grade ?? null;
    const after = { pointId: point.id, cityId, grade, suggested, year, number, reason };
    const entry = {
      action: "order.issue",
      subject: `order:${orderId}`,
      after: { ...after, text, dueOn, unitIds },
      planId,
    };
    await recordEntry(tx, actor, entry, now);
    return { orderId };
  }, OVERTAKEN);
}

export type OrderFile = { name: string; type: string; pieces: Uint8Array[] };

/** A 督办单 with its 回执 in Word, for whoever may read it. Noted in the audit log. */
export async function exportOrder(actor: Actor, id: number, now: Date): Promise<OrderFile> {
  const board = await getBoard(actor, shanghaiDate(now));
  const { view } = await getOrder(actor, board, id);
  const bytes = await orderFile({
    view,
    city: board.cities.find(({ id: city }) => city === view.order.cityId)?.shortName ?? "",
    plan: board.plan,
    issuingOffice: await issuingOfficeOn(board.plan.id, view.issuedOn),
    demonstration: actor.plan?.demonstration === true,
  });
  const name = fileName(["督办单", view.order.name, view.target.title.slice(0, 30)]);
  const after = { fileName: name, size: bytes.byteLength };
  const entry = { action: "order.export", subject: `order:${id}`, after };
  await transact((tx) => recordEntry(tx, actor, entry, now));
  return { name, type: DOCX, pieces: [bytes] };
}

/** Numbers follow one another, and orders of a side do: the second of two issues waits for the first. */
async function nextOrdinal(tx: Transaction, desk: OrderDesk): Promise<number> {
  const { plan, point, side } = desk;
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(${LOCK}::int, ${plan.id}::int)`;
  const where = { pointId: point.id, cityId: side.city.id };
  return 1 + (await tx.supervisionOrder.count({ where }));
}

async function nextNumber(tx: Transaction, planId: number, grade: IssueOrderInput["grade"]) {
  const where = { planId, grade };
  const { _max } = await tx.supervisionOrder.aggregate({ where, _max: { number: true } });
  return 1 + (_max.number ?? 0);
}

// Any number will do as long as nothing else in this database uses it.
const LOCK = 20241124;

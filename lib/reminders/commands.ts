import "server-only";
import { recordEntry } from "../audit/commands";
import { getBoard } from "../dashboards/queries";
import { type IsoDate, shanghaiDate, toDbDate } from "../dates";
import { mailEachAtOnce } from "../deliveries/commands";
import { dueDay, fillIn, month } from "../format";
import { notify, notifyEach, staffOfAll } from "../notifications/commands";
import { paths } from "../paths";
import { type Transaction, transact } from "../platform/db";
import { notFound, Refusal } from "../platform/refusal";
import { type Actor, may } from "../policy";
import { owedReports } from "./owed";
import type { AnswerReminderInput, NudgeChoice, SendRemindersInput } from "./schema";

/**
 * 催办: one record for each chosen report and a message to who answers for it, in one transaction and
 * a bounded number of statements. Left out is what nobody owes (handed in, locked, 销号, paused,
 * before the unit had the point), whatever the page sent, and what somebody else nudged for since the
 * page was drawn: a second press of the button sends nothing twice.
 */
export async function sendReminders(
  actor: Actor,
  input: SendRemindersInput,
  now: Date,
): Promise<{ sent: number; left: number }> {
  const today = shanghaiDate(now);
  const owed = await owedOn(actor, today);
  const choices = new Map(input.reports.map((one) => [keyOf(one), one]));
  return transact(async (tx) => {
    const targets = await lockTargets(tx, [...choices.values()], today);
    if (targets.length < choices.size) throw notFound();
    if (!targets.every((target) => may(actor, "reminder.send", target))) throw notFound();
    const due = targets.filter(
      (target) => owed.has(keyOf(target)) && !target.reported && target.times === target.seen,
    );
    if (due.length === 0) {
      throw new Refusal("STALE", "所选的进展都已报送、销号或暂停，或刚刚已经催办过，请重新选择。");
    }
    const ids = await sendAll(tx, actor, due, input.text, now);
    await recordEntry(
      tx,
      actor,
      {
        action: "reminder.send",
        subject: `reminder:${ids[0]}`,
        after: { reminders: ids, units: due.map(({ unitName }) => unitName), text: input.text },
      },
      now,
    );
    return { sent: due.length, left: targets.length - due.length };
  });
}

const keyOf = ({ assignmentId, month }: { assignmentId: number; month: IsoDate }) =>
  `${assignmentId}.${month}`;

/** What the board of this request says is owed: the rule of the page that offers it, and of the digests. */
async function owedOn(actor: Actor, today: IsoDate): Promise<Set<string>> {
  const owed = owedReports(await getBoard(actor, today));
  return new Set(owed.map(({ assignmentId, period: { month } }) => keyOf({ assignmentId, month })));
}

type Target = NudgeChoice & {
  unitName: string;
  cityId: number | null;
  pointNumber: number;
  pointTitle: string;
  periodId: number;
  dueOn: IsoDate;
  /** handed in by now, and not sent back */
  reported: boolean;
  times: number;
};

/** Locks the assignments, so that nobody hands in or nudges meanwhile, and reads where each stands. */
async function lockTargets(
  tx: Transaction,
  choices: NudgeChoice[],
  today: IsoDate,
): Promise<Target[]> {
  const ids = choices.map(({ assignmentId }) => assignmentId);
  await tx.$executeRaw`SELECT 1 FROM assignments WHERE id = ANY(${ids}) ORDER BY id FOR UPDATE`;
  const day = toDbDate(today);
  return tx.$queryRaw<Target[]>`
    SELECT c."assignmentId", c.month, c.seen, u.name AS "unitName", u.city_id AS "cityId",
           wp.number AS "pointNumber", wp.title AS "pointTitle", p.id AS "periodId",
           to_char(p.due_on, 'YYYY-MM-DD') AS "dueOn",
           EXISTS (SELECT 1 FROM period_approval(a.id, p.id, ${day}))
             OR coalesce(newest.update_id IS NOT NULL
                         AND newest.decision IS DISTINCT FROM 'RETURNED', false) AS reported,
           (SELECT count(*)::int FROM reminders r
             WHERE r.assignment_id = a.id AND r.period_id = p.id) AS times
      FROM json_to_recordset(${JSON.stringify(choices)}::json)
             AS c("assignmentId" int, month text, seen int)
      JOIN assignments a ON a.id = c."assignmentId"
      JOIN units u ON u.id = a.unit_id AND u.kind <> 'GROUP'
      JOIN work_points wp ON wp.id = a.point_id
      JOIN periods p ON p.plan_id = a.plan_id AND p.month = c.month::date
      LEFT JOIN LATERAL newest_version(a.id, p.id, ${day}) newest ON true
     WHERE EXISTS (SELECT 1 FROM assignment_terms t WHERE t.assignment_id = a.id
                      AND t.starts_on <= ${day} AND (t.ends_on IS NULL OR t.ends_on > ${day}))
     ORDER BY p.month, a.id`;
}

/** Their ids, in the order of the targets. */
async function sendAll(
  tx: Transaction,
  actor: Actor,
  targets: Target[],
  template: string,
  now: Date,
): Promise<number[]> {
  const today = shanghaiDate(now);
  const nudges = targets.map((target) => ({ target, text: textOf(target, template, today) }));
  const rows = await tx.reminder.createManyAndReturn({
    data: nudges.map(({ target, text }) => ({
      assignmentId: target.assignmentId,
      periodId: target.periodId,
      text,
      sentById: actor.accountId,
      sentAt: now,
      sentOn: toDbDate(today),
      demonstration: actor.demonstration,
    })),
    select: { id: true, assignmentId: true, periodId: true },
  });
  const idOf = new Map(rows.map((row) => [`${row.assignmentId}.${row.periodId}`, row.id]));
  const sent = nudges.map(({ target, text }) => {
    const id = idOf.get(`${target.assignmentId}.${target.periodId}`);
    if (id === undefined) throw new Error("a nudge that was not written");
    return { id, target, text };
  });
  const staff = await staffOfAll(
    tx,
    targets.map(({ assignmentId }) => assignmentId),
  );
  const fresh = await notifyEach(
    tx,
    sent.flatMap(({ id, target, text }) =>
      (staff.get(target.assignmentId) ?? []).map((accountId) => ({
        accountId,
        demonstration: actor.demonstration,
        planId: actor.plan?.id ?? null,
        kind: "NUDGED" as const,
        text: target.times > 0 ? `${text}（第 ${target.times + 1} 次催办）` : text,
        path: paths.reminder(id),
        sameAs: `nudge:${id}`,
      })),
    ),
    now,
  );
  const ids = sent.map(({ id }) => id);
  await mailEachAtOnce(
    tx,
    {
      keys: fresh.map(({ sameAs, accountId }) => `${sameAs}:${accountId}`),
      about: `nudge:${ids[0]}`,
      subject: "对口合作督办：催办",
      path: paths.reminders({ state: "open" }),
    },
    now,
  );
  return ids;
}

function textOf(target: Target, template: string, today: IsoDate): string {
  return fillIn(template, {
    单位: target.unitName,
    序号: String(target.pointNumber),
    要点: target.pointTitle,
    月份: month(target.month),
    截止日期: dueDay(target.dueOn, today),
  });
}

/** The unit's answer, once and in place; who sent the nudge is told. */
export async function answerReminder(
  actor: Actor,
  input: AnswerReminderInput,
  now: Date,
): Promise<void> {
  await transact(async (tx) => {
    const reminder = await tx.reminder.findUnique({
      where: { id: input.reminderId },
      include: { assignment: { include: { unit: true, point: true } }, period: true },
    });
    const unit = reminder?.assignment.unit;
    if (!reminder || !unit || !may(actor, "reminder.answer", { unitId: unit.id })) throw notFound();
    const { count } = await tx.reminder.updateMany({
      where: { id: reminder.id, answer: null },
      data: { answer: input.answer, answeredById: actor.accountId, answeredAt: now },
    });
    if (count === 0) throw new Refusal("STALE", "这次催办已由本单位其他人答复，页面已更新。");
    await notify(
      tx,
      actor,
      {
        to: [reminder.sentById],
        kind: "ANSWERED",
        text: `${unit.name}答复第 ${reminder.assignment.point.number} 项的催办：${input.answer}`,
        path: paths.reminder(reminder.id),
        sameAs: `answer:${reminder.id}`,
      },
      now,
    );
    await recordEntry(
      tx,
      actor,
      {
        action: "reminder.answer",
        subject: `reminder:${reminder.id}`,
        after: { answer: input.answer },
      },
      now,
    );
  });
}

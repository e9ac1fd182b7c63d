import "server-only";
import { recordEntry } from "../audit/commands";
import { type IsoDate, shanghaiDate, toDbDate } from "../dates";
import { month, monthDay } from "../format";
import { notify, staffOf } from "../notifications/commands";
import { paths } from "../paths";
import { isOpen } from "../periods/rules";
import { type Transaction, transact } from "../platform/db";
import { notFound, Refusal } from "../platform/refusal";
import { type Actor, may } from "../policy";
import { fillTemplate } from "./rules";
import type { AnswerReminderInput, NudgeChoice, SendRemindersInput } from "./schema";

/**
 * 催办: one record for each chosen report and a message to who answers for it, in one transaction.
 * What was handed in or 销号 meanwhile, or nudged for by somebody else since the page was drawn, is
 * left out: a second press of the button sends nothing twice.
 */
export async function sendReminders(
  actor: Actor,
  input: SendRemindersInput,
  now: Date,
): Promise<{ sent: number; left: number }> {
  return transact(async (tx) => {
    const today = shanghaiDate(now);
    const choices = new Map(input.reports.map((one) => [`${one.assignmentId}.${one.month}`, one]));
    const targets = await lockTargets(tx, [...choices.values()], today);
    if (targets.length < choices.size) throw notFound();
    if (!targets.every((target) => may(actor, "reminder.send", target))) throw notFound();
    const due = targets.filter((target) => target.owed && target.times === target.seen);
    if (due.length === 0) {
      throw new Refusal("STALE", "所选的进展都已报送或销号，或刚刚已经催办过，请重新选择。");
    }
    const ids: number[] = [];
    for (const target of due) {
      ids.push(await sendOne(tx, actor, target, input.text, now));
    }
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

type Target = NudgeChoice & {
  unitName: string;
  cityId: number | null;
  pointNumber: number;
  pointTitle: string;
  periodId: number;
  dueOn: IsoDate;
  owed: boolean;
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
  const rows = await tx.$queryRaw<(Target & { month: IsoDate; lockedOn: IsoDate | null })[]>`
    SELECT c."assignmentId", c.month, c.seen, u.name AS "unitName", u.city_id AS "cityId",
           wp.number AS "pointNumber", wp.title AS "pointTitle", p.id AS "periodId",
           to_char(p.due_on, 'YYYY-MM-DD') AS "dueOn",
           to_char(p.locked_on, 'YYYY-MM-DD') AS "lockedOn",
           NOT EXISTS (SELECT 1 FROM period_approval(a.id, p.id, ${day}))
             AND coalesce(newest.decision = 'RETURNED', newest.update_id IS NULL)
             AND NOT EXISTS (SELECT 1 FROM closures cl
                              WHERE cl.point_id = a.point_id AND cl.city_id = u.city_id
                                AND cl.closed_on <= ${day}
                                AND (cl.reopened_on IS NULL OR cl.reopened_on > ${day})) AS owed,
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
  return rows.map(({ lockedOn, ...row }) => ({
    ...row,
    owed:
      row.owed && isOpen({ id: row.periodId, month: row.month, dueOn: row.dueOn, lockedOn }, today),
  }));
}

async function sendOne(
  tx: Transaction,
  actor: Actor,
  target: Target,
  template: string,
  now: Date,
): Promise<number> {
  const text = fillTemplate(template, {
    单位: target.unitName,
    序号: String(target.pointNumber),
    要点: target.pointTitle,
    月份: month(target.month),
    截止日期: monthDay(target.dueOn),
  });
  const { id } = await tx.reminder.create({
    data: {
      assignmentId: target.assignmentId,
      periodId: target.periodId,
      text,
      sentById: actor.accountId,
      sentAt: now,
      sentOn: toDbDate(shanghaiDate(now)),
      demonstration: actor.demonstration,
    },
    select: { id: true },
  });
  const count = target.times + 1;
  await notify(
    tx,
    actor,
    {
      to: await staffOf(tx, target.assignmentId),
      kind: "NUDGED",
      text: count > 1 ? `${text}（第 ${count} 次催办）` : text,
      path: paths.reminder(id),
      sameAs: `nudge:${id}`,
    },
    now,
  );
  return id;
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

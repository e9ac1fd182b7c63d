import "server-only";
import { recordEntry } from "../audit/commands";
import { addDays, fromDbDate, type IsoDate, shanghaiDate, toDbDate } from "../dates";
import { yearMonth } from "../format";
import { type Transaction, transact } from "../platform/db";
import { notFound, Refusal } from "../platform/refusal";
import { type Actor, may } from "../policy";
import {
  addMistake,
  dueMistake,
  monthsAdded,
  overdueOpen,
  type PeriodFacts,
  removeMistake,
  usualDue,
} from "./rules";
import type {
  AddPeriodInput,
  LockOverdueInput,
  LockPeriodInput,
  RemovePeriodInput,
  ReopenPeriodInput,
  SetDueDayInput,
  SetPeriodDueInput,
} from "./schema";

/** 锁定: from today on the period takes no reports. */
export async function lockPeriod(actor: Actor, input: LockPeriodInput, now: Date): Promise<void> {
  const today = shanghaiDate(now);
  const taken = "这一期已锁定，页面已更新。";
  await transact(async (tx) => {
    const period = await managed(tx, actor, input.periodId);
    if (period.lockedOn !== null) throw new Refusal("STALE", taken);
    if (period.month > today) {
      throw new Refusal("INVALID", `${yearMonth(period.month)}还没有开始，不需要锁定。`);
    }
    await tx.periodLock.create({
      data: { periodId: period.id, lockedOn: toDbDate(today), lockedById: actor.accountId },
    });
    await write(tx, actor, period, { lockedOn: today }, { action: "period.lock" }, now);
  }, taken);
}

/** 一并锁定: every period whose due date is over, at once. `upTo` is the last one the page showed. */
export async function lockOverdue(
  actor: Actor,
  { upTo }: LockOverdueInput,
  now: Date,
): Promise<void> {
  const today = shanghaiDate(now);
  const taken = "这几期刚被他人锁定，页面已更新。";
  await transact(async (tx) => {
    const { planId, periods } = await lockPeriods(tx, actor);
    const open = overdueOpen(periods, today).filter(({ month }) => month <= upTo);
    if (open.length === 0) throw new Refusal("STALE", taken);
    await tx.periodLock.createMany({
      data: open.map(({ id }) => ({
        ...{ periodId: id, lockedOn: toDbDate(today), lockedById: actor.accountId },
      })),
    });
    await tx.period.updateMany({
      where: { id: { in: open.map(({ id }) => id) } },
      data: { lockedOn: toDbDate(today) },
    });
    const after = open.map(({ month }) => ({ month, lockedOn: today }));
    const event = { action: "period.lock", subject: `plan:${planId}`, after, planId };
    await recordEntry(tx, actor, event, now);
  }, taken);
}

/** 重新开放 with a reason; the days in which it was locked read as they were. */
export async function reopenPeriod(
  actor: Actor,
  input: ReopenPeriodInput,
  now: Date,
): Promise<void> {
  const today = shanghaiDate(now);
  await transact(async (tx) => {
    const period = await managed(tx, actor, input.periodId);
    if (period.lockedOn === null) throw new Refusal("STALE", "这一期已经开放，页面已更新。");
    await tx.periodLock.updateMany({
      where: { periodId: period.id, reopenedOn: null },
      data: { reopenedOn: toDbDate(today), reopenedById: actor.accountId, reason: input.reason },
    });
    const event = { action: "period.reopen", reason: input.reason };
    await write(tx, actor, period, { lockedOn: null }, event, now);
  });
}

/** 截止日 of a period that is not due yet: what was late or in time stays so. */
export async function setPeriodDue(
  actor: Actor,
  input: SetPeriodDueInput,
  now: Date,
): Promise<void> {
  const today = shanghaiDate(now);
  await transact(async (tx) => {
    const period = await managed(tx, actor, input.periodId);
    const sentence = dueMistake(period, input.dueOn, today);
    if (sentence) throw new Refusal("INVALID", sentence, { dueOn: sentence });
    await write(tx, actor, period, { dueOn: input.dueOn }, { action: "period.set-due" }, now);
  });
}

/**
 * One more month of the plan, beyond the last one with those between: from today on they are among its
 * periods, on no earlier day.
 */
export async function addPeriod(actor: Actor, input: AddPeriodInput, now: Date): Promise<void> {
  const today = shanghaiDate(now);
  const { month } = input;
  await transact(async (tx) => {
    const { planId, periods } = await lockPeriods(tx, actor);
    const dueOn = input.dueOn ?? usualDue(month, periods);
    const months = periods.map((period) => period.month);
    const sentence = addMistake({ month, dueOn }, months, today);
    if (sentence) throw new Refusal("INVALID", sentence, { dueOn: sentence });
    for (const each of monthsAdded(month, months)) {
      const after = { month: each, dueOn: each === month ? dueOn : usualDue(each, periods) };
      const { id } = await tx.period.create({
        data: {
          ...{ planId, addedOn: toDbDate(today) },
          ...{ month: toDbDate(each), dueOn: toDbDate(after.dueOn) },
        },
      });
      const event = { action: "period.add", subject: `period:${id}`, after, planId };
      await recordEntry(tx, actor, event, now);
    }
  }, "这一个月已有填报期，页面已更新。");
}

/** Takes a month out that has not begun and that nobody has used; adding it again brings it back. */
export async function removePeriod(
  actor: Actor,
  input: RemovePeriodInput,
  now: Date,
): Promise<void> {
  const today = shanghaiDate(now);
  await transact(async (tx) => {
    const { planId, periods } = await lockPeriods(tx, actor);
    const period = periods.find(({ id }) => id === input.periodId);
    if (!period) throw notFound();
    const { id, month, dueOn } = period;
    const of = { where: { periodId: id } };
    const uses = [
      await tx.draft.count(of),
      await tx.progressUpdate.count(of),
      await tx.evidenceFile.count(of),
      await tx.reminder.count(of),
      await tx.periodLock.count(of),
    ];
    const facts = { used: uses.some((count) => count > 0), others: periods.length - 1 };
    const sentence = removeMistake(period, facts, today);
    if (sentence) throw new Refusal("INVALID", sentence);
    await tx.period.delete({ where: { id } });
    const event = {
      action: "period.remove",
      subject: `period:${id}`,
      before: { month, dueOn },
      planId,
    };
    await recordEntry(tx, actor, event, now);
  });
}

/** One 截止日 of the month for every period that is not due yet. */
export async function setDueDay(actor: Actor, input: SetDueDayInput, now: Date): Promise<void> {
  const today = shanghaiDate(now);
  await transact(async (tx) => {
    const { planId, periods } = await lockPeriods(tx, actor);
    const changed = periods.flatMap((period) => {
      const dueOn = addDays(period.month, input.day - 1);
      return dueMistake(period, dueOn, today) === null ? [{ ...period, to: dueOn }] : [];
    });
    if (changed.length === 0) {
      const sentence = "没有可改的填报期：都已是这一天，或这一天已过。";
      throw new Refusal("INVALID", sentence, { day: sentence });
    }
    for (const { id, to } of changed) {
      await tx.period.update({ where: { id }, data: { dueOn: toDbDate(to) } });
    }
    const before = changed.map(({ month, dueOn }) => ({ month, dueOn }));
    const after = changed.map(({ month, to }) => ({ month, dueOn: to }));
    const event = { action: "period.set-due", subject: `plan:${planId}`, before, after, planId };
    await recordEntry(tx, actor, event, now);
  });
}

/** The periods of the plan in force; nobody else changes them until the transaction ends. */
async function lockPeriods(tx: Transaction, actor: Actor) {
  const planId = actor.plan?.id;
  if (!may(actor, "year.manage") || planId === undefined) throw notFound();
  await tx.$executeRaw`SELECT 1 FROM periods WHERE plan_id = ${planId} ORDER BY id FOR UPDATE`;
  const rows = await tx.period.findMany({ where: { planId }, orderBy: { month: "asc" } });
  const periods = rows.map(({ id, month, dueOn, lockedOn, addedOn }) => ({
    id,
    month: fromDbDate(month),
    dueOn: fromDbDate(dueOn),
    lockedOn: lockedOn && fromDbDate(lockedOn),
    addedOn: addedOn && fromDbDate(addedOn),
  }));
  return { planId, periods };
}

type Managed = PeriodFacts & { planId: number };

async function managed(tx: Transaction, actor: Actor, id: number): Promise<Managed> {
  if (!may(actor, "year.manage")) throw notFound();
  await tx.$executeRaw`SELECT 1 FROM periods WHERE id = ${id} FOR UPDATE`;
  const period = await tx.period.findUnique({ where: { id } });
  if (!period || period.planId !== actor.plan?.id) throw notFound();
  return {
    id,
    planId: period.planId,
    month: fromDbDate(period.month),
    dueOn: fromDbDate(period.dueOn),
    lockedOn: period.lockedOn && fromDbDate(period.lockedOn),
  };
}

async function write(
  tx: Transaction,
  actor: Actor,
  { id, planId, month, dueOn, lockedOn }: Managed,
  change: { lockedOn: IsoDate | null } | { dueOn: IsoDate },
  { action, ...more }: { action: string; reason?: string },
  now: Date,
): Promise<void> {
  const data = Object.fromEntries(
    Object.entries(change).map(([field, day]) => [field, day && toDbDate(day)]),
  );
  await tx.period.update({ where: { id }, data });
  const before = { month, dueOn, lockedOn };
  const entry = { action, subject: `period:${id}`, before, after: { ...change, ...more }, planId };
  await recordEntry(tx, actor, entry, now);
}

import "server-only";
import { recordEntry } from "../audit/commands";
import { fromDbDate, type IsoDate, shanghaiDate, toDbDate } from "../dates";
import { yearMonth } from "../format";
import { type Transaction, transact } from "../platform/db";
import { notFound, Refusal } from "../platform/refusal";
import { type Actor, may } from "../policy";
import { dueMistake, type PeriodFacts } from "./rules";
import type { LockPeriodInput, ReopenPeriodInput, SetPeriodDueInput } from "./schema";

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

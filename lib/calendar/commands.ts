import "server-only";
import { recordEntry } from "../audit/commands";
import { addDays, fromDbDate, type IsoDate, toDbDate } from "../dates";
import { type Transaction, transact } from "../platform/db";
import { notFound, Refusal } from "../platform/refusal";
import { type Actor, may } from "../policy";
import { isWeekend } from "./rules";
import type { RemoveHolidayInput, SetHolidaysInput } from "./schema";

/** Sets a stretch of days off or worked, over whatever stood there. */
export async function setHolidays(
  actor: Actor,
  { from, until = from, kind, name }: SetHolidaysInput,
  now: Date,
): Promise<void> {
  if (!may(actor, "calendar.change")) throw notFound();
  const isWorkday = kind === "WORKED";
  const days = daysFrom(from, until);
  if (isWorkday && days.some((day) => !isWeekend(day))) {
    throw new Refusal("INVALID", "周一至周五本来就上班，调休补班只能是周末。", {
      from: "调休补班请填周六或周日；要取消放假，请在表中删除那一天。",
    });
  }
  await transact(async (tx) => {
    const before = await read(tx, days);
    for (const date of days.map(toDbDate)) {
      const row = { isWorkday, name };
      await tx.holiday.upsert({ where: { date }, create: { date, ...row }, update: row });
    }
    await recordEntry(
      tx,
      actor,
      { action: "holiday.set", subject: `holiday:${from}`, before, after: { until, kind, name } },
      now,
    );
    await redraw(tx);
  });
}

/** Takes one day out of the table: it is again what the week says. */
export async function removeHoliday(
  actor: Actor,
  { date }: RemoveHolidayInput,
  now: Date,
): Promise<void> {
  if (!may(actor, "calendar.change")) throw notFound();
  await transact(async (tx) => {
    const before = await read(tx, [date]);
    const { count } = await tx.holiday.deleteMany({ where: { date: toDbDate(date) } });
    if (count === 0) throw new Refusal("STALE", "这一天已不在表中，列表已更新。");
    await recordEntry(
      tx,
      actor,
      { action: "holiday.remove", subject: `holiday:${date}`, before },
      now,
    );
    await redraw(tx);
  });
}

function daysFrom(from: IsoDate, until: IsoDate): IsoDate[] {
  const days: IsoDate[] = [];
  for (let day = from; day <= until; day = addDays(day, 1)) days.push(day);
  return days;
}

async function read(tx: Transaction, days: IsoDate[]) {
  const rows = await tx.holiday.findMany({
    where: { date: { in: days.map(toDbDate) } },
    orderBy: { date: "asc" },
  });
  return rows.map((row) => ({ ...row, date: fromDbDate(row.date) }));
}

/** What counts working days on a board is drawn once a revision. */
async function redraw(tx: Transaction): Promise<void> {
  await tx.$executeRaw`UPDATE plans SET revision = revision + 1`;
}

import "server-only";
import { fromDbDate, type IsoDate, toDbDate } from "../dates";
import { db } from "../platform/db";
import { notFound } from "../platform/refusal";
import { type Actor, mayEver } from "../policy";
import type { Holidays } from "./rules";

export type HolidayRow = { date: IsoDate; isWorkday: boolean; name: string };

/** The days of one year that differ from the week, in order; who is limited to some cities reads them too. */
export async function listHolidays(actor: Actor, year: number): Promise<HolidayRow[]> {
  if (!mayEver(actor, "calendar.change")) throw notFound();
  const rows = await db().holiday.findMany({
    where: { date: { gte: toDbDate(`${year}-01-01`), lte: toDbDate(`${year}-12-31`) } },
    orderBy: { date: "asc" },
  });
  return rows.map((row) => ({ ...row, date: fromDbDate(row.date) }));
}

/** The whole table, some forty days a year, for what counts working days. */
export async function readHolidays(): Promise<Holidays> {
  const rows = await db().holiday.findMany({ select: { date: true, isWorkday: true } });
  return new Map(rows.map((row) => [fromDbDate(row.date), row.isWorkday]));
}

import "server-only";
import { fromDbDate, type IsoDate } from "../dates";
import { monthsText } from "../format";
import { notify, officeOf } from "../notifications/commands";
import { paths } from "../paths";
import type { Transaction } from "../platform/db";
import type { Actor } from "../policy";
import { monthsNotAsked } from "./rules";

/**
 * Tells whoever may add periods that a point is now due beyond the last one: until some are added nobody
 * is asked to report in the months between.
 */
export async function tellNotAsked(
  tx: Transaction,
  actor: Actor,
  { planId, number, dueOn }: { planId: number; number: number; dueOn: IsoDate },
  now: Date,
): Promise<void> {
  const periods = await tx.period.findMany({ where: { planId }, select: { month: true } });
  const months = periods.map(({ month }) => ({ month: fromDbDate(month) }));
  const missing = monthsNotAsked(months, dueOn);
  if (missing.length === 0) return;
  const message = {
    to: await officeOf(tx, planId, ["ADMIN"]),
    kind: "EXTENSION" as const,
    text: `第 ${number} 项时限延至 ${dueOn}，晚于最后一个填报期：${monthsText(missing)}没有填报期，请在年度设置增加`,
    path: paths.year(),
    sameAs: `period:not-asked:${planId}:${number}:${dueOn}`,
  };
  await notify(tx, actor, message, now);
}

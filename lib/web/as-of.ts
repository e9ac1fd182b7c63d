import "server-only";
import { notFound } from "next/navigation";
import { z } from "zod";
import { type IsoDate, isIsoDate, shanghaiDate } from "../dates";
import { businessNow, demonstrationDate } from "../platform/clock";

const asOfParameter = z.string().refine(isIsoDate).optional();

/** Today by business time. */
export function today(): IsoDate {
  return shanghaiDate(businessNow());
}

/**
 * The cut-off date in the URL, today without one; what is no date is no page. Days to come hold no
 * records on a real installation and read as today; a demonstration has them.
 */
export function parseAsOf(parameter: string | string[] | undefined): IsoDate {
  const parsed = asOfParameter.safeParse(parameter);
  if (!parsed.success) notFound();
  const now = today();
  if (parsed.data === undefined) return now;
  return parsed.data > now && demonstrationDate() === null ? now : parsed.data;
}

import { firstOfMonth, type IsoDate, lastOfMonth } from "../dates";
import type { Light } from "../status/rules";
import type { PointFilter } from "./schema";

/** Whether a point belongs to what is asked for, at the end of a day. */
export function isAsked(
  point: { light: Light; dueOn: IsoDate },
  { light, due }: PointFilter,
  asOf: IsoDate,
): boolean {
  if (light && !light.includes(point.light)) return false;
  if (!due) return true;
  const inMonth = point.dueOn >= firstOfMonth(asOf) && point.dueOn <= lastOfMonth(asOf);
  return inMonth && point.light !== "COMPLETED";
}

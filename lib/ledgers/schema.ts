import { z } from "zod";
import { pointFilter } from "../dashboards/schema";

export const ledgerInput = pointFilter.extend({
  asOf: z.iso.date(),
  format: z.enum(["xlsx", "csv"]).default("xlsx"),
  /** one sheet a city, or a unit; only in Excel */
  split: z.enum(["none", "city", "unit"]).default("none"),
});
export type LedgerInput = z.infer<typeof ledgerInput>;

import { z } from "zod";
import { openProblemFilter, pointFilter, reportFilter } from "../dashboards/schema";
import { directiveFilter, orderFilter } from "../directives/schema";

/** Of which day, in which form, in how many sheets. */
const fileInput = z.object({
  asOf: z.iso.date(),
  format: z.enum(["xlsx", "csv"]).default("xlsx"),
  /** one sheet a city, or a unit; only in Excel */
  split: z.enum(["none", "city", "unit"]).default("none"),
});
export type FileInput = z.infer<typeof fileInput>;

export const ledgerInput = pointFilter.extend(fileInput.shape);
export type LedgerInput = z.infer<typeof ledgerInput>;

export const directiveLedgerInput = directiveFilter.extend(fileInput.shape);
export type DirectiveLedgerInput = z.infer<typeof directiveLedgerInput>;

export const orderLedgerInput = orderFilter.extend(fileInput.shape);
export type OrderLedgerInput = z.infer<typeof orderLedgerInput>;

export const problemLedgerInput = openProblemFilter.extend(fileInput.shape);
export type ProblemLedgerInput = z.infer<typeof problemLedgerInput>;

export const reportLedgerInput = reportFilter.extend(fileInput.shape);
export type ReportLedgerInput = z.infer<typeof reportLedgerInput>;

/** 变化 up to a day; since the last period's due date unless told. */
export const changesLedgerInput = z.object({
  asOf: z.iso.date(),
  from: z.iso.date().optional(),
});
export type ChangesLedgerInput = z.infer<typeof changesLedgerInput>;

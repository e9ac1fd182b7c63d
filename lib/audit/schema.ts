import { z } from "zod";
import { rowId } from "../row-id";

const words = z.string().trim().max(100);

/** How the audit log is narrowed; what is left out does not narrow it. */
export const auditFilter = z.object({
  /** part of who it was as shown: a name, a post, a unit */
  who: words.optional(),
  /** one action, or with a dot at the end every action of a noun: update. */
  action: z
    .string()
    .regex(/^[a-z-]+(\.([a-z-]+)?)?$/)
    .optional(),
  /** the kind of thing it was done to, and which one */
  noun: z
    .string()
    .regex(/^[a-z-]+$/)
    .optional(),
  id: z
    .string()
    .trim()
    .regex(/^[\w-]{1,40}$/)
    .optional(),
  from: z.iso.date().optional(),
  to: z.iso.date().optional(),
  /** what was refused, signing in included */
  refused: z.literal("1").optional(),
  /** in what was written down before and after */
  text: words.optional(),
});
export type AuditFilter = z.infer<typeof auditFilter>;

export const auditPage = auditFilter.extend({
  /** the page holds the entries before this one */
  before: rowId.optional(),
  verify: z.literal("1").optional(),
});

export const auditExportInput = auditFilter.extend({ format: z.enum(["xlsx", "csv"]) });
export type AuditExportInput = z.infer<typeof auditExportInput>;

export const purgeAuditInput = z.object({
  before: z.iso.date("请写明日期，例如 2025-01-01：这一天以前的记录将被清除。"),
});

import { z } from "zod";
import { isIsoDate } from "../dates";
import { problemFilter } from "../problems/schema";
import { rowId } from "../row-id";
import { LIGHTS } from "../status/rules";

/** What a point may be marked with beside its light. */
export const TAGS = ["不同步", "未报送", "集合单位待明确", "已暂停", "已取消"] as const;
export type Tag = (typeof TAGS)[number];

export const POINT_GROUPS = ["chapter", "city", "unit", "light", "due"] as const;
export type PointGroup = (typeof POINT_GROUPS)[number];

const month = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/);

/** Which points are on screen, and how they are put together; all of it stands in the URL. */
export const pointFilter = z.object({
  /** several stand with commas between them */
  light: z
    .string()
    .transform((value) => value.split(","))
    .pipe(z.array(z.enum(LIGHTS)).min(1))
    .optional(),
  /** a chapter's number */
  chapter: rowId.optional(),
  /** the points with a side in this city; light, percent and reason are then those of the side */
  city: rowId.optional(),
  unit: rowId.optional(),
  /** the month its due date falls in, 2024-12; `month`: that of 统计截止, and still to be done then */
  due: month.or(z.literal("month")).optional(),
  tag: z.enum(TAGS).optional(),
  /** 需要关注: only those that need somebody to act */
  attention: z.literal("1").optional(),
  group: z.enum(POINT_GROUPS).optional(),
});
export type PointFilter = z.infer<typeof pointFilter>;

/** 填报状态 of a report as a list asks for it: one state, or several under one word. */
export const REPORT_CHOICES = [
  "REPORTED",
  "APPROVED",
  "PENDING",
  "RETURNED",
  "UNREPORTED",
  "DUE",
  "OVERDUE",
  "MISSED",
] as const;
export type ReportChoice = (typeof REPORT_CHOICES)[number];

/** Which reports of one period are on screen: one row an assignment that has to report. */
export const reportFilter = z.object({
  state: z.enum(REPORT_CHOICES).optional(),
  /** a chapter's, a point's number */
  chapter: rowId.optional(),
  point: rowId.optional(),
  city: rowId.optional(),
  unit: rowId.optional(),
  /** the period, 2024-09; the current one without it */
  month: month.optional(),
});
export type ReportFilter = z.infer<typeof reportFilter>;

/** The days compared: `from` the end of one, `to` the end of the other. */
export const changesFilter = z.object({
  from: z.string().refine(isIsoDate).optional(),
  to: z.string().refine(isIsoDate).optional(),
});

export const UNIT_ORDERS = ["directory", "name", "points"] as const;
export type UnitOrder = (typeof UNIT_ORDERS)[number];

/** Which units are listed: all of the plan, or those of one chapter or point; by directory unless told. */
export const unitFilter = z.object({
  chapter: rowId.optional(),
  point: rowId.optional(),
  sort: z.enum(UNIT_ORDERS).optional(),
});
export type UnitFilter = z.infer<typeof unitFilter>;

/** Which open problems are on screen. Without a level: those that need coordination. */
export const openProblemFilter = problemFilter.omit({ problem: true }).extend({
  chapter: rowId.optional().catch(undefined),
  unit: rowId.optional().catch(undefined),
});
export type OpenProblemFilter = z.infer<typeof openProblemFilter>;

// What the screens of the dashboards take from the URL; what makes no sense is left aside.

export const heatFilter = z.object({ by: z.enum(["point", "unit"]).catch("point") });

export const timelineFilter = z.object({
  chapter: rowId.optional().catch(undefined),
  city: rowId.optional().catch(undefined),
  light: z.enum(LIGHTS).optional().catch(undefined),
});

/** 2024-10 */
export const dueFilter = z.object({
  month: z
    .string()
    .regex(/^\d{4}-(0[1-9]|1[0-2])$/)
    .optional()
    .catch(undefined),
});

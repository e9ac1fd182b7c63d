import "server-only";
import { type IsoDate, toDbDate } from "../dates";
import type { ReportField } from "../glossary";
import { db } from "../platform/db";
import { notFound } from "../platform/refusal";
import { type Actor, may, reaches } from "../policy";
import type { SubmittedReport } from "./queries";

export type HistoryVersion = SubmittedReport & {
  /** 填报员（jn-jyj） */
  author: string;
  signedOffBy: string | null;
  withdrawn: { at: string; by: string } | null;
  review: {
    decision: "APPROVED" | "RETURNED";
    reason: string;
    chips: string[];
    notes: Partial<Record<ReportField, string>>;
    decidedAt: string;
    by: string;
  } | null;
};

export type ReportHistory = {
  assignmentId: number;
  point: { number: number; title: string };
  unit: { id: number; name: string; cityId: number | null };
  /** newest first; the version each was written after is null for the first of all */
  versions: { version: HistoryVersion; after: HistoryVersion | null }[];
  /** where the next page begins: 更早的; null on the last */
  next: number | null;
};

/**
 * Every version of one assignment's reports with who, when and the reviewer's words, `size` a page,
 * from the one before `before` on. Whoever may not read what is pending or was returned sees the
 * approved versions alone, each beside the approved one before it. Two statements.
 */
export async function getReportHistory(
  actor: Actor,
  assignmentId: number,
  today: IsoDate,
  { before, size = 20 }: { before?: number | undefined; size?: number } = {},
): Promise<ReportHistory> {
  if (!may(actor, "plan.read")) throw notFound();
  const [assignment] = await db().$queryRaw<
    (Pick<ReportHistory, "point" | "unit"> & { planId: number })[]
  >`
    SELECT a.plan_id AS "planId", json_build_object('number', wp.number, 'title', wp.title) AS point,
           json_build_object('id', u.id, 'name', u.name, 'cityId', u.city_id) AS unit
      FROM assignments a
      JOIN work_points wp ON wp.id = a.point_id
      JOIN units u ON u.id = a.unit_id
     WHERE a.id = ${assignmentId}`;
  if (!assignment || !reaches(actor, assignment.planId)) throw notFound();
  const { point, unit } = assignment;
  const all = may(actor, "update.read", { unitId: unit.id, cityId: unit.cityId });
  const rows = await readVersions(assignmentId, today, { all, before, size: size + 1 });
  const versions = rows
    .slice(0, size)
    .map((version, place) => ({ version, after: rows[place + 1] ?? null }));
  const last = versions.at(-1);
  return { assignmentId, point, unit, versions, next: last?.after ? last.version.id : null };
}

async function readVersions(
  assignmentId: number,
  today: IsoDate,
  { all, before, size }: { all: boolean; before: number | undefined; size: number },
): Promise<HistoryVersion[]> {
  const day = toDbDate(today);
  const rows = await db().$queryRaw<{ version: HistoryVersion }[]>`
    SELECT report_json(pu, p.month)::jsonb || jsonb_build_object(
             'author', person_on(pu.author_id, pu.submitted_on),
             'signedOffBy', person_on(pu.signed_off_by_id, pu.submitted_on),
             'withdrawn', CASE WHEN w.id IS NOT NULL THEN jsonb_build_object(
               'at', w.withdrawn_at, 'by', person_on(w.account_id, w.withdrawn_on)) END,
             'review', CASE WHEN r.id IS NOT NULL THEN jsonb_build_object(
               'decision', r.decision, 'reason', r.reason, 'chips', r.chips,
               'notes', review_notes_json(r.id), 'decidedAt', r.decided_at,
               'by', person_on(r.reviewer_id, r.decided_on)) END) AS version
      FROM progress_updates pu
      JOIN periods p ON p.id = pu.period_id
      LEFT JOIN withdrawals w ON w.update_id = pu.id AND w.withdrawn_on <= ${day}
      LEFT JOIN reviews r ON r.update_id = pu.id AND r.decided_on <= ${day}
     WHERE pu.assignment_id = ${assignmentId} AND pu.submitted_on <= ${day}
       AND (${all} OR r.decision = 'APPROVED')
       AND (${before ?? null}::int IS NULL OR pu.id < ${before ?? null}::int)
     ORDER BY pu.id DESC LIMIT ${size}`;
  return rows.map(({ version }) => version);
}

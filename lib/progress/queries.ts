import "server-only";
import type { AssignmentRole, NoProgressReason, ProblemLevel } from "../../prisma/generated/enums";
import { type IsoDate, toDbDate } from "../dates";
import type { ReportField } from "../glossary";
import { isOpen, type PeriodFacts } from "../periods/rules";
import { db } from "../platform/db";
import { notFound } from "../platform/refusal";
import { type Actor, may } from "../policy";
import { EMPTY_REPORT, type ReportBlocks, type VersionState } from "./rules";

export type SubmittedReport = Omit<ReportBlocks, "percent"> & {
  id: number;
  version: number;
  percent: number;
  month: IsoDate;
  submittedAt: string;
  authorPost: string;
};

export type ReportForm = {
  assignmentId: number;
  point: { number: number; title: string; body: string; dueOn: IsoDate };
  unit: { id: number; name: string; cityId: number | null };
  role: AssignmentRole;
  period: PeriodFacts;
  open: boolean;
  state: VersionState;
  /** the newest version of the period that was not withdrawn */
  current: SubmittedReport | null;
  returned: {
    reason: string;
    notes: Partial<Record<ReportField, string>>;
    decidedAt: string;
  } | null;
  /** what the form starts with: the draft, else what was returned or taken back, else nothing */
  blocks: ReportBlocks;
  draft: { savedAt: string; savedBy: string } | null;
  /** what a saver has to have seen; goes on rising over submissions */
  draftVersion: number;
  /** latest approved report of an earlier period */
  previous: SubmittedReport | null;
  /** latest approved percent, which the next one is compared with */
  previousPercent: number | null;
};

type FormRow = Omit<ReportForm, "open" | "blocks" | "draft"> & {
  draft: (ReportBlocks & { savedAt: string; savedBy: string }) | null;
  withdrawn: SubmittedReport | null;
};

/** One assignment's report of one period for whoever may write it; NOT_FOUND otherwise. One statement. */
export async function getReportForm(
  actor: Actor,
  assignmentId: number,
  month: IsoDate | undefined,
  today: IsoDate,
): Promise<ReportForm> {
  const day = toDbDate(today);
  const [row] = await db().$queryRaw<FormRow[]>`
    SELECT a.id AS "assignmentId",
      json_build_object('number', wp.number, 'title', wp.title, 'body', wp.body,
                        'dueOn', wp.due_on) AS point,
      json_build_object('id', u.id, 'name', u.name, 'cityId', u.city_id) AS unit,
      t.role,
      json_build_object('id', p.id, 'month', p.month, 'dueOn', p.due_on, 'lockedOn', p.locked_on) AS period,
      CASE WHEN newest.report IS NULL THEN 'NONE' ELSE coalesce(newest.decision, 'PENDING') END AS state,
      newest.report AS current,
      CASE WHEN newest.decision = 'RETURNED' THEN json_build_object('reason', newest.reason,
        'notes', review_notes_json(newest.review_id), 'decidedAt', newest.decided_at) END AS returned,
      withdrawn.report AS withdrawn,
      draft_version(a.id, p.id) AS "draftVersion",
      (SELECT json_build_object('savedAt', d.saved_at,
                'savedBy', sa.post || '（' || sa.name || '）', 'percent', d.percent,
                'progressText', d.progress_text, 'problemText', d.problem_text,
                'problemLevel', d.problem_level, 'nextStepText', d.next_step_text,
                'percentReason', d.percent_reason, 'noProgressReason', d.no_progress_reason)
         FROM drafts d JOIN accounts sa ON sa.id = d.saved_by_id
        WHERE d.assignment_id = a.id AND d.period_id = p.id) AS draft,
      previous.report AS previous,
      (SELECT pu.percent FROM standing_approval(a.id, ${day}) r
         JOIN progress_updates pu ON pu.id = r.update_id) AS "previousPercent"
    FROM assignments a
    JOIN work_points wp ON wp.id = a.point_id
    JOIN units u ON u.id = a.unit_id AND u.kind <> 'GROUP'
    JOIN assignment_terms t ON t.assignment_id = a.id AND t.starts_on <= ${day}
     AND (t.ends_on IS NULL OR t.ends_on > ${day})
    JOIN LATERAL (
      SELECT * FROM periods
       WHERE plan_id = a.plan_id AND month <= ${day}
         AND (${month ?? null}::date IS NULL OR month = ${month ?? null}::date)
       ORDER BY month DESC LIMIT 1
    ) p ON true
    LEFT JOIN LATERAL (
      SELECT v.*, report_json(pu, p.month) AS report
        FROM newest_version(a.id, p.id, ${day}) v JOIN progress_updates pu ON pu.id = v.update_id
    ) newest ON true
    LEFT JOIN LATERAL (
      SELECT report_json(pu, p.month) AS report
        FROM progress_updates pu
        JOIN withdrawals w ON w.update_id = pu.id AND w.withdrawn_on <= ${day}
       WHERE pu.assignment_id = a.id AND pu.period_id = p.id AND pu.submitted_on <= ${day}
       ORDER BY pu.version DESC LIMIT 1
    ) withdrawn ON true
    LEFT JOIN LATERAL (
      SELECT report_json(pu, earlier.month) AS report
        FROM periods earlier
        JOIN LATERAL period_approval(a.id, earlier.id, ${day}) approved ON true
        JOIN progress_updates pu ON pu.id = approved.update_id
       WHERE earlier.plan_id = a.plan_id AND earlier.month < p.month
       ORDER BY earlier.month DESC LIMIT 1
    ) previous ON true
    WHERE a.id = ${assignmentId}`;
  if (!row || !may(actor, "draft.read", { unitId: row.unit.id })) throw notFound();
  const { draft, withdrawn, ...form } = row;
  return {
    ...form,
    open: isOpen(form.period, today),
    blocks: draft ?? lastHandedIn(form, withdrawn) ?? EMPTY_REPORT,
    draft: draft && { savedAt: draft.savedAt, savedBy: draft.savedBy },
  };
}

/** What was returned or taken back, whichever came last: the unit goes on from there. */
function lastHandedIn(
  form: Pick<FormRow, "state" | "current">,
  withdrawn: SubmittedReport | null,
): SubmittedReport | null {
  const returned = form.state === "RETURNED" ? form.current : null;
  if (!returned || !withdrawn) return returned ?? withdrawn;
  return withdrawn.version > returned.version ? withdrawn : returned;
}

export type TimelineEntry = SubmittedReport & {
  assignmentId: number;
  unitName: string;
  cityId: number | null;
  approvedOn: IsoDate;
  /** false for a late report of an earlier month, which moves no percent */
  counts: boolean;
  problemLevel: ProblemLevel | null;
  noProgressReason: NoProgressReason | null;
};

/** What only a point's own page shows: its clause's brackets, action items, indicators, and reports. */
export type PointRecord = {
  clauseStart: string;
  clauseEnd: string;
  actionItems: { position: number; text: string }[];
  indicators: {
    position: number;
    name: string;
    target: number;
    measure: string;
    sentence: string;
    match: string;
    start: number;
  }[];
  /** approved as of the day, newest first, at most twelve a unit */
  timeline: TimelineEntry[];
};

/** One point's details and its approved reports as of a day. One statement. */
export async function getPointRecord(
  actor: Actor,
  pointId: number,
  asOf: IsoDate,
): Promise<PointRecord> {
  if (!may(actor, "plan.read")) throw notFound();
  const [row] = await db().$queryRaw<PointRecord[]>`
    SELECT wp.clause_start AS "clauseStart", wp.clause_end AS "clauseEnd",
      (SELECT coalesce(json_agg(json_build_object('position', position, 'text', text)
                ORDER BY position), '[]') FROM action_items WHERE point_id = wp.id) AS "actionItems",
      (SELECT coalesce(json_agg(json_build_object('position', position, 'name', name,
                'target', target, 'measure', measure, 'sentence', sentence,
                'match', match, 'start', start) ORDER BY position), '[]')
         FROM indicators WHERE point_id = wp.id) AS indicators,
      (SELECT coalesce(json_agg(report_json(pu, p.month)::jsonb || jsonb_build_object(
                'assignmentId', a.id, 'unitName', u.name, 'cityId', u.city_id,
                'approvedOn', r.decided_on, 'counts', r.counts) ORDER BY pu.submitted_on DESC, pu.id DESC), '[]')
         FROM assignments a
         JOIN units u ON u.id = a.unit_id
         JOIN LATERAL (
           SELECT * FROM reviews
            WHERE assignment_id = a.id AND decision = 'APPROVED'
              AND decided_on <= ${toDbDate(asOf)}
            ORDER BY decided_on DESC, id DESC LIMIT 12
         ) r ON true
         JOIN progress_updates pu ON pu.id = r.update_id
         JOIN periods p ON p.id = pu.period_id
        WHERE a.point_id = wp.id) AS timeline
    FROM work_points wp WHERE wp.id = ${pointId}`;
  if (!row) throw notFound();
  return row;
}

import "server-only";
import type { AssignmentRole, ProblemLevel } from "../../prisma/generated/enums";
import { type IsoDate, toDbDate } from "../dates";
import type { EvidenceView } from "../evidence/queries";
import type { ReportField } from "../glossary";
import { isOpen, type PeriodFacts } from "../periods/rules";
import { db } from "../platform/db";
import { notFound } from "../platform/refusal";
import { type Actor, may } from "../policy";
import {
  type AskedIndicator,
  type AskedItem,
  type Completion,
  EMPTY_REPORT,
  type Outcome,
  type Reading,
  type ReportBlocks,
  type VersionState,
} from "./rules";

export type SubmittedReport = Omit<
  ReportBlocks,
  "percent" | "readings" | "actions" | "outcomes"
> & {
  id: number;
  version: number;
  percent: number;
  month: IsoDate;
  submittedAt: string;
  authorPost: string;
  /** 审签人's post, where the unit requires one */
  signedOffPost: string | null;
  readings: (Reading & { name: string; target: number; measure: string })[];
  actions: (Completion & { position: number; text: string })[];
  outcomes: (Outcome & { text: string })[];
  evidence: { id: number; name: string; version: number; kind: string; size: number }[];
};

export type ReportForm = {
  assignmentId: number;
  point: { number: number; title: string; body: string; dueOn: IsoDate };
  unit: { id: number; name: string; cityId: number | null; requiresSignOff: boolean };
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
  /** 已撤回: the newest version was taken back, and nothing was handed in since */
  takenBack: TakenBack | null;
  /** what the form starts with: the draft, else what was returned or taken back, else nothing */
  blocks: ReportBlocks;
  draft: DraftNote | null;
  /** what a saver has to have seen; goes on rising over submissions */
  draftVersion: number;
  /** latest approved report of an earlier period */
  previous: SubmittedReport | null;
  /** the unit of the other city on the same point, with its approved report of this period, else its newest */
  counterpart: { unitName: string; cityId: number | null; report: SubmittedReport | null } | null;
  /** latest approved percent of another period, which the next one is compared with */
  previousPercent: number | null;
  /** last: the unit's latest approved reading of another period */
  indicators: AskedIndicator[];
  /** doneOn: as the unit reported it and had it approved */
  actionItems: AskedItem[];
  /** an approved version of the period stands: what is written corrects it */
  corrects: boolean;
  /** files on the draft */
  evidence: EvidenceView[];
  /** the unit's own open problems of the point */
  problems: { id: number; text: string; level: ProblemLevel; owner: string; raisedOn: IsoDate }[];
};

export type TakenBack = { version: number; at: string; by: string };

type DraftNote = {
  savedAt: string;
  savedBy: string;
  /** 送审签 */
  signOff: { askedAt: string; askedBy: string } | null;
  /** what the one who signs off sent back */
  signOffNote: string;
};

type FormRow = Omit<ReportForm, "open" | "blocks" | "draft" | "takenBack"> & {
  planId: number;
  draft: (ReportBlocks & DraftNote) | null;
  withdrawn: SubmittedReport | null;
  withdrawal: Omit<TakenBack, "version"> | null;
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
    /* prepared */ SELECT a.id AS "assignmentId", a.plan_id AS "planId",
      json_build_object('number', wp.number, 'title', wp.title, 'body', wp.body,
                        'dueOn', wp.due_on) AS point,
      json_build_object('id', u.id, 'name', u.name, 'cityId', u.city_id,
                        'requiresSignOff', u.requires_sign_off) AS unit,
      t.role,
      json_build_object('id', p.id, 'month', p.month, 'dueOn', p.due_on, 'lockedOn', p.locked_on) AS period,
      CASE WHEN newest.report IS NULL THEN 'NONE' ELSE coalesce(newest.decision, 'PENDING') END AS state,
      newest.report AS current,
      CASE WHEN newest.decision = 'RETURNED' THEN json_build_object('reason', newest.reason,
        'notes', review_notes_json(newest.review_id), 'decidedAt', newest.decided_at) END AS returned,
      withdrawn.report AS withdrawn, withdrawn.withdrawal,
      draft_version(a.id, p.id) AS "draftVersion",
      (SELECT json_build_object('savedAt', d.saved_at,
                'savedBy', sa.post || '（' || sa.name || '）', 'percent', d.percent,
                'progressText', d.progress_text, 'problemText', d.problem_text,
                'problemLevel', d.problem_level, 'problemOwner', d.problem_owner,
                'nextStepText', d.next_step_text, 'nextStepOn', d.next_step_on,
                'percentReason', d.percent_reason, 'noProgressReason', d.no_progress_reason,
                'correctionReason', d.correction_reason, 'readings', d.readings,
                'actions', d.actions, 'outcomes', d.outcomes, 'signOffNote', d.sign_off_note,
                'signOff', CASE WHEN d.sign_off_asked_at IS NOT NULL THEN json_build_object(
                  'askedAt', d.sign_off_asked_at,
                  'askedBy', asker.post || '（' || asker.name || '）') END)
         FROM drafts d JOIN accounts sa ON sa.id = d.saved_by_id
         LEFT JOIN accounts asker ON asker.id = d.sign_off_asked_by_id
        WHERE d.assignment_id = a.id AND d.period_id = p.id) AS draft,
      previous.report AS previous,
      (SELECT json_build_object('unitName', cu.name, 'cityId', cu.city_id, 'report',
                (SELECT report_json(pu, told.month) FROM speaking_approvals(ca.id, ${day}) r
                   JOIN progress_updates pu ON pu.id = r.update_id
                   JOIN periods told ON told.id = r.period_id
                  ORDER BY (told.id = p.id) DESC, told.month DESC LIMIT 1))
         FROM units cu JOIN assignments ca ON ca.unit_id = cu.id AND ca.point_id = a.point_id
        WHERE cu.id = u.counterpart_id AND EXISTS (SELECT 1 FROM assignment_terms ct
                WHERE ct.assignment_id = ca.id AND ct.starts_on <= ${day}
                  AND (ct.ends_on IS NULL OR ct.ends_on > ${day}))) AS counterpart,
      previous_percent(a.id, p.id, ${day}) AS "previousPercent",
      EXISTS (SELECT 1 FROM period_approval(a.id, p.id, ${day})) AS corrects,
      (SELECT coalesce(json_agg(json_build_object('id', i.id, 'name', i.name, 'target', i.target,
                'measure', i.measure, 'dueOn', i.due_on, 'last', last.value) ORDER BY i.position), '[]')
         FROM indicators_on(a.point_id, ${day}) i
         LEFT JOIN LATERAL latest_reading(a.id, i.id, p.id, ${day}) last ON true
        WHERE indicator_concerns(i.version_id, a.unit_id)) AS indicators,
      (SELECT coalesce(json_agg(json_build_object('id', ai.id, 'position', ai.position,
                'text', ai.text, 'dueOn', ai.due_on, 'doneOn', earliest_done(a.id, ai.id, p.id, ${day})) ORDER BY ai.position), '[]')
         FROM action_items_on(a.point_id, ${day}) ai
        WHERE action_item_concerns(ai.id, ai.version_id, a.unit_id)) AS "actionItems",
      (SELECT coalesce(json_agg(evidence_json(e) ORDER BY e.id), '[]') FROM evidence_files e
        WHERE e.assignment_id = a.id AND e.period_id = p.id AND e.removed_at IS NULL) AS evidence,
      (SELECT coalesce(json_agg(json_build_object('id', pr.id, 'text', pr.text, 'level', pr.level,
                'owner', problem_owner(pr, ${day}), 'raisedOn', pr.raised_on) ORDER BY pr.id), '[]')
         FROM problems pr
         JOIN progress_updates raising ON raising.id = pr.update_id
         JOIN periods raised ON raised.id = raising.period_id
        -- Those the period met, not its own; and those it has closed already, which a correction says again.
        WHERE pr.assignment_id = a.id
          AND (pr.closed_on IS NULL AND raised.month < p.month
               OR EXISTS (SELECT 1 FROM problem_outcomes po
                           WHERE po.problem_id = pr.id AND po.update_id = newest.update_id))) AS problems
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
      SELECT report_json(pu, p.month) AS report, json_build_object('at', w.withdrawn_at,
               'by', person_on(w.account_id, w.withdrawn_on)) AS withdrawal
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
  // The form stands beside the board of the plan its writer works on.
  const elsewhere = actor.plan !== null && actor.plan.id !== row?.planId;
  if (!row || elsewhere || !may(actor, "draft.read", { unitId: row.unit.id })) throw notFound();
  const { planId: _, draft, withdrawn, withdrawal, ...form } = row;
  const newest = !withdrawn || (form.current?.version ?? 0) > withdrawn.version ? null : withdrawn;
  return {
    ...form,
    takenBack: newest && withdrawal && { version: newest.version, ...withdrawal },
    open: isOpen(form.period, today),
    blocks: draft ? plainBlocks(draft) : plainBlocks(lastHandedIn(form, withdrawn) ?? EMPTY_REPORT),
    draft: draft && {
      savedAt: draft.savedAt,
      savedBy: draft.savedBy,
      signOff: draft.signOff,
      signOffNote: draft.signOffNote,
    },
  };
}

/** What was approved, returned or taken back, whichever came last: the unit goes on from there. */
function lastHandedIn(
  form: Pick<FormRow, "state" | "current">,
  withdrawn: SubmittedReport | null,
): SubmittedReport | null {
  const settled = form.state === "RETURNED" || form.state === "APPROVED" ? form.current : null;
  if (!settled || !withdrawn) return settled ?? withdrawn;
  return withdrawn.version > settled.version ? withdrawn : settled;
}

/** The blocks as a form holds them, without the names a view adds. */
function plainBlocks(blocks: ReportBlocks): ReportBlocks {
  return {
    percent: blocks.percent,
    progressText: blocks.progressText,
    problemText: blocks.problemText,
    problemLevel: blocks.problemLevel,
    problemOwner: blocks.problemOwner,
    nextStepText: blocks.nextStepText,
    nextStepOn: blocks.nextStepOn,
    percentReason: blocks.percentReason,
    noProgressReason: blocks.noProgressReason,
    correctionReason: blocks.correctionReason,
    readings: blocks.readings.map(({ indicatorId, value }) => ({ indicatorId, value })),
    actions: blocks.actions.map(({ actionItemId, doneOn }) => ({ actionItemId, doneOn })),
    outcomes: blocks.outcomes.map(({ problemId, outcome }) => ({ problemId, outcome })),
  };
}

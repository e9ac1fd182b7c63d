import "server-only";
import type { AssignmentRole } from "../../prisma/generated/enums";
import type { Board, Point } from "../dashboards/board";
import { getBoard } from "../dashboards/queries";
import {
  askedReports,
  isOwed,
  isToDo,
  type ReportRow,
  reportStateOf,
  STATES_OF,
} from "../dashboards/reporting";
import type { UnitShare } from "../dashboards/shares";
import { waitingExtensions } from "../dashboards/waiting-extensions";
import { type IsoDate, toDbDate } from "../dates";
import type { ReportState } from "../glossary";
import { isOpen } from "../periods/rules";
import { db } from "../platform/db";
import { notFound } from "../platform/refusal";
import { type Actor, may, mayEver } from "../policy";
import type { ReportForm, SubmittedReport } from "../progress/queries";
import { reportState } from "../progress/rules";
import { type AnomalyMark, anomaliesOf, byReviewOrder } from "../reviews/rules";
import { type Badges, isSettled, NO_BADGES } from "./rules";

/** One report the unit has to hand in, or has handed in, for the current or an earlier period. */
export type MyReport = {
  assignmentId: number;
  pointNumber: number;
  pointTitle: string;
  unitName: string;
  role: AssignmentRole;
  month: IsoDate;
  dueOn: IsoDate;
  state: ReportState;
  /** nothing stands for the period, or a correction of what stands came back: what the menu counts */
  owed: boolean;
  savedAt: string | null;
  returnReason: string | null;
  /** 已撤回: the newest version was taken back, and nothing was handed in since */
  withdrawn: { at: string; by: string } | null;
};

/**
 * 我的填报: every assignment of the actor's units for the current period, and earlier open periods
 * still owed; what has to be handed in first, then by point. One statement beyond the board.
 */
export async function listMyReports(actor: Actor, today: IsoDate): Promise<MyReport[]> {
  if (!mayEver(actor, "draft.write")) throw notFound();
  const board = await getBoard(actor, today);
  const owed = ownReports(actor, board);
  const [extra] = await db().$queryRaw<
    {
      drafts: { assignmentId: number; month: IsoDate; savedAt: string; signOff: boolean }[];
      returns: { updateId: number; reason: string }[];
      withdrawals: { assignmentId: number; month: IsoDate; at: string; by: string }[];
    }[]
  >`
    /* prepared */ SELECT
      (SELECT coalesce(json_agg(json_build_object('assignmentId', d.assignment_id,
                'month', p.month, 'savedAt', d.saved_at,
                'signOff', d.sign_off_asked_at IS NOT NULL)), '[]')
         FROM drafts d JOIN periods p ON p.id = d.period_id
        WHERE d.assignment_id = ANY(${owed.map((row) => row.share.assignmentId)})) AS drafts,
      (SELECT coalesce(json_agg(json_build_object('updateId', update_id, 'reason', reason)), '[]')
         FROM reviews WHERE decision = 'RETURNED' AND decided_on <= ${toDbDate(today)}
          AND update_id = ANY(${owed.flatMap((row) => row.cell.updateId ?? [])})) AS returns,
      (SELECT coalesce(json_agg(json_build_object('assignmentId', newest.assignment_id,
                'month', p.month, 'at', w.withdrawn_at,
                'by', person_on(w.account_id, w.withdrawn_on))), '[]')
         FROM (SELECT DISTINCT ON (assignment_id, period_id) id, assignment_id, period_id
                 FROM progress_updates
                WHERE assignment_id = ANY(${owed.map((row) => row.share.assignmentId)})
                  AND submitted_on <= ${toDbDate(today)}
                ORDER BY assignment_id, period_id, version DESC) newest
         JOIN withdrawals w ON w.update_id = newest.id AND w.withdrawn_on <= ${toDbDate(today)}
         JOIN periods p ON p.id = newest.period_id) AS withdrawals`;
  const reports = owed.map((row): MyReport => {
    const { share, point, period, cell } = row;
    const isOwn = (row: { assignmentId: number; month: IsoDate }) =>
      row.assignmentId === share.assignmentId && row.month === period.month;
    const draft = extra?.drafts.find(isOwn);
    const withdrawal = extra?.withdrawals.find(isOwn);
    const back = extra?.returns.find((row) => row.updateId === cell.updateId);
    return {
      assignmentId: share.assignmentId,
      pointNumber: point.number,
      pointTitle: point.title,
      unitName: share.unit.name,
      role: share.role,
      month: period.month,
      dueOn: period.dueOn,
      state: reportState(
        cell.state,
        !draft ? "NONE" : draft.signOff ? "SIGN_OFF" : "WRITTEN",
        period.dueOn,
        today,
      ),
      owed: isToDo(board, row),
      savedAt: draft?.savedAt ?? null,
      returnReason: back?.reason ?? null,
      withdrawn: withdrawal ? { at: withdrawal.at, by: withdrawal.by } : null,
    };
  });
  return reports.sort(
    (a, b) =>
      Number(isSettled(a)) - Number(isSettled(b)) ||
      a.month.localeCompare(b.month) ||
      a.pointNumber - b.pointNumber,
  );
}

/** What the menu counts: no statement beyond the board and what the session's own has read. */
export async function getBadges(actor: Actor, today: IsoDate): Promise<Badges> {
  const board = await getBoard(actor, today);
  const { completions = 0, objections = 0, nudges = [] } = actor.waiting ?? {};
  const badges = { ...NO_BADGES };
  if (mayEver(actor, "draft.write")) {
    const own = ownReports(actor, board);
    badges.toReport = own.filter((row) => isToDo(board, row)).length;
    if (mayEver(actor, "reminder.answer")) {
      // One for what is no longer owed (paused, cancelled, 销号 since) asks nothing of anybody.
      badges.nudges = nudges.filter(({ assignmentId, periodId }) =>
        own.some(
          ({ share, period, state }) =>
            isOwed(state) && share.assignmentId === assignmentId && period.id === periodId,
        ),
      ).length;
    }
  }
  if (mayEver(actor, "update.review")) badges.toReview = (await pendingShares(actor, today)).length;
  if (mayEver(actor, "completion.verify")) badges.toDecide += completions;
  badges.toDecide += waitingExtensions(actor, board).length;
  if (mayEver(actor, "objection.answer")) badges.objections = objections;
  return badges;
}

export type PendingReview = {
  assignmentId: number;
  report: SubmittedReport;
  /** ids of the versions of the period that were handed in before this one */
  earlier: number[];
  pointNumber: number;
  pointTitle: string;
  unit: UnitShare["unit"];
  role: AssignmentRole;
  /** newest approved report of an earlier period */
  previous: SubmittedReport | null;
  /** what a correction would replace: the approved report of the same period */
  replaced: SubmittedReport | null;
  /** what an earlier version of the period was returned for */
  returned: ReportForm["returned"];
  anomalies: AnomalyMark[];
};

type PendingRow = Pick<PendingReview, "report" | "earlier" | "previous" | "replaced" | "returned">;

/** 审核 queue: what awaits this reviewer, oddities first, then the oldest. One statement beyond the board. */
export async function listReviewQueue(actor: Actor, today: IsoDate): Promise<PendingReview[]> {
  if (!mayEver(actor, "update.review")) throw notFound();
  const pending = await pendingShares(actor, today);
  const day = toDbDate(today);
  const rows = await db().$queryRaw<PendingRow[]>`
    /* prepared */ SELECT report_json(pu, p.month) AS report, previous.report AS previous,
           replaced.report AS replaced, returned.words AS returned,
           ARRAY(SELECT old.id FROM progress_updates old
                  WHERE old.assignment_id = pu.assignment_id AND old.period_id = pu.period_id
                    AND old.version < pu.version) AS earlier
      FROM progress_updates pu
      JOIN periods p ON p.id = pu.period_id
      LEFT JOIN LATERAL (
        SELECT report_json(old, earlier.month) AS report
          FROM periods earlier
          JOIN LATERAL period_approval(pu.assignment_id, earlier.id, ${day}) approved ON true
          JOIN progress_updates old ON old.id = approved.update_id
         WHERE earlier.plan_id = p.plan_id AND earlier.month < p.month
         ORDER BY earlier.month DESC LIMIT 1
      ) previous ON true
      LEFT JOIN LATERAL (
        SELECT report_json(old, p.month) AS report
          FROM period_approval(pu.assignment_id, p.id, ${day}) approved
          JOIN progress_updates old ON old.id = approved.update_id
      ) replaced ON true
      LEFT JOIN LATERAL (
        SELECT json_build_object('reason', r.reason, 'notes', review_notes_json(r.id),
                                 'decidedAt', r.decided_at) AS words
          FROM progress_updates old
          JOIN reviews r ON r.update_id = old.id AND r.decision = 'RETURNED'
         WHERE old.assignment_id = pu.assignment_id AND old.period_id = pu.period_id
           AND old.version < pu.version
         ORDER BY old.version DESC LIMIT 1
      ) returned ON true
     WHERE pu.id = ANY(${pending.map(({ updateId }) => updateId)})`;
  const reports = new Map(rows.map((row) => [row.report.id, row]));
  return pending
    .flatMap(({ share, point, updateId, missed }) => {
      const row = reports.get(updateId);
      if (!row) return [];
      return [
        {
          ...row,
          assignmentId: share.assignmentId,
          pointNumber: point.number,
          pointTitle: point.title,
          unit: share.unit,
          role: share.role,
          anomalies: anomaliesOf(row.report, row.previous, missed, dueOf(point, share)),
        },
      ];
    })
    .sort(byReviewOrder);
}

/** What the rule of all boards asks of the actor's units, as far as it can still be handed in. */
function ownReports(actor: Actor, board: Board): ReportRow[] {
  return askedReports(board, ({ unit }) => may(actor, "draft.write", { unitId: unit.id })).filter(
    (row) => isOpen(row.period, board.asOf) && (row.period === board.period || isToDo(board, row)),
  );
}

async function pendingShares(actor: Actor, today: IsoDate) {
  const board = await getBoard(actor, today);
  return board.points.flatMap((point) =>
    point.units
      .filter((share) => may(actor, "update.review", { cityId: share.unit.cityId }))
      .flatMap((share) =>
        share.cells.flatMap(({ state, updateId }, place) =>
          state === "PENDING" && updateId !== null
            ? [{ share, point, updateId, missed: missedBefore(board, point, share, place) }]
            : [],
        ),
      ),
  );
}

/** 序时进度 of a unit's side. */
function dueOf({ sides, expected }: Point, { unit }: UnitShare): number {
  return sides.find(({ city }) => city.id === unit.cityId)?.expected ?? expected;
}

/** How many periods right before one a unit was asked for and left without a report. */
function missedBefore(board: Board, point: Point, share: UnitShare, place: number): number {
  let missed = 0;
  for (let index = place - 1; index >= 0; index -= 1) {
    const state = reportStateOf(board, point, share, index);
    if (!state || STATES_OF.REPORTED.includes(state)) break;
    missed += 1;
  }
  return missed;
}

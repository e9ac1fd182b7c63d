import "server-only";
import type { AssignmentRole } from "../../prisma/generated/enums";
import { getBoard } from "../dashboards/queries";
import { isReported, type UnitShare } from "../dashboards/shares";
import { type IsoDate, toDbDate } from "../dates";
import type { ReportState } from "../glossary";
import { isOpen } from "../periods/rules";
import { db } from "../platform/db";
import { notFound } from "../platform/refusal";
import { type Actor, may, mayEver } from "../policy";
import type { SubmittedReport } from "../progress/queries";
import { type Anomaly, anomaliesOf, reportState } from "../progress/rules";

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
  savedAt: string | null;
  returnReason: string | null;
};

/**
 * 我的填报: every assignment of the actor's units for the current period, and earlier open periods
 * still owed; what has to be handed in first, then by point. One statement beyond the board.
 */
export async function listMyReports(actor: Actor, today: IsoDate): Promise<MyReport[]> {
  if (!mayEver(actor, "draft.write")) throw notFound();
  const owed = await owedReports(actor, today);
  const [extra] = await db().$queryRaw<
    {
      drafts: { assignmentId: number; month: IsoDate; savedAt: string }[];
      returns: { updateId: number; reason: string }[];
    }[]
  >`
    SELECT
      (SELECT coalesce(json_agg(json_build_object('assignmentId', d.assignment_id,
                'month', p.month, 'savedAt', d.saved_at)), '[]')
         FROM drafts d JOIN periods p ON p.id = d.period_id
        WHERE d.assignment_id = ANY(${owed.map((row) => row.share.assignmentId)})) AS drafts,
      (SELECT coalesce(json_agg(json_build_object('updateId', update_id, 'reason', reason)), '[]')
         FROM reviews WHERE decision = 'RETURNED' AND decided_on <= ${toDbDate(today)}
          AND update_id = ANY(${owed.flatMap((row) => row.cell.updateId ?? [])})) AS returns`;
  const reports = owed.map(({ share, point, period, cell }): MyReport => {
    const draft = extra?.drafts.find(
      (row) => row.assignmentId === share.assignmentId && row.month === period.month,
    );
    const back = extra?.returns.find((row) => row.updateId === cell.updateId);
    return {
      assignmentId: share.assignmentId,
      pointNumber: point.number,
      pointTitle: point.title,
      unitName: share.unit.name,
      role: share.role,
      month: period.month,
      dueOn: period.dueOn,
      state: reportState(cell.state, draft !== undefined, period.dueOn, today),
      savedAt: draft?.savedAt ?? null,
      returnReason: back?.reason ?? null,
    };
  });
  return reports.sort(
    (a, b) =>
      Number(isSettled(a)) - Number(isSettled(b)) ||
      a.month.localeCompare(b.month) ||
      a.pointNumber - b.pointNumber,
  );
}

export function isSettled(report: Pick<MyReport, "state">): boolean {
  return report.state === "PENDING" || report.state === "APPROVED";
}

/** What the menu counts: reports still owed this period, reports waiting for this reviewer. */
export async function getBadges(
  actor: Actor,
  today: IsoDate,
): Promise<{ toReport: number; toReview: number }> {
  const toReport = mayEver(actor, "draft.write")
    ? (await owedReports(actor, today)).filter(({ cell }) => !isReported(cell)).length
    : 0;
  const toReview = mayEver(actor, "update.review") ? (await pendingShares(actor, today)).length : 0;
  return { toReport, toReview };
}

export type PendingReview = {
  report: SubmittedReport;
  pointNumber: number;
  pointTitle: string;
  unit: UnitShare["unit"];
  role: AssignmentRole;
  previous: UnitShare["latest"];
  anomalies: Anomaly[];
};

/** 审核 queue: what awaits this reviewer, oddities first, then the oldest. One statement beyond the board. */
export async function listReviewQueue(actor: Actor, today: IsoDate): Promise<PendingReview[]> {
  if (!mayEver(actor, "update.review")) throw notFound();
  const pending = await pendingShares(actor, today);
  const rows = await db().$queryRaw<{ report: SubmittedReport }[]>`
    SELECT report_json(pu, p.month) AS report
      FROM progress_updates pu JOIN periods p ON p.id = pu.period_id
     WHERE pu.id = ANY(${pending.map(({ updateId }) => updateId)})`;
  const reports = new Map(rows.map((row) => [row.report.id, row.report]));
  return pending
    .flatMap(({ share, point, updateId }) => {
      const report = reports.get(updateId);
      if (!report) return [];
      return [
        {
          report,
          pointNumber: point.number,
          pointTitle: point.title,
          unit: share.unit,
          role: share.role,
          previous: share.latest,
          anomalies: anomaliesOf(report, share.latest),
        },
      ];
    })
    .sort((a, b) => b.anomalies.length - a.anomalies.length || a.report.id - b.report.id);
}

async function owedReports(actor: Actor, today: IsoDate) {
  const board = await getBoard(actor, today);
  return board.points.flatMap((point) =>
    point.units
      .filter(
        (share) => share.group === "NONE" && may(actor, "draft.write", { unitId: share.unit.id }),
      )
      .flatMap((share) =>
        board.periods.flatMap((period, index) => {
          const cell = share.cells[index];
          if (!cell || !isOpen(period, today) || period.dueOn < share.since) return [];
          const current = period === board.period;
          return current || !isReported(cell) ? [{ share, point, period, cell }] : [];
        }),
      ),
  );
}

async function pendingShares(actor: Actor, today: IsoDate) {
  const board = await getBoard(actor, today);
  return board.points.flatMap((point) =>
    point.units
      .filter((share) => may(actor, "update.review", { cityId: share.unit.cityId }))
      .flatMap((share) =>
        share.cells.flatMap(({ state, updateId }) =>
          state === "PENDING" && updateId !== null ? [{ share, point, updateId }] : [],
        ),
      ),
  );
}

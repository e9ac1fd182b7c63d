import type { Board } from "../dashboards/board";
import { askedReports, isOwed } from "../dashboards/reporting";
import type { IsoDate } from "../dates";
import { month } from "../format";
import { paths } from "../paths";
import type { PeriodFacts } from "../periods/rules";
import type { Duty } from "./rules";

/** Every open duty of the board's day, of whatever kind; each kind has a source of its own below. */
export function dutiesOf(board: Board): Duty[] {
  return [...reportDuties(owedReports(board))];
}

function reportDuties(owed: OwedReport[]): Duty[] {
  return owed.map(({ assignmentId, point, unit, period }) => ({
    kind: "period",
    id: period.id,
    text: `${month(period.month)}进展`,
    missing: "未报",
    point: point.number,
    path: paths.newUpdate(assignmentId, period.month),
    pathOfAll: paths.updates(),
    dueOn: period.dueOn,
    who: { unitId: unit.id, assignmentId },
  }));
}

/** A report a unit still owes: nothing approved or awaiting review stands for the period. */
export type OwedReport = {
  assignmentId: number;
  point: { number: number; title: string };
  unit: { id: number; name: string; shortName: string; cityId: number | null };
  period: Pick<PeriodFacts, "id" | "month" | "dueOn">;
  state: "DUE" | "OVERDUE" | "RETURNED";
};

/** Every report owed on the board's day, by point: what the boards show as 待报, 逾期 and 被退回, of every period. */
export function owedReports(board: Board): OwedReport[] {
  return askedReports(board).flatMap(({ share, point, period, state }): OwedReport[] => {
    if (!isOwed(state)) return [];
    const { number, title } = point;
    const { assignmentId, unit } = share;
    return [{ assignmentId, unit, point: { number, title }, period, state }];
  });
}

export type PendingReport = { cityId: number | null; submittedOn: IsoDate | null };

/** Every report that awaits review on the board's day. */
export function pendingReports(board: Board): PendingReport[] {
  return board.assignments.flatMap((share) =>
    share.cells
      .filter((cell) => cell.state === "PENDING")
      .map((cell) => ({ cityId: share.unit.cityId, submittedOn: cell.submittedOn })),
  );
}

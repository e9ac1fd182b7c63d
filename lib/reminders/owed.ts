import type { Board } from "../dashboards/board";
import { isResting } from "../dashboards/reporting";
import { isReported } from "../dashboards/shares";
import type { IsoDate } from "../dates";
import { month } from "../format";
import { paths } from "../paths";
import { isOpen, type PeriodFacts } from "../periods/rules";
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

/** Every report owed on the board's day, by point; what is 销号, paused or locked is not chased. */
export function owedReports(board: Board): OwedReport[] {
  const today = board.asOf;
  return board.points.flatMap((point) =>
    point.sides
      .filter(({ city }) => !isResting(point, city.id))
      .flatMap((side) => side.units)
      .filter((share) => share.group === "NONE")
      .flatMap((share) =>
        board.periods.flatMap((period, index): OwedReport[] => {
          const cell = share.cells[index];
          if (!cell || !isOpen(period, today) || period.dueOn < share.since) return [];
          if (isReported(cell)) return [];
          const { assignmentId, unit } = share;
          const state =
            cell.state === "RETURNED" ? "RETURNED" : period.dueOn < today ? "OVERDUE" : "DUE";
          const { number, title } = point;
          return [{ assignmentId, unit, point: { number, title }, period, state }];
        }),
      ),
  );
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

import "server-only";
import { getBoard } from "../dashboards/queries";
import { askedReports, type CellState, isResting, STATES_OF } from "../dashboards/reporting";
import type { UnitShare } from "../dashboards/shares";
import type { IsoDate } from "../dates";
import { hasBegun, isOpen } from "../periods/rules";
import { notFound } from "../platform/refusal";
import { type Actor, may, mayEver } from "../policy";
import type { Standing } from "./rules";

/** How the actor's units stand with the period of the day, locked or not; no statement beyond the board. */
export async function getMyStanding(actor: Actor, today: IsoDate): Promise<Standing> {
  if (!mayEver(actor, "draft.write")) throw notFound();
  const board = await getBoard(actor, today);
  const isOwn = ({ unit }: UnitShare) => may(actor, "draft.write", { unitId: unit.id });
  const next = board.periods.find((period) => !hasBegun(period, today)) ?? null;
  const { period } = board;
  const states = period ? askedReports(board, isOwn, [period]).map(({ state }) => state) : [];
  const among = (wanted: readonly CellState[]) =>
    states.filter((state) => wanted.includes(state)).length;
  return {
    points: board.points.filter((point) =>
      point.units.some(
        (share) =>
          isOwn(share) && share.group === "NONE" && !isResting(board, point, share.unit.cityId),
      ),
    ).length,
    period: period && {
      month: period.month,
      locked: !isOpen(period, today),
      done: among(STATES_OF.REPORTED),
      missed: among(STATES_OF.MISSED),
      all: states.length,
    },
    next: next && { month: next.month, dueOn: next.dueOn },
  };
}

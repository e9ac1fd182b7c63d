import type { Board } from "../dashboards/board";
import { milestonesOf } from "../dashboards/milestones";
import type { IsoDate } from "../dates";
import { answeringUnits } from "../status/roll-up";

/** A 节点 one unit still owes: its side has not reached it, and the unit answers for the side. */
export type OwedMilestone = {
  assignmentId: number;
  rootId: number;
  title: string;
  dueOn: IsoDate;
  point: { number: number; title: string };
  unit: { id: number; name: string; shortName: string; cityId: number | null };
};

/** Every milestone owed on the board's day; a point that is paused or cancelled or a side that is 销号 owes none. */
export function owedMilestones(board: Board): OwedMilestone[] {
  return board.points
    .filter(({ halted }) => !halted)
    .flatMap((point) =>
      milestonesOf(point, board.asOf).flatMap(({ rootId, title, dueOn, sides }) =>
        sides
          .filter(({ state }) => state !== "DONE")
          .flatMap(({ city }) => point.sides.find((side) => side.city.id === city.id)?.units ?? [])
          .filter((share, _, all) => isAnswering(share, all))
          .map(({ assignmentId, unit }) => ({
            assignmentId,
            rootId,
            title,
            dueOn,
            point: { number: point.number, title: point.title },
            unit,
          })),
      ),
    );
}

type Share = Board["assignments"][number];

function isAnswering(share: Share, all: Share[]): boolean {
  const side = all.filter(({ unit }) => unit.cityId === share.unit.cityId);
  return share.group === "NONE" && answeringUnits(side).includes(share);
}

import type { Board } from "../dashboards/board";
import type { IsoDate } from "../dates";
import { owesReply } from "../directives/rules";
import { chineseNumeral } from "../format";

/** An answer a unit still owes to a 批示 or 督办单. */
export type OwedReply = {
  directiveId: number;
  /** of a 督办单 */
  order: string | null;
  unit: { id: number; name: string; cityId: number | null };
  /** 第 15 项, 第三章, or the unit's name */
  about: string;
  dueOn: IsoDate;
  /** how many times it has answered: an answer that is asked for again is a new duty */
  round: number;
};

/** Every answer owed on the board's day; what is answered, accepted or withdrawn is not chased. */
export function owedReplies(board: Pick<Board, "directives" | "orders">): OwedReply[] {
  return [...board.directives, ...board.orders]
    .filter(({ withdrawnOn }) => withdrawnOn === null)
    .flatMap(({ id, target, units, order }) =>
      units
        .filter(({ state }) => owesReply(state))
        .map((unit) => ({
          directiveId: id,
          order: order?.name ?? null,
          unit: { id: unit.id, name: unit.name, cityId: unit.cityId },
          about:
            target.kind === "unit"
              ? target.title
              : target.kind === "point"
                ? `第 ${target.number} 项`
                : `第${chineseNumeral(target.number)}章`,
          dueOn: unit.dueOn,
          round: unit.replies.length,
        })),
    );
}

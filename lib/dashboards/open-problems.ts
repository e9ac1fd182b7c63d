import { daysBetween } from "../dates";
import { LEVELS_BY_REACH, levelsOf } from "../problems/rules";
import type { Board, BoardProblem, Point } from "./board";
import type { OpenProblemFilter } from "./schema";

export type ProblemRow = BoardProblem & {
  point: Point;
  /** whole days since it was raised */
  days: number;
};

/** Problems open on the board's day, the furthest reach first, then the oldest. */
export function problemRows(
  board: Board,
  filter: OpenProblemFilter = { level: "ALL" },
): ProblemRow[] {
  const levels = levelsOf(filter.level);
  const points = new Map(board.points.map((point) => [point.id, point]));
  return board.problems
    .flatMap((problem) => {
      const point = points.get(problem.pointId);
      const wanted =
        point &&
        levels.includes(problem.level) &&
        (filter.city === undefined || problem.unit.cityId === filter.city) &&
        (filter.unit === undefined || problem.unit.id === filter.unit) &&
        (filter.chapter === undefined || point.chapterNumber === filter.chapter);
      return wanted ? [{ ...problem, point, days: daysBetween(problem.raisedOn, board.asOf) }] : [];
    })
    .sort(
      (a, b) =>
        LEVELS_BY_REACH.indexOf(a.level) - LEVELS_BY_REACH.indexOf(b.level) ||
        b.days - a.days ||
        a.id - b.id,
    );
}

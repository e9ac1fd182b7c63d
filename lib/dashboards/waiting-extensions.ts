import type { ExtensionFacts } from "../plan/rules";
import { type Actor, may } from "../policy";
import type { Board, Point } from "./board";

/** 延期 that wait for this reviewer on the board's day, the oldest first. */
export function waitingExtensions(
  actor: Actor,
  board: Board,
): { point: Point; extension: ExtensionFacts }[] {
  return board.points
    .flatMap((point) =>
      point.time.extensions
        .filter(
          ({ decision, cityId }) => decision === null && may(actor, "extension.decide", { cityId }),
        )
        .map((extension) => ({ point, extension })),
    )
    .sort((a, b) => a.extension.id - b.extension.id);
}

import type { AdjustmentFacts, ExtensionFacts } from "../plan/rules";
import { type Actor, may } from "../policy";
import type { Point } from "./board";

/**
 * 延期 of a point a reader sees: approved ones everybody does, before the rest, which the unit that
 * applied and the reviewers of its city do.
 */
export function extensionsFor(actor: Actor, { time }: Pick<Point, "time">): ExtensionFacts[] {
  const settled = time.extensions.filter(({ decision }) => decision === "APPROVED");
  const others = time.extensions.filter(
    ({ decision, unitId, cityId }) =>
      decision !== "APPROVED" &&
      (may(actor, "extension.apply", { unitId }) || may(actor, "extension.decide", { cityId })),
  );
  return [...settled, ...others];
}

/** 调整 of a point a reader sees: approved ones everybody does, the rest who proposes or decides. */
export function adjustmentsFor(actor: Actor, { time }: Pick<Point, "time">): AdjustmentFacts[] {
  const office = may(actor, "adjustment.propose") || may(actor, "adjustment.decide");
  return time.adjustments.filter(({ decision }) => decision === "APPROVED" || office);
}

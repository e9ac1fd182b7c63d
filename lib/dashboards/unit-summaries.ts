import { mean } from "../status/roll-up";
import type { Light } from "../status/rules";
import { type Board, countLights, type Point } from "./board";
import { stateNow } from "./reporting";
import type { UnitFilter, UnitOrder } from "./schema";
import type { UnitShare } from "./shares";
import { type Part, partOf } from "./sides";

export type UnitSummary = {
  unit: UnitShare["unit"];
  /** `part`: the side of the point that the unit answers for */
  shares: { share: UnitShare; point: Point; part: Part }[];
  /** of those sides */
  counts: Record<Light, number>;
  /** mean of its approved percents; null for a group */
  percent: number | null;
  due: number;
  reported: number;
};

/** Every unit that holds an assignment on the board's day, in the directory's order. */
export function unitSummaries(board: Board): UnitSummary[] {
  const byUnit = new Map<number, UnitSummary>();
  for (const point of board.points) {
    for (const share of point.units) {
      const summary = byUnit.get(share.unit.id) ?? emptySummary(share.unit);
      byUnit.set(share.unit.id, summary);
      const part = partOf(point, share.unit);
      summary.shares.push({ share, point, part });
      summary.counts[part.light] += 1;
      const state = stateNow(board, point, share);
      if (state) summary.due += 1;
      if (state === "APPROVED" || state === "PENDING") summary.reported += 1;
    }
  }
  for (const summary of byUnit.values()) {
    if (summary.unit.kind === "GROUP") continue;
    summary.percent = mean(summary.shares.map(({ share }) => share.percent ?? 0));
  }
  return [...byUnit.values()].sort(byDirectory);
}

/**
 * The units of a chapter or a point, or all of them. In the directory's order unless another one is
 * asked for; no order goes by progress, for units are not ranked.
 */
export function listedUnits(all: UnitSummary[], filter: UnitFilter): UnitSummary[] {
  const wanted = all.filter(({ shares }) =>
    shares.some(
      ({ point }) =>
        (filter.chapter === undefined || point.chapterNumber === filter.chapter) &&
        (filter.point === undefined || point.number === filter.point),
    ),
  );
  return wanted.sort(ORDERS[filter.sort ?? "directory"]);
}

const ORDERS: Record<UnitOrder, (a: UnitSummary, b: UnitSummary) => number> = {
  directory: byDirectory,
  name: (a, b) => a.unit.name.localeCompare(b.unit.name, "zh-Hans-CN") || byDirectory(a, b),
  points: (a, b) => b.shares.length - a.shares.length || byDirectory(a, b),
};

function byDirectory(a: UnitSummary, b: UnitSummary): number {
  return a.unit.order - b.unit.order;
}

function emptySummary(unit: UnitShare["unit"]): UnitSummary {
  return { unit, shares: [], counts: countLights([]), percent: null, due: 0, reported: 0 };
}

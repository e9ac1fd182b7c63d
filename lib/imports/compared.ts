import "server-only";
import type { PlanToWrite } from "../documents/write-plan";
import { db } from "../platform/db";
import { type DiffPart, wordDiff } from "../progress/text-diff";
import type { ByHand } from "./by-hand";
import type { ImportContent } from "./content";
import { type Difference, differencesOf, pairPoints } from "./differences";
import { lastYear } from "./last-year";
import { planAsItIs } from "./plan-as-it-is";
import { planToWrite } from "./plan-to-write";
import { differencesSeal } from "./publish";
import type { PlanAtHand } from "./rules";
import { ticksOf } from "./together";
import type { UnitMatch } from "./unit-matches";

/** `parts`: word by word, where a text changed; `ticked`: proposed to be taken over. */
export type ShownDifference = Difference & { parts: DiffPart[]; ticked: boolean };

/** `waiting`: points whose units are compared once all their names are settled. */
export type Compared = {
  list: ShownDifference[];
  waiting: number;
  seal: string;
  planTitle: string;
};

/** What a draft differs in from the plan it brings up to date. */
export async function differencesFrom(
  planId: number,
  content: ImportContent,
  matches: readonly UnitMatch[],
  own: ByHand,
): Promise<Compared> {
  const plan = await planAsItIs(db(), planId);
  const notice = planToWrite(content, matches);
  const pairs = pairPoints(plan, notice);
  const all = differencesOf(plan, notice, pairs, own);
  // Who answers for a point is told once its names are: until then each would differ from itself.
  const open = new Set(
    matches.flatMap(({ standsFor, points }) => (standsFor.length === 0 ? points : [])),
  );
  const waiting = pairs.flatMap(({ present, wanted }) =>
    present && open.has(wanted.number) ? present.id : [],
  );
  const list = all.filter((each) => each.kind !== "UNIT" || !waiting.includes(each.pointId));
  const ticked = ticksOf(plan, list);
  return {
    list: list.map((each) => ({ ...each, parts: partsOf(each), ticked: ticked.has(each.key) })),
    waiting: waiting.length,
    seal: differencesSeal(all),
    planTitle: plan.title,
  };
}

/** The plan of the year before, beside a new one. */
export async function previousOf(plans: PlanAtHand[], notice: PlanToWrite) {
  const before = await lastYear(db(), plans, notice);
  return (
    before && { ...before, list: before.list.map((each) => ({ ...each, parts: partsOf(each) })) }
  );
}

function partsOf(each: Difference): DiffPart[] {
  switch (each.kind) {
    case "TEXT":
    case "HEAD":
    case "CHAPTER":
      return wordDiff(each.before, each.after);
    default:
      return [];
  }
}

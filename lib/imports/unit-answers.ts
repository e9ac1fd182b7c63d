import "server-only";
import type { Transaction } from "../platform/db";
import type { Actor } from "../policy";
import { citiesKey } from "../units/rules";
import type { ImportContent, Remembered, UnitDecision } from "./content";
import type { KnownUnit } from "./known-units";
import { knownUnits, plansAtHand } from "./plan-as-it-is";
import { type PlanAtHand, plansWithin, targetOf } from "./rules";
import { matchUnits, type UnitMatch } from "./unit-matches";

/** The names of a draft against the directory, the plans at hand, and what was answered before. */
export async function matchesAtHand(
  tx: Transaction,
  actor: Actor,
  content: ImportContent,
): Promise<{
  known: KnownUnit[];
  plans: PlanAtHand[];
  foreign: boolean;
  remembered: Remembered;
  matches: UnitMatch[];
}> {
  const [known, all] = [await knownUnits(tx), await plansAtHand(tx)];
  const { within: plans, foreign } = plansWithin(actor, all, content.documentNumber);
  const remembered = await rememberedOf(tx, content, plans, known);
  return { known, plans, foreign, remembered, matches: matchUnits(content, known, remembered) };
}

// Every notice holds its answers in full, also those it took from the ones before it.
const MOST = 10;

async function rememberedOf(
  tx: Transaction,
  content: ImportContent,
  plans: readonly PlanAtHand[],
  known: readonly KnownUnit[],
): Promise<Remembered> {
  const { target } = targetOf(content, plans);
  const cities = citiesKey(content.cities.map(({ name }) => name));
  const own = plans.filter((plan) => citiesKey(plan.cityNames) === cities);
  if (own.length === 0) return { applied: {}, proposed: {} };
  const rows = await tx.import.findMany({
    where: { planId: { in: own.map(({ id }) => id) }, state: "PUBLISHED" },
    orderBy: { id: "desc" },
    take: MOST,
    select: { planId: true, content: true },
  });
  const oldestFirst = rows.reverse().map((row) => ({
    planId: row.planId,
    content: row.content as unknown as ImportContent,
  }));
  const of = (fits: (planId: number | null) => boolean) =>
    Object.assign(
      {},
      ...oldestFirst
        .filter(({ planId }) => fits(planId))
        .map((each) => answersIn(each.content, known)),
    ) as Record<string, UnitDecision>;
  return { applied: of((planId) => planId === target), proposed: of(() => true) };
}

/** The answers of a published import, by the directory's units where they are there by now. */
function answersIn(
  content: ImportContent,
  known: readonly KnownUnit[],
): Record<string, UnitDecision> {
  const answers = matchUnits(content, known).flatMap(({ name, decision, unit }) => {
    if (!decision) return [];
    return [[name, unit ? { unitId: unit.id } : decision] as const];
  });
  return Object.fromEntries(answers);
}

/** What an import that is published is kept with: everything that was answered, and nothing that was known. */
export function answered(content: ImportContent, matches: readonly UnitMatch[]): ImportContent {
  const units = matches.flatMap(({ name, state, decision }) =>
    state === "DECIDED" && decision ? [[name, decision] as const] : [],
  );
  return { ...content, units: Object.fromEntries(units) };
}

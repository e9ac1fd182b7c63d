import "server-only";
import { createHash } from "node:crypto";
import { adminCities } from "../accounts/reach";
import { recordEntry } from "../audit/commands";
import { ensureUnits, idsOfUnits, type PlanToWrite, writePlan } from "../documents/write-plan";
import { monthsOf } from "../periods/rules";
import { type Transaction, transact } from "../platform/db";
import { holdDirectory } from "../platform/directory-lock";
import { notFound, Refusal } from "../platform/refusal";
import { type Actor, may } from "../policy";
import { applyDifferences } from "./apply";
import { type ByHand, byHandIn } from "./by-hand";
import { lockDraft } from "./commands";
import { type Difference, differencesOf, type PlanAsItIs } from "./differences";
import { beginUpdate } from "./former";
import { carryOver, lastYear } from "./last-year";
import { tellPublished } from "./notices";
import { planAsItIs } from "./plan-as-it-is";
import { planToWrite, unitsToCreate } from "./plan-to-write";
import { FOREIGN, openQuestions, type PlanAtHand, targetOf } from "./rules";
import type { PublishImportInput } from "./schema";
import { refuseBeyond } from "./start";
import { type ToldList, toldCarried, toldDifferences } from "./told";
import { answered, matchesAtHand } from "./unit-answers";

/** What an undo needs: the new plan's company, or the plan as it was with what was touched of it. */
export type Traces =
  | { cityIds: number[]; unitIds: number[] }
  | {
      before: PlanAsItIs;
      touched: number[];
      added: number[];
      accepted: string[];
      unitIds: number[];
    };

/**
 * Puts a draft in force, in one transaction: as a new plan, or as the accepted differences from the
 * plan it is a new version of. Refused while anything is open. Returns the plan's id.
 */
export async function publishImport(
  actor: Actor,
  input: PublishImportInput,
  now: Date,
): Promise<{ planId: number }> {
  if (!may(actor, "plan.import")) throw notFound();
  const own = await adminCities(actor);
  return transact(async (tx) => {
    // One after the other: the second of two sees the units and plans of the first.
    await tx.$executeRaw`SELECT pg_advisory_xact_lock(${LOCK})`;
    // And no unit is abolished between the look at it and its work.
    await holdDirectory(tx, "ALONE");
    const { id, content } = await lockDraft(tx, actor, input);
    const { known, plans, foreign, matches } = await matchesAtHand(tx, actor, content);
    if (foreign) throw new Refusal("FORBIDDEN", FOREIGN);
    const open = openQuestions(content, matches, plans);
    const first = open[0];
    if (first) {
      throw new Refusal("INVALID", `还有 ${open.length} 件事要定，先请看：${first.message}`);
    }
    const plan = planToWrite(content, matches);
    const units = unitsToCreate(matches, content.cities, known);
    const { target } = targetOf(content, plans);
    const cityNames = units.flatMap(({ cityName }) => cityName ?? []);
    const citiesOf = (named: (name: string) => boolean) =>
      matches
        .flatMap(({ standsFor }) => standsFor)
        .flatMap(({ unit }) => (unit && named(unit.name) ? (unit.cityName ?? []) : []));
    if (target === "NEW") {
      cityNames.unshift(...plan.cities.map(({ name }) => name), ...citiesOf(() => true));
    }
    await refuseBeyond(tx, own, cityNames);
    const published =
      typeof target === "number"
        ? await update(tx, target, plan, units, input, now, (wanted) =>
            refuseBeyond(
              tx,
              own,
              citiesOf((name) => wanted.has(name)),
            ),
          )
        : await create(tx, actor, plan, units, plans, input, now);
    await tx.import.update({
      where: { id },
      data: {
        state: "PUBLISHED",
        content: answered(content, matches),
        planId: published.planId,
        updated: typeof target === "number",
        traces: published.traces,
        publishedById: actor.accountId,
        publishedAt: now,
      },
    });
    const { planId, told, news } = published;
    await tellPublished(tx, actor, { importId: id, planId, update: news }, now);
    await recordEntry(
      tx,
      actor,
      {
        action: "import.publish",
        subject: `import:${id}`,
        after: { planId, ...told },
        planId,
        anyPlan: true,
      },
      now,
    );
    return { planId };
  }, "这份通知刚被他人发布，或城市简称与已有的重复，请刷新后核对。");
}

const LOCK = 20241124;

type Published = {
  planId: number;
  traces: Traces;
  news: Parameters<typeof tellPublished>[2]["update"];
  /** what the audit entry holds of it */
  told:
    | ({ newUnits: number; carried: number; reportsFrom?: string } & Partial<ToldList>)
    | ({ accepted: number; offered: number } & ToldList);
};

async function create(
  tx: Transaction,
  actor: Actor,
  plan: PlanToWrite,
  units: ReturnType<typeof unitsToCreate>,
  plans: readonly PlanAtHand[],
  input: PublishImportInput,
  now: Date,
): Promise<Published> {
  // Read before the new plan is there: what is taken over is the old one's.
  const before = await lastYear(tx, plans, plan);
  const carried = (before?.carried ?? []).filter(({ key }) => input.accepted.includes(key));
  const { reportsFrom } = input;
  const months = monthsOf(plan.issuedOn, plan.dueOn).map(({ month }) => month);
  if (reportsFrom !== undefined && !months.includes(reportsFrom)) {
    throw new Refusal("INVALID", "请从印发到办理时限之间选一个月，从这个月起报送。");
  }
  const written = await writePlan(tx, actor, { ...plan, reportsFrom }, units, now);
  const { planId, cityIds, unitIds } = written;
  const how = { year: before?.year ?? 0, startsOn: plan.issuedOn, by: actor.accountId, now };
  await carryOver(tx, planId, carried, input.due, how);
  const told = {
    ...{ newUnits: unitIds.length, carried: carried.length },
    ...(carried.length > 0 ? toldCarried(carried) : {}),
    ...(reportsFrom === undefined ? {} : { reportsFrom }),
  };
  return { planId, traces: { cityIds, unitIds }, news: null, told };
}

async function update(
  tx: Transaction,
  planId: number,
  notice: PlanToWrite,
  units: ReturnType<typeof unitsToCreate>,
  input: PublishImportInput,
  now: Date,
  /** refuses units beyond whoever publishes */
  refuse: (wanted: Set<string>) => Promise<void>,
): Promise<Published> {
  await tx.$executeRaw`SELECT 1 FROM plans WHERE id = ${planId} FOR UPDATE`;
  const before = await planAsItIs(tx, planId);
  const differences = differencesOf(before, notice, undefined, await ownByHand(tx, input));
  if (differencesSeal(differences) !== input.seal) {
    throw new Refusal("STALE", "要点或分工刚有变化，页面已重新列出差别，请核对后再发布。");
  }
  const accepted = differences.map(({ key }) => key).filter((key) => input.accepted.includes(key));
  if (accepted.length === 0) {
    throw new Refusal(
      "INVALID",
      differences.length === 0
        ? "这份通知与现有要点没有差别，不需要发布。"
        : "没有选中要采纳的差别，请至少选一处，或作废这份导入。",
    );
  }
  const cities = await tx.city.findMany({ select: { id: true, name: true } });
  const cityIds = new Map(cities.map(({ id, name }) => [name, id]));
  // Units nobody takes in are not made either.
  const wanted = unitsAccepted(differences, accepted, notice);
  await refuse(wanted);
  const created = await ensureUnits(
    tx,
    units.filter(({ name }) => wanted.has(name)),
    cityIds,
  );
  const unitIds = new Map([
    ...(await idsOfUnits(tx, notice.chapters)),
    ...(await idsOfUnits(tx, [before])),
  ]);
  const applied = await applyDifferences(
    tx,
    before,
    notice,
    new Set(accepted),
    unitIds,
    await beginUpdate(tx, { importId: input.importId, planId, undoing: false }, now),
  );
  const taken = differences.filter(({ key }) => accepted.includes(key));
  return {
    planId,
    traces: { before, ...applied, accepted, unitIds: created },
    news: { differences: taken, before: before.points, added: applied.added },
    told: {
      ...{ accepted: accepted.length, offered: differences.length },
      ...toldDifferences(taken),
    },
  };
}

/** What was set by hand in the preview of the draft itself. */
async function ownByHand(tx: Transaction, { importId: id }: PublishImportInput): Promise<ByHand> {
  const select = { reading: true, content: true };
  const row = await tx.import.findUniqueOrThrow({ where: { id }, select });
  return byHandIn([row as unknown as Parameters<typeof byHandIn>[0][number]]);
}

function unitsAccepted(
  differences: readonly Difference[],
  accepted: readonly string[],
  notice: PlanToWrite,
): Set<string> {
  const points = notice.chapters.flatMap((chapter) => chapter.points);
  return new Set(
    differences.flatMap((each) => {
      if (!accepted.includes(each.key)) return [];
      if (each.kind === "UNIT") return each.after === null ? [] : [each.unit];
      if (each.kind !== "ADDED") return [];
      return points
        .filter(({ number }) => number === each.number)
        .flatMap(({ units }) => units.map(({ name }) => name));
    }),
  );
}

/** Changes whenever the list of differences does. */
export function differencesSeal(differences: readonly Difference[]): string {
  return createHash("sha256").update(JSON.stringify(differences)).digest("hex").slice(0, 16);
}

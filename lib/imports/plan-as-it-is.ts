import "server-only";
import { fromDbDate } from "../dates";
import type { PlanToWrite } from "../documents/write-plan";
import type { Transaction } from "../platform/db";
import { citiesKey } from "../units/rules";
import { type ByHand, byHandIn, chapterText, dueKeys } from "./by-hand";
import { textOfPoint } from "./content";
import type { Pairs, PlanAsItIs, PlanPoint } from "./differences";
import type { KnownUnit } from "./known-units";
import type { PlanAtHand } from "./rules";

/** The plans a notice may be meant for, the newest first. */
export async function plansAtHand(tx: Transaction): Promise<PlanAtHand[]> {
  const rows = await tx.plan.findMany({
    orderBy: [{ year: "desc" }, { id: "asc" }],
    select: {
      id: true,
      year: true,
      title: true,
      documentNumber: true,
      cities: { select: { city: { select: { name: true } } } },
    },
  });
  return rows.map(({ cities, ...plan }) => ({
    ...plan,
    cityNames: cities.map(({ city }) => city.name),
  }));
}

/** Every unit of the directory, in official order. */
export async function knownUnits(tx: Transaction): Promise<KnownUnit[]> {
  const rows = await tx.unit.findMany({
    orderBy: { officialOrder: "asc" },
    select: {
      id: true,
      name: true,
      aliases: true,
      pinyinInitials: true,
      kind: true,
      city: { select: { name: true } },
      formerNames: { select: { name: true } },
      abolishedOn: true,
      successorId: true,
    },
  });
  const plans = await plansOfCityless(tx);
  return rows.map(({ city, formerNames, abolishedOn, successorId, ...unit }) => ({
    ...unit,
    cityName: city?.name ?? null,
    ...(city ? {} : { plans: plans.get(unit.id) ?? [] }),
    formerNames: formerNames.map(({ name }) => name),
    ...(abolishedOn === null ? {} : { end: { successorId } }),
  }));
}

/** For whom the units of no city work: the cities of each plan. */
async function plansOfCityless(tx: Transaction): Promise<Map<number, string[]>> {
  const rows = await tx.$queryRaw<{ id: number; cities: string[][] }[]>`
    SELECT u.id, json_agg(pc.names) AS cities FROM units u
      JOIN LATERAL (SELECT DISTINCT a.plan_id FROM assignments a WHERE a.unit_id = u.id) p ON true
      JOIN LATERAL (SELECT array_agg(c.name) AS names FROM plan_cities pc JOIN cities c ON c.id = pc.city_id
                     WHERE pc.plan_id = p.plan_id) pc ON true
     WHERE u.city_id IS NULL GROUP BY u.id`;
  return new Map(rows.map(({ id, cities }) => [id, cities.map((names) => citiesKey(names))]));
}

/** A plan as it stands, to compare a notice with. */
export async function planAsItIs(tx: Transaction, planId: number): Promise<PlanAsItIs> {
  const plan = await tx.plan.findUniqueOrThrow({
    where: { id: planId },
    include: {
      chapters: { where: { removedOn: null }, orderBy: { number: "asc" } },
      points: {
        where: { removedOn: null },
        orderBy: { number: "asc" },
        include: {
          chapter: { select: { number: true } },
          actionItems: {
            where: { origin: "DOCUMENT", removedOn: null },
            orderBy: { position: "asc" },
          },
          indicators: { where: { addedById: null, removedOn: null }, orderBy: { position: "asc" } },
          assignments: {
            orderBy: { id: "asc" },
            include: { unit: { select: { name: true } }, terms: { orderBy: { id: "asc" } } },
          },
        },
      },
    },
  });
  const bound = await boundPoints(tx, planId);
  const byHand = await setByHand(tx, planId);
  return {
    id: plan.id,
    year: plan.year,
    title: plan.title,
    documentNumber: plan.documentNumber,
    issuedOn: fromDbDate(plan.issuedOn),
    dueOn: fromDbDate(plan.dueOn),
    foreword: plan.foreword,
    afterword: plan.afterword,
    chapters: plan.chapters.map(({ number, marker, title, titleEnd, foreword }) => ({
      ...{ number, marker, title, titleEnd, foreword },
      byHand: byHand.chapters.has(chapterText({ marker, title, titleEnd, foreword })),
    })),
    points: plan.points.map(({ chapter, assignments, actionItems, indicators, ...point }) => ({
      id: point.id,
      number: point.number,
      chapterNumber: chapter.number,
      section: point.section,
      before: point.before,
      marker: point.marker,
      title: point.title,
      titleEnd: point.titleEnd,
      body: point.body,
      clauseStart: point.clauseStart,
      clause: point.clause,
      clauseEnd: point.clauseEnd,
      dueOn: fromDbDate(point.dueOn),
      actionItems: actionItems.map(({ text }) => text),
      indicators: indicators.map(({ name, target, measure, sentence, match, start }) => ({
        ...{ name, target, measure, sentence, match, start },
      })),
      ...unitsOf(assignments),
      bound: bound.get(point.id) ?? null,
      byHand: {
        text: byHand.texts.has(textOfPoint(point)),
        due: dueKeys({ ...point, dueOn: fromDbDate(point.dueOn) }).some((at) =>
          byHand.dues.has(at),
        ),
      },
    })),
  };
}

/** What administrators set in the previews of the imports a plan is of. */
async function setByHand(tx: Transaction, planId: number): Promise<ByHand> {
  const rows = await tx.import.findMany({
    where: { planId, state: "PUBLISHED" },
    select: { reading: true, content: true },
  });
  return byHandIn(rows as unknown as Parameters<typeof byHandIn>[0]);
}

type Row = {
  unit: { name: string };
  terms: {
    role: PlanPoint["units"][number]["role"];
    origin: string;
    groupId: number | null;
    endsOn: Date | null;
    startedById: number | null;
    endedById: number | null;
  }[];
};

function unitsOf(assignments: readonly Row[]): Pick<PlanPoint, "units" | "takenOff"> {
  const named = assignments.map(({ unit, terms }) => ({
    name: unit.name,
    open: terms.find(({ endsOn, groupId }) => endsOn === null && groupId === null),
    member: terms.some(({ endsOn, groupId }) => endsOn === null && groupId !== null),
    fromNotice: terms.some(({ origin }) => origin === "DOCUMENT"),
    ended: terms.at(-1)?.endedById ?? null,
  }));
  return {
    units: named.flatMap(({ name, open, fromNotice }) =>
      open ? [{ name, role: open.role, fromNotice, byHand: open.startedById !== null }] : [],
    ),
    takenOff: named.flatMap(({ name, open, member, fromNotice, ended }) =>
      !open && !member && fromNotice && ended !== null ? [name] : [],
    ),
  };
}

/** Points on which somebody still waits for somebody: a new version of the notice does not take them away. */
async function boundPoints(tx: Transaction, planId: number): Promise<Map<number, string>> {
  const rows = await tx.$queryRaw<{ id: number; bound: string | null }[]>`
    SELECT wp.id, CASE
      WHEN EXISTS (SELECT 1 FROM supervision_orders so WHERE so.point_id = wp.id) THEN '有督办单'
      WHEN EXISTS (SELECT 1 FROM directives d WHERE d.point_id = wp.id) THEN '有批示'
      WHEN EXISTS (SELECT 1 FROM action_items ai WHERE ai.point_id = wp.id AND ai.meeting_id IS NOT NULL
                      AND ai.removed_on IS NULL) THEN '有议定事项'
      WHEN EXISTS (SELECT 1 FROM assignments a JOIN progress_updates pu ON pu.assignment_id = a.id
                    WHERE a.point_id = wp.id
                      AND NOT EXISTS (SELECT 1 FROM reviews r WHERE r.update_id = pu.id)
                      AND NOT EXISTS (SELECT 1 FROM withdrawals w WHERE w.update_id = pu.id))
        THEN '有进展待审核'
      WHEN EXISTS (SELECT 1 FROM extensions e WHERE e.point_id = wp.id AND e.decision IS NULL)
        THEN '有延期申请待审批'
      WHEN EXISTS (SELECT 1 FROM adjustments ad WHERE ad.point_id = wp.id AND ad.decision IS NULL)
        THEN '有调整待审批'
      WHEN waiting.id IS NOT NULL THEN '有办结申请待核验'
    END AS bound
      FROM work_points wp
      LEFT JOIN (SELECT DISTINCT point_id AS id FROM waiting_completions(${planId}, NULL)) waiting
        ON waiting.id = wp.id
     WHERE wp.plan_id = ${planId} AND wp.removed_on IS NULL`;
  return new Map(rows.flatMap(({ id, bound }) => (bound === null ? [] : [[id, bound]])));
}

/** What a plan was, in the form of a notice, point by point. */
export function asNotice(before: PlanAsItIs): Omit<PlanToWrite, "cities"> {
  return {
    ...before,
    chapters: before.chapters.map((chapter) => ({
      ...chapter,
      points: before.points.filter((point) => point.chapterNumber === chapter.number),
    })),
  };
}

/** The same points, however they read by now. */
export function pairById(plan: PlanAsItIs, before: PlanAsItIs): Pairs {
  return before.points.map((wanted) => ({
    wanted,
    present: plan.points.find(({ id }) => id === wanted.id) ?? null,
  }));
}

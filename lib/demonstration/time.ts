import "server-only";
import { demonstrationActor } from "../accounts/queries";
import { decideAdjustment, proposeAdjustment } from "../adjustments/commands";
import type { ProposeAdjustmentInput } from "../adjustments/schema";
import { stateConfidence } from "../confidences/commands";
import type { IsoDate } from "../dates";
import { fromDbDate, toDbDate } from "../dates";
import { applyForExtension, decideExtension } from "../extensions/commands";
import { confirmMilestone, setMilestones } from "../plan/commands";
import { milestonesSeal } from "../plan/rules";
import { setMilestonesInput } from "../plan/schema";
import { db } from "../platform/db";
import type { Actor } from "../policy";
import { at, type Desk } from "./desks";
import { promiseActs } from "./promises";
import { CONFIDENCES, EXTENSIONS, MILESTONES, PAUSES, PUT_OFF } from "./time-rules";

export type TimeAct = { on: IsoDate; order: number; run: (reviewer: Actor) => Promise<void> };

/** Milestones, extensions, pauses and confidences of one month, each skipped when an interrupted load left it. */
export async function timeActs(desks: Desk[], month: IsoDate, today: IsoDate): Promise<TimeAct[]> {
  const admin = await demonstrationActor("admin");
  const acts: TimeAct[] = promiseActs(desks, admin);
  for (const [number, steps] of MILESTONES) {
    const sides = sidesOf(desks, number);
    const [side] = sides;
    if (!side) continue;
    const pointId = side.point.id;
    acts.push({ on: "2024-05-10", order: 5, run: () => plant(admin, pointId, steps, sides) });
    for (const step of steps) {
      for (const [place, doneOn] of (step.done ?? []).entries()) {
        const cityId = sides.find((each) => each.place === place)?.cityId;
        if (!doneOn || cityId === undefined) continue;
        const key = { pointId, cityId, title: step.title, doneOn };
        acts.push({ on: doneOn, order: 6, run: (reviewer) => reach(reviewer, key) });
      }
    }
  }
  const [delayed] = sidesOf(desks, PUT_OFF.number);
  if (delayed) {
    const run = () => putOff(admin, delayed.point.id);
    acts.push({ on: PUT_OFF.on, order: 7, run });
  }
  for (const { number, place, appliedOn, toOn, reason, decision } of EXTENSIONS) {
    const desk = desks.find((each) => each.point.number === number && each.place === place);
    if (!desk) continue;
    const key = { pointId: desk.point.id, appliedOn: toDbDate(appliedOn) };
    const apply = async () => {
      if ((await db().extension.count({ where: key })) > 0) return;
      const input = { assignmentId: desk.assignmentId, toOn, reason };
      await applyForExtension(desk.actor, input, at(appliedOn, 10));
    };
    acts.push({ on: appliedOn, order: 6, run: apply });
    if (!decision) continue;
    const decide = async (reviewer: Actor) => {
      const waiting = await db().extension.findFirst({ where: { ...key, decision: null } });
      if (!waiting) return;
      const { verdict, opinion, on } = decision;
      const input = { extensionId: waiting.id, decision: verdict, opinion };
      await decideExtension(reviewer, input, at(on, 16));
    };
    acts.push({ on: decision.on, order: 7, run: decide });
  }
  for (const { number, from, to, reason, resumed, basis } of PAUSES) {
    const pointId = desks.find((each) => each.point.number === number)?.point.id;
    if (pointId === undefined) continue;
    for (const [kind, on, why] of [
      ["PAUSE", from, reason],
      ["RESUME", to, resumed],
    ] as const) {
      const wanted = { pointId, kind, toOn: undefined, text: "", reason: why, basis };
      acts.push({ on, order: 8, run: (reviewer) => adjust(reviewer, admin, wanted, on) });
    }
  }
  for (const { number, place, on, level, sentence } of CONFIDENCES) {
    const desk = desks.find((each) => each.point.number === number && each.place === place);
    if (!desk) continue;
    const key = { pointId: desk.point.id, cityId: desk.cityId };
    const state = async (reviewer: Actor) => {
      const stated = { ...key, statedOn: toDbDate(on) };
      if ((await db().confidence.count({ where: stated })) > 0) return;
      await stateConfidence(reviewer, { ...key, level, sentence }, at(on, 17));
    };
    acts.push({ on, order: 8, run: state });
  }
  const isThisMonth = month.slice(0, 7) === today.slice(0, 7);
  return acts.filter(
    ({ on }) => on.slice(0, 7) === month.slice(0, 7) && (!isThisMonth || on <= today),
  );
}

/** Proposed by the reviewer in the morning and approved by the administrator in the afternoon, once. */
async function adjust(
  reviewer: Actor,
  admin: Actor,
  wanted: ProposeAdjustmentInput,
  on: IsoDate,
): Promise<void> {
  const same = { pointId: wanted.pointId, kind: wanted.kind };
  if ((await db().adjustment.count({ where: same })) === 0) {
    await proposeAdjustment(reviewer, wanted, at(on, 9));
  }
  const waiting = await db().adjustment.findFirst({ where: { ...same, decision: null } });
  if (!waiting) return;
  const decision = { decision: "APPROVED" as const, opinion: "同意。" };
  await decideAdjustment(admin, { adjustmentId: waiting.id, ...decision }, at(on, 16));
}

/** One desk a side of a point. */
function sidesOf(desks: Desk[], number: number): Desk[] {
  const own = desks.filter((desk) => desk.point.number === number);
  return [...new Map(own.map((desk) => [desk.cityId, desk])).values()];
}

async function plant(
  admin: Actor,
  pointId: number,
  steps: (typeof MILESTONES)[number][1],
  sides: Desk[],
): Promise<void> {
  if ((await db().milestone.count({ where: { pointId } })) > 0) return;
  const cityOf = (place: number | undefined) =>
    sides.find((side) => side.place === place)?.cityId ?? null;
  const entries = steps.map(({ place, ...step }) => ({ ...step, cityId: cityOf(place) }));
  await setMilestones(admin, milestonesForm(pointId, "", entries), at("2024-05-10", 10));
}

type Entry = {
  title: string;
  dueOn: IsoDate;
  weight: number;
  cityId: number | null;
  root?: number;
};

/** What the form of milestones sends. */
function milestonesForm(pointId: number, seal: string, entries: Entry[]) {
  const rows = (value: (entry: Entry) => unknown) =>
    Object.fromEntries(entries.map((entry, index) => [index, String(value(entry))]));
  return setMilestonesInput.parse({
    ...{ pointId, seal },
    ...{ title: rows(({ title }) => title), dueOn: rows(({ dueOn }) => dueOn) },
    weight: rows(({ weight }) => weight),
    city: rows(({ cityId }) => cityId ?? ""),
    root: rows(({ root }) => root ?? ""),
  });
}

/** The same milestones again with one of them later; once. */
async function putOff(admin: Actor, pointId: number): Promise<void> {
  const stood = await db().milestone.findMany({
    where: { pointId, removedOn: null },
    orderBy: [{ dueOn: "asc" }, { id: "asc" }],
  });
  const { title, dueOn, on } = PUT_OFF;
  if (stood.every((row) => row.title !== title || fromDbDate(row.dueOn) === dueOn)) return;
  const entries = stood.map((row) => ({
    ...{ title: row.title, weight: row.weight, cityId: row.cityId, root: row.rootId ?? row.id },
    dueOn: row.title === title ? dueOn : fromDbDate(row.dueOn),
  }));
  await setMilestones(admin, milestonesForm(pointId, milestonesSeal(stood), entries), at(on, 10));
}

async function reach(
  reviewer: Actor,
  {
    pointId,
    cityId,
    title,
    doneOn,
  }: Record<"pointId" | "cityId", number> & Record<"title" | "doneOn", string>,
): Promise<void> {
  const row = await db().milestone.findFirst({
    where: { pointId, title, removedOn: null },
    include: { completions: { where: { cityId } } },
  });
  if (!row || row.completions.length > 0) return;
  const day = doneOn < fromDbDate(row.addedOn) ? fromDbDate(row.addedOn) : doneOn;
  await confirmMilestone(reviewer, { rootId: row.id, cityId, doneOn }, at(day, 16));
}

import "server-only";
import { refuseAbolished } from "../assignments/checks";
import { fromDbDate, type IsoDate, toDbDate } from "../dates";
import type { PlanToWrite } from "../documents/write-plan";
import type { Transaction } from "../platform/db";
import { Refusal } from "../platform/refusal";
import { citiesKey } from "../units/rules";
import { type Difference, differencesOf, type Pairs, pairPoints } from "./differences";
import {
  CARRIED,
  type LeftItem,
  type LeftUnit,
  leftItems,
  leftUnits,
  likeSentence,
  suggestedDay,
  unitsFor,
} from "./left-over";
import { planAsItIs } from "./plan-as-it-is";
import type { PlanAtHand } from "./rules";

/** What a new plan may take over from the one before it, point by point; `key` is what an admin ticks. */
export type Carried = {
  key: string;
  /** of the point in the new plan */
  number: number;
  title: string;
} /** `like`: the sentence of the new notice that says the same but for figures and dates: carried along it would stand there twice; `suggestedOn`: a day in the new plan's time */ & (
  | ({ kind: "ITEM"; like: string | null; suggestedOn: IsoDate | null } & Omit<
      LeftItem,
      "id" | "pointId"
    >)
  /** `group`: the 集合单位 it answers for, which the new notice names too */
  | ({ kind: "UNIT" } & Omit<LeftUnit, "id" | "pointId">)
);

/** `now`: the number of the point in the new notice, where it has one. */
export type YearDifference = Difference & { now: number | null };

export type LastYear = {
  title: string;
  year: number;
  list: YearDifference[];
  /** points that only bear another number */
  renumbered: number;
  carried: Carried[];
};

/** The plan of these cities in the year before, against a notice of a new year; null when there is none. */
export async function lastYear(
  tx: Transaction,
  plans: readonly PlanAtHand[],
  notice: PlanToWrite,
): Promise<LastYear | null> {
  const cities = citiesKey(notice.cities.map(({ name }) => name));
  const [before] = plans
    .filter((plan) => plan.year < notice.year && citiesKey(plan.cityNames) === cities)
    .sort((a, b) => b.year - a.year);
  if (!before) return null;
  const plan = await planAsItIs(tx, before.id);
  const pairs = pairPoints(plan, notice);
  const list = differencesOf(plan, notice, pairs.map(withoutMarkers)).flatMap(
    (each): YearDifference[] => {
      if (["HEAD", "CHAPTER", "CHAPTER_OF", "NUMBER", "DUE"].includes(each.kind)) return [];
      const id = "pointId" in each ? each.pointId : null;
      const now = pairs.find(({ present }) => id !== null && present?.id === id)?.wanted.number;
      return [{ ...each, now: now ?? null }];
    },
  );
  const renumbered = pairs.filter(
    ({ wanted, present }) =>
      present !== null &&
      present.number !== wanted.number &&
      !list.some((each) => "pointId" in each && each.pointId === present.id),
  ).length;
  const [items, units] = [await leftItems(tx, before.id), await leftUnits(tx, before.id)];
  const carried = pairs.flatMap(({ wanted, present }): Carried[] => {
    if (!present) return [];
    const at = { number: wanted.number, title: wanted.title };
    const ofPoint = (row: { pointId: number }) => row.pointId === present.id;
    return [
      ...items.filter(ofPoint).map(
        ({ id, pointId: _, ...item }): Carried => ({
          ...at,
          ...item,
          key: `item:${id}`,
          kind: "ITEM",
          suggestedOn: suggestedDay(item.dueOn, notice, wanted.dueOn),
          like: likeSentence(item.text, wanted.actionItems),
        }),
      ),
      ...units.filter(ofPoint).flatMap(({ id, pointId: _, ...row }): Carried[] => {
        const named = wanted.units.some(({ name }) => name === row.unit);
        const grouped = row.group === null || wanted.units.some(({ name }) => name === row.group);
        return named || !grouped ? [] : [{ ...at, ...row, key: `unit:${id}`, kind: "UNIT" }];
      }),
    ];
  });
  return { title: before.title, year: before.year, list, renumbered, carried };
}

/** A point that moved up by one has another number before its text, which is no change of it. */
function withoutMarkers({ wanted, present }: Pairs[number]): Pairs[number] {
  return {
    wanted: { ...wanted, marker: "" },
    present: present && { ...present, marker: "" },
  };
}

/**
 * Gives the points of a new plan what was ticked: units as 系统补充, and items with the note 上年结转 and
 * the day they were to be done, for whom they were, due on the day that was chosen.
 */
export async function carryOver(
  tx: Transaction,
  planId: number,
  carried: readonly Carried[],
  due: Record<string, string>,
  { year, startsOn, by, now }: { year: number; startsOn: IsoDate; by: number; now: Date },
): Promise<void> {
  const ofPoint = (number: number) => ({ planId, number, removedOn: null });
  const day = toDbDate(startsOn);
  const units = carried.filter((each) => each.kind === "UNIT");
  await refuseAbolished(
    tx,
    units.map(({ unitId }) => unitId),
  );
  for (const { number, unitId, role, groupId } of units) {
    const point = await tx.workPoint.findFirst({
      where: ofPoint(number),
      select: { id: true, assignments: { where: { unitId: groupId ?? 0 }, select: { id: true } } },
    });
    if (!point) continue;
    const term = { role, origin: "ADMIN" as const, startsOn: day, startedById: by };
    await tx.assignment.create({
      data: {
        ...{ planId, pointId: point.id, unitId },
        terms: { create: { ...term, groupId: point.assignments[0]?.id ?? null } },
      },
    });
  }
  // After the units: an item may be for one of them.
  for (const each of carried) {
    if (each.kind !== "ITEM") continue;
    const point = await tx.workPoint.findFirst({
      where: ofPoint(each.number),
      select: {
        ...{ id: true, startsOn: true, dueOn: true },
        actionItems: { orderBy: { position: "desc" }, take: 1, select: { position: true } },
        assignments: {
          where: { unit: { kind: { not: "GROUP" } } },
          orderBy: { id: "asc" },
          select: { unit: { select: { id: true, cityId: true } } },
        },
      },
    });
    if (!point) continue;
    // What it was to be done by stays in its words.
    const was = each.dueOn === null ? "" : `，原定${each.dueOn}`;
    const text = CARRIED.test(each.text) ? each.text : `（${year}年结转${was}）${each.text}`;
    const dueOn = (due[each.key] ?? each.suggestedOn) || null;
    refuseUntimely(each, dueOn, [fromDbDate(point.startsOn), fromDbDate(point.dueOn)]);
    const answering = point.assignments.map(({ unit }) => unit);
    await tx.actionItem.create({
      data: {
        ...{ pointId: point.id, position: (point.actionItems[0]?.position ?? 0) + 1, text },
        // The notice does not have it: another version of the notice leaves it where it is.
        ...{ origin: "ADMIN", addedOn: day, addedById: by },
        versions: {
          create: {
            ...{ text, dueOn: dueOn && toDbDate(dueOn) },
            ...{ setById: by, setAt: now, setOn: day },
            units: { create: unitsFor(each, answering).map((unitId) => ({ unitId })) },
          },
        },
      },
    });
  }
}

function refuseUntimely(
  { key, number, text }: Pick<Carried, "key" | "number"> & { text: string },
  dueOn: IsoDate | null,
  [from, until]: [IsoDate, IsoDate],
): void {
  if (dueOn === null || (dueOn >= from && dueOn <= until)) return;
  const sentence = `第 ${number} 项结转的“${text.slice(0, 20)}”：时限应在要点开始（${from}）至时限（${until}）之间。`;
  throw new Refusal("INVALID", "请按提示修改后再发布。", { [`due.${key}`]: sentence });
}

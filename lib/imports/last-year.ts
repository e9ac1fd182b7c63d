import "server-only";
import type { AssignmentRole } from "../../prisma/generated/enums";
import { type IsoDate, toDbDate } from "../dates";
import type { PlanToWrite } from "../documents/write-plan";
import type { Transaction } from "../platform/db";
import { type Difference, differencesOf, type Pairs, pairPoints } from "./differences";
import { planAsItIs } from "./plan-as-it-is";
import type { PlanAtHand } from "./rules";

/** What a new plan may take over from the one before it, point by point; `key` is what an admin ticks. */
export type Carried = {
  key: string;
  /** of the point in the new plan */
  number: number;
  title: string;
} & (
  | {
      kind: "ITEM";
      text: string;
      /** the new notice says the same: carried along it would stand there twice */
      listed: boolean;
    }
  | {
      kind: "UNIT";
      unitId: number;
      unit: string;
      role: AssignmentRole;
      /** the 集合单位 it answers for, which the new notice names too */
      groupId: number | null;
      group: string | null;
    }
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
  const names = notice.cities.map(({ name }) => name).sort();
  const [before] = plans
    .filter((plan) => plan.year < notice.year && [...plan.cityNames].sort().join() === names.join())
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
  const rows = await leftOver(tx, before.id);
  const carried = pairs.flatMap(({ wanted, present }) => {
    const own = rows.filter(({ pointId }) => pointId === present?.id);
    return own.flatMap((row): Carried[] => {
      const at = { number: wanted.number, title: wanted.title };
      if (row.text !== null) {
        const listed = wanted.actionItems.some((text) => sameWords(text, row.text ?? ""));
        return [{ ...at, key: `item:${row.id}`, kind: "ITEM", text: row.text, listed }];
      }
      const { unitId, unit, role, groupId, group } = row;
      const named = wanted.units.some(({ name }) => name === unit);
      const grouped = group === null || wanted.units.some(({ name }) => name === group);
      if (named || !grouped || unitId === null || unit === null || role === null) return [];
      return [{ ...at, key: `unit:${row.id}`, kind: "UNIT", unitId, unit, role, groupId, group }];
    });
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

const sameWords = (one: string, other: string) =>
  one.replace(/[\s，。；、]/g, "") === other.replace(/[\s，。；、]/g, "");

type Row = {
  pointId: number;
  id: number;
  text: string | null;
  unitId: number | null;
  unit: string | null;
  role: AssignmentRole | null;
  groupId: number | null;
  group: string | null;
};

/** Action items no approved report has finished, and units an admin added, of each point. */
function leftOver(tx: Transaction, planId: number): Promise<Row[]> {
  return tx.$queryRaw<Row[]>`
    SELECT wp.id AS "pointId", ai.id, ai.text, NULL::int AS "unitId", NULL AS unit,
           NULL AS role, NULL::int AS "groupId", NULL AS "group"
      FROM work_points wp JOIN LATERAL action_items_on(wp.id, 'infinity') ai ON true
     WHERE wp.plan_id = ${planId} AND wp.removed_on IS NULL
       AND NOT EXISTS (SELECT 1 FROM closures c WHERE c.point_id = wp.id AND c.reopened_on IS NULL)
       AND NOT EXISTS (SELECT 1 FROM action_completions ac JOIN reviews r ON r.update_id = ac.update_id
                        WHERE ac.action_item_id = ai.id AND r.decision = 'APPROVED')
    UNION ALL
    SELECT a.point_id, t.id, NULL, u.id, u.name, t.role::text, g.unit_id, gu.name
      FROM assignment_terms t JOIN assignments a ON a.id = t.assignment_id
      JOIN units u ON u.id = a.unit_id
      LEFT JOIN assignments g ON g.id = t.group_id LEFT JOIN units gu ON gu.id = g.unit_id
     WHERE a.plan_id = ${planId} AND t.ends_on IS NULL AND t.origin = 'ADMIN'
     ORDER BY 1, 2`;
}

/** Gives the points of a new plan what was ticked: items with the note 上年结转, units as 系统补充. */
export async function carryOver(
  tx: Transaction,
  planId: number,
  carried: readonly Carried[],
  year: number,
  startsOn: IsoDate,
  startedById: number,
): Promise<void> {
  const points = await tx.workPoint.findMany({
    where: { planId, removedOn: null },
    select: {
      id: true,
      number: true,
      actionItems: { select: { position: true } },
      assignments: { select: { id: true, unitId: true } },
    },
  });
  const positions = new Map(
    points.map(({ id, actionItems }) => [
      id,
      Math.max(0, ...actionItems.map((item) => item.position)),
    ]),
  );
  for (const each of carried) {
    const point = points.find(({ number }) => number === each.number);
    if (!point) continue;
    if (each.kind === "ITEM") {
      const position = (positions.get(point.id) ?? 0) + 1;
      positions.set(point.id, position);
      const text = `（${year}年结转）${each.text}`;
      await tx.actionItem.create({ data: { pointId: point.id, position, text } });
      continue;
    }
    const group = point.assignments.find(({ unitId }) => unitId === each.groupId);
    const { role, unitId } = each;
    await tx.assignment.create({
      data: {
        planId,
        pointId: point.id,
        unitId,
        terms: {
          create: {
            role,
            origin: "ADMIN",
            groupId: group?.id ?? null,
            startsOn: toDbDate(startsOn),
            startedById,
          },
        },
      },
    });
  }
}

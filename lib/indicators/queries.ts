import "server-only";
import { type IsoDate, toDbDate } from "../dates";
import { db } from "../platform/db";
import { notFound } from "../platform/refusal";
import { type Actor, may } from "../policy";

/** What was made of an indicator, and when. */
export type IndicatorChange = {
  id: number;
  name: string;
  target: number;
  measure: string;
  dueOn: IsoDate | null;
  units: { id: number; name: string }[];
  rejected: boolean;
  reason: string;
  setOn: IsoDate;
  by: string;
};

export type ManagedIndicator = {
  id: number;
  pointId: number;
  point: { number: number; title: string };
  /** as the portal read it, or as it was added */
  name: string;
  target: number;
  measure: string;
  /** 原文 it was read from; empty for one that was added */
  sentence: string;
  state: "PROPOSED" | "CONFIRMED" | "REJECTED";
  /** the newest first */
  changes: IndicatorChange[];
  /** approved ones, the newest first */
  readings: { unitName: string; value: number; month: IsoDate; approvedOn: IsoDate }[];
};

/** Every indicator of the plan in force with its history, in the order of the notice. One statement. */
export async function listIndicators(actor: Actor, today: IsoDate): Promise<ManagedIndicator[]> {
  if (!may(actor, "indicator.set") || !actor.plan) throw notFound();
  const day = toDbDate(today);
  return db().$queryRaw<ManagedIndicator[]>`
    SELECT i.id, wp.id AS "pointId", json_build_object('number', wp.number, 'title', wp.title) AS point,
           i.name, i.target, i.measure, i.sentence,
           CASE WHEN newest.id IS NULL THEN 'PROPOSED' WHEN newest.rejected THEN 'REJECTED'
                ELSE 'CONFIRMED' END AS state,
           (SELECT coalesce(json_agg(json_build_object('id', v.id, 'name', v.name, 'target', v.target,
                     'measure', v.measure, 'dueOn', v.due_on, 'rejected', v.rejected, 'reason', v.reason,
                     'setOn', v.set_on, 'by', post_on(v.set_by_id, v.set_on),
                     'units', (SELECT coalesce(json_agg(json_build_object('id', u.id, 'name', u.name)
                                 ORDER BY u.official_order), '[]')
                                 FROM indicator_units iu JOIN units u ON u.id = iu.unit_id
                                WHERE iu.version_id = v.id)) ORDER BY v.id DESC), '[]')
              FROM indicator_versions v
             WHERE v.indicator_id = i.id AND v.set_on <= ${day}) AS changes,
           (SELECT coalesce(json_agg(json_build_object('unitName', u.name, 'value', ir.value,
                     'month', p.month, 'approvedOn', r.decided_on) ORDER BY r.decided_on DESC, r.id DESC), '[]')
              FROM indicator_readings ir
              JOIN reviews r ON r.update_id = ir.update_id AND r.decision = 'APPROVED' AND r.decided_on <= ${day}
              JOIN periods p ON p.id = r.period_id
              JOIN assignments a ON a.id = r.assignment_id JOIN units u ON u.id = a.unit_id
             WHERE ir.indicator_id = i.id) AS readings
      FROM indicators i
      JOIN work_points wp ON wp.id = i.point_id
      LEFT JOIN LATERAL indicator_version(i.id, ${day}) newest ON true
     WHERE wp.plan_id = ${actor.plan.id} AND (i.added_on IS NULL OR i.added_on <= ${day})
       AND i.removed_on IS NULL AND wp.removed_on IS NULL
     ORDER BY wp.number, i.position`;
}

/** How many were read out of the notice and wait for a decision. One statement. */
export async function countProposedIndicators(actor: Actor): Promise<number> {
  if (!may(actor, "indicator.set") || !actor.plan) throw notFound();
  return db().indicator.count({
    where: {
      point: { planId: actor.plan.id, removedOn: null },
      removedOn: null,
      versions: { none: {} },
    },
  });
}

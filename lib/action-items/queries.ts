import "server-only";
import { type IsoDate, toDbDate } from "../dates";
import { db } from "../platform/db";
import { notFound } from "../platform/refusal";
import { type Actor, may } from "../policy";

export type ActionItemChange = {
  id: number;
  text: string;
  dueOn: IsoDate | null;
  units: { id: number; name: string }[];
  retired: boolean;
  reason: string;
  setOn: IsoDate;
  by: string;
};

export type ManagedActionItem = {
  id: number;
  position: number;
  /** as published, settled or added */
  text: string;
  origin: "DOCUMENT" | "MEETING" | "ADMIN";
  /** the meeting that settled it */
  meeting: { id: number; title: string; dueOn: IsoDate } | null;
  retired: boolean;
  /** the newest first */
  changes: ActionItemChange[];
};

/** The action items of a point of the plan in force with their history, retired ones included. One statement. */
export async function listActionItems(
  actor: Actor,
  pointId: number,
  today: IsoDate,
): Promise<ManagedActionItem[]> {
  if (!may(actor, "action-item.set") || !actor.plan) throw notFound();
  const day = toDbDate(today);
  return db().$queryRaw<ManagedActionItem[]>`
    SELECT ai.id, ai.position, ai.text, ai.origin, coalesce(newest.retired, false) AS retired,
           (SELECT json_build_object('id', m.id, 'title', m.title, 'dueOn', ai.due_on)
              FROM meetings m WHERE m.id = ai.meeting_id) AS meeting,
           (SELECT coalesce(json_agg(json_build_object('id', v.id, 'text', v.text, 'dueOn', v.due_on,
                     'retired', v.retired, 'reason', v.reason, 'setOn', v.set_on, 'by', post_on(v.set_by_id, v.set_on),
                     'units', (SELECT coalesce(json_agg(json_build_object('id', u.id, 'name', u.name)
                                 ORDER BY u.official_order), '[]')
                                 FROM item_units iu JOIN units u ON u.id = iu.unit_id
                                WHERE iu.version_id = v.id)) ORDER BY v.id DESC), '[]')
              FROM action_item_versions v
             WHERE v.action_item_id = ai.id AND v.set_on <= ${day}) AS changes
      FROM action_items ai
      JOIN work_points wp ON wp.id = ai.point_id
      LEFT JOIN LATERAL action_item_version(ai.id, ${day}) newest ON true
     WHERE wp.id = ${pointId} AND wp.plan_id = ${actor.plan.id} AND ai.removed_on IS NULL
     ORDER BY ai.position`;
}

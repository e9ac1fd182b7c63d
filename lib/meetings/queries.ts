import "server-only";
import type { IsoDate } from "../dates";
import { db, Prisma } from "../platform/db";
import { notFound } from "../platform/refusal";
import { type Actor, may } from "../policy";

export type MeetingSummary = {
  id: number;
  title: string;
  heldOn: IsoDate;
  open: boolean;
  resolutions: number;
  /** of them, reported done by every unit and approved */
  done: number;
};

/** When the unit of `au`, or who goes on with its work, finished `ai`, by reports approved up to a day. */
function doneOnSql(day: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`resolution_done(ai.id, ai.point_id, au.unit_id, ${day})`;
}
const doneOn = doneOnSql(Prisma.sql`'infinity'`);

/** The plan's 联席会议 but those cancelled, the newest first. One statement. */
export async function listMeetings(actor: Actor): Promise<MeetingSummary[]> {
  if (!may(actor, "plan.read") || !actor.plan) throw notFound();
  return db().$queryRaw<MeetingSummary[]>`
    SELECT m.id, m.title, to_char(m.held_on, 'YYYY-MM-DD') AS "heldOn", m.closed_at IS NULL AS open,
           count(ai.id)::int AS resolutions,
           count(ai.id) FILTER (WHERE NOT EXISTS (
             SELECT 1 FROM action_item_units au
              WHERE au.action_item_id = ai.id AND ${doneOn} IS NULL))::int AS done
      FROM meetings m
      LEFT JOIN action_items ai ON ai.meeting_id = m.id AND ai.removed_on IS NULL
     WHERE m.plan_id = ${actor.plan.id} AND NOT m.cancelled
     GROUP BY m.id ORDER BY m.held_on DESC, m.id DESC`;
}

/** 议定事项 */
export type Resolution = {
  id: number;
  point: { number: number; title: string };
  chapter: { number: number; title: string };
  text: string;
  dueOn: IsoDate;
  units: { id: number; name: string; cityId: number | null; doneOn: IsoDate | null }[];
};

export type MeetingRecord = {
  id: number;
  title: string;
  heldOn: IsoDate;
  place: string;
  attendance: string;
  open: boolean;
  openedBy: string;
  closedAt: string | null;
  demonstration: boolean;
  resolutions: Resolution[];
};

/** One meeting with what it settled, in the order it was typed. One statement. */
export async function getMeeting(actor: Actor, id: number): Promise<MeetingRecord> {
  if (!may(actor, "plan.read") || !actor.plan) throw notFound();
  const [row] = await db().$queryRaw<MeetingRecord[]>`
    SELECT m.id, m.title, to_char(m.held_on, 'YYYY-MM-DD') AS "heldOn", m.place, m.attendance,
           m.closed_at IS NULL AS open, post_on(m.opened_by_id, m.held_on) AS "openedBy", m.demonstration,
           to_char(m.closed_at AT TIME ZONE 'Asia/Shanghai', 'YYYY-MM-DD HH24:MI') AS "closedAt",
           (SELECT coalesce(json_agg(json_build_object('id', ai.id, 'text', ai.text,
                     'dueOn', ai.due_on,
                     'point', json_build_object('number', wp.number, 'title', wp.title),
                     'chapter', json_build_object('number', c.number, 'title', c.title),
                     'units', (SELECT json_agg(json_build_object('id', u.id, 'name', unit_name_on(u, m.held_on),
                         'cityId', u.city_id, 'doneOn', ${doneOn})
                         ORDER BY u.official_order)
                       FROM action_item_units au JOIN units u ON u.id = au.unit_id
                      WHERE au.action_item_id = ai.id)) ORDER BY ai.id), '[]')
              FROM action_items ai JOIN work_points wp ON wp.id = ai.point_id
              JOIN chapters c ON c.id = wp.chapter_id
             WHERE ai.meeting_id = m.id AND ai.removed_on IS NULL) AS resolutions
      FROM meetings m
     WHERE m.id = ${id} AND m.plan_id = ${actor.plan.id} AND NOT m.cancelled`;
  if (!row) throw notFound();
  return row;
}

/** A meeting as it stood at the end of a day, with what it had settled by then. */
export type HeldMeeting = Pick<
  MeetingRecord,
  "id" | "title" | "heldOn" | "place" | "attendance"
> & {
  resolutions: (Pick<Resolution, "id" | "text" | "dueOn" | "units"> & { pointId: number })[];
};

/** Every meeting of a plan as of a day, the newest first, as one JSON value; part of the board's statement. */
export function meetingsSql(planId: number, day: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`
    (SELECT coalesce(json_agg(json_build_object('id', m.id, 'title', m.title, 'heldOn', m.held_on,
              'place', m.place, 'attendance', m.attendance, 'resolutions', (
                SELECT coalesce(json_agg(json_build_object('id', ai.id, 'text', ai.text,
                         'dueOn', ai.due_on, 'pointId', ai.point_id, 'units', (
                           SELECT json_agg(json_build_object('id', u.id, 'name', unit_name_on(u, ${day}),
                                    'cityId', u.city_id, 'doneOn', ${doneOnSql(day)})
                                    ORDER BY u.official_order)
                             FROM action_item_units au JOIN units u ON u.id = au.unit_id
                            WHERE au.action_item_id = ai.id)) ORDER BY ai.id), '[]')
                  FROM action_items ai
                 WHERE ai.meeting_id = m.id AND ai.added_on <= ${day}
                   AND (ai.removed_on IS NULL OR ai.removed_on > ${day})))
              ORDER BY m.held_on DESC, m.id DESC), '[]')
       FROM meetings m
      WHERE m.plan_id = ${planId} AND m.held_on <= ${day}
        AND (m.opened_at AT TIME ZONE 'Asia/Shanghai')::date <= ${day}
        AND NOT (m.cancelled AND (m.closed_at AT TIME ZONE 'Asia/Shanghai')::date <= ${day}))`;
}

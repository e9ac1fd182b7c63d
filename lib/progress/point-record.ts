import "server-only";
import type { NoProgressReason, ProblemLevel } from "../../prisma/generated/enums";
import { type IsoDate, toDbDate } from "../dates";
import { db, Prisma } from "../platform/db";
import { notFound } from "../platform/refusal";
import { type Actor, may } from "../policy";
import type { SubmittedReport } from "./queries";

export type TimelineEntry = SubmittedReport & {
  assignmentId: number;
  unitName: string;
  cityId: number | null;
  approvedOn: IsoDate;
  /** false for a late report of an earlier month, which moves no percent */
  counts: boolean;
  problemLevel: ProblemLevel | null;
  noProgressReason: NoProgressReason | null;
};

/** What only a point's own page shows: its clause's brackets, action items, indicators, and reports. */
export type PointRecord = {
  clauseStart: string;
  clauseEnd: string;
  actionItems: {
    position: number;
    text: string;
    /** 议定事项: where it was settled, for whom, until when; null for a sentence of the notice */
    settled: { meetingId: number; meeting: string; dueOn: IsoDate; units: string[] } | null;
    /** who reported it done, and when, by what is approved and not corrected since as of the day */
    done: { unitName: string; cityId: number | null; doneOn: IsoDate }[];
  }[];
  indicators: {
    position: number;
    name: string;
    target: number;
    measure: string;
    sentence: string;
    match: string;
    start: number;
    /** what each unit last reported and had approved */
    readings: { unitName: string; cityId: number | null; value: number; month: IsoDate }[];
  }[];
  /** approved as of the day, newest first, at most twelve a unit */
  timeline: TimelineEntry[];
};

/** One point's details and its approved reports as of a day. One statement. */
export async function getPointRecord(
  actor: Actor,
  pointId: number,
  asOf: IsoDate,
): Promise<PointRecord> {
  if (!may(actor, "plan.read")) throw notFound();
  const [row] = await db().$queryRaw<PointRecord[]>(pointRecordSql(pointId, asOf));
  if (!row) throw notFound();
  return row;
}

/** The statement behind it, for a page that reads more of the point at once. */
export function pointRecordSql(pointId: number, asOf: IsoDate): Prisma.Sql {
  return Prisma.sql`
    SELECT wp.clause_start AS "clauseStart", wp.clause_end AS "clauseEnd",
      (SELECT coalesce(json_agg(json_build_object('position', ai.position, 'text', ai.text,
                'settled', (SELECT json_build_object('meetingId', m.id, 'meeting', m.title,
                    'dueOn', ai.due_on, 'units', (SELECT json_agg(unit_name_on(u, ${toDbDate(asOf)}) ORDER BY u.official_order)
                      FROM action_item_units au JOIN units u ON u.id = au.unit_id
                     WHERE au.action_item_id = ai.id))
                  FROM meetings m WHERE m.id = ai.meeting_id),
                'done', (SELECT coalesce(json_agg(done ORDER BY done."doneOn"), '[]') FROM (
                    SELECT unit_name_on(u, ${toDbDate(asOf)}) AS "unitName", u.city_id AS "cityId",
                           min(ac.done_on) AS "doneOn"
                      FROM action_completions ac
                      JOIN reviews r ON r.update_id = ac.update_id
                       AND r.id = (SELECT id FROM period_approval(r.assignment_id, r.period_id,
                                                                  ${toDbDate(asOf)}))
                      JOIN assignments a ON a.id = r.assignment_id JOIN units u ON u.id = a.unit_id
                     WHERE ac.action_item_id = ai.id GROUP BY u.id) done))
                ORDER BY ai.position), '[]')
         FROM action_items ai WHERE ai.point_id = wp.id
          AND (ai.added_on IS NULL OR ai.added_on <= ${toDbDate(asOf)})
          AND (ai.removed_on IS NULL OR ai.removed_on > ${toDbDate(asOf)})) AS "actionItems",
      (SELECT coalesce(json_agg(json_build_object('position', i.position, 'name', i.name,
                'target', i.target, 'measure', i.measure, 'sentence', i.sentence,
                'match', i.match, 'start', i.start,
                'readings', (SELECT coalesce(json_agg(json_build_object('unitName',
                      unit_name_on(u, ${toDbDate(asOf)}), 'cityId', u.city_id, 'value', last.value, 'month', p.month)
                      ORDER BY u.official_order), '[]')
                    FROM assignments a
                    JOIN units u ON u.id = a.unit_id
                    JOIN LATERAL latest_reading(a.id, i.id, 0, ${toDbDate(asOf)}) last ON true
                    JOIN progress_updates pu ON pu.id = last.update_id
                    JOIN periods p ON p.id = pu.period_id
                   WHERE a.point_id = wp.id)) ORDER BY i.position), '[]')
         FROM indicators i WHERE i.point_id = wp.id) AS indicators,
      (SELECT coalesce(json_agg(report_json(pu, p.month)::jsonb || jsonb_build_object(
                'assignmentId', a.id, 'unitName', unit_name_on(u, pu.submitted_on),
                'cityId', u.city_id,
                'approvedOn', r.decided_on, 'counts', r.counts) ORDER BY pu.submitted_on DESC, pu.id DESC), '[]')
         FROM assignments a
         JOIN units u ON u.id = a.unit_id
         JOIN LATERAL (
           SELECT * FROM reviews
            WHERE assignment_id = a.id AND decision = 'APPROVED'
              AND decided_on <= ${toDbDate(asOf)}
            ORDER BY decided_on DESC, id DESC LIMIT 12
         ) r ON true
         JOIN progress_updates pu ON pu.id = r.update_id
         JOIN periods p ON p.id = pu.period_id
        WHERE a.point_id = wp.id) AS timeline
    FROM work_points wp WHERE wp.id = ${pointId}`;
}

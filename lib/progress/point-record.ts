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
  /** its words until an update of the notice, the newest first */
  former: {
    /** the first day on which it read otherwise */
    endsOn: IsoDate;
    number: number;
    chapterNumber: number;
    title: string;
    text: string;
  }[];
  actionItems: {
    position: number;
    /** as the administrator words it by the day */
    text: string;
    /** as published or settled, where it was reworded since */
    original: string | null;
    /** added by the administrator */
    added: boolean;
    dueOn: IsoDate | null;
    /** whom it is for; empty: every unit of the point */
    units: string[];
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
    dueOn: IsoDate | null;
    /** whom it is for; empty: every unit of the point */
    units: string[];
    /** false while it is what the portal read out of the text */
    confirmed: boolean;
    sentence: string;
    match: string;
    start: number;
    /** what each unit last reported and had approved */
    readings: { unitName: string; cityId: number | null; value: number; month: IsoDate }[];
  }[];
  /** approved as of the day, newest first, at most twelve a unit */
  timeline: TimelineEntry[];
};

/** How many approved reports of each unit its line of time holds. */
export const REPORTS_ON_A_POINT = 12;

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
    SELECT coalesce(was.clause_start, wp.clause_start) AS "clauseStart",
           coalesce(was.clause_end, wp.clause_end) AS "clauseEnd",
      (SELECT coalesce(json_agg(json_build_object('endsOn', f.ends_on, 'number', f.number,
                'chapterNumber', f.chapter, 'title', f.title, 'text', f.text) ORDER BY f.ends_on DESC), '[]')
         FROM (SELECT v.*, c.number AS chapter, row(v.number, v.chapter_id, v.text)
                        IS DISTINCT FROM lead(row(v.number, v.chapter_id, v.text)) OVER (ORDER BY v.ends_on) AS changed
                 FROM (SELECT ends_on, absent, number, chapter_id, title, ${wordsOf("former_points")} AS text
                         FROM former_points WHERE point_id = wp.id
                       UNION ALL
                       SELECT 'infinity', false, wp.number, wp.chapter_id, wp.title, ${wordsOf("wp")}) v
                 JOIN chapters c ON c.id = v.chapter_id) f
        WHERE f.ends_on <= ${toDbDate(asOf)} AND NOT f.absent AND f.changed) AS former,
      (SELECT coalesce(json_agg(json_build_object('position', ai.position, 'text', ai.text,
                'original', (SELECT nullif(first.text, ai.text) FROM action_items first WHERE first.id = ai.id),
                'added', ai.added_by_id IS NOT NULL, 'dueOn', ai.due_on,
                'units', ${namesOf("item_units", "ai", asOf)},
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
         FROM action_items_on(wp.id, ${toDbDate(asOf)}) ai) AS "actionItems",
      (SELECT coalesce(json_agg(json_build_object('position', i.position, 'name', i.name,
                'target', i.target, 'measure', i.measure,
                'dueOn', i.due_on, 'units', ${namesOf("indicator_units", "i", asOf)},
                'confirmed', i.version_id IS NOT NULL, 'sentence', i.sentence,
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
         FROM indicators_on(wp.id, ${toDbDate(asOf)}) i) AS indicators,
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
            ORDER BY decided_on DESC, id DESC LIMIT ${REPORTS_ON_A_POINT}
         ) r ON true
         JOIN progress_updates pu ON pu.id = r.update_id
         JOIN periods p ON p.id = pu.period_id
        WHERE a.point_id = wp.id) AS timeline
    FROM work_points wp LEFT JOIN LATERAL former_point(wp.id, ${toDbDate(asOf)}) was ON true
   WHERE wp.id = ${pointId}`;
}

/** A point's text as published. */
function wordsOf(table: "wp" | "former_points"): Prisma.Sql {
  const columns = ["marker", "title", "title_end", "body", "clause_start", "clause", "clause_end"];
  return Prisma.raw(columns.map((column) => `${table}.${column}`).join(" || "));
}

/** The units an administrator named in a version, as they were called on the day. */
function namesOf(
  table: "item_units" | "indicator_units",
  of: "ai" | "i",
  asOf: IsoDate,
): Prisma.Sql {
  return Prisma.sql`(SELECT coalesce(json_agg(unit_name_on(u, ${toDbDate(asOf)}) ORDER BY u.official_order), '[]')
    FROM ${Prisma.raw(table)} named JOIN units u ON u.id = named.unit_id
   WHERE named.version_id = ${Prisma.raw(of)}.version_id)`;
}

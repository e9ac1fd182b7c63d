import "server-only";
import type {
  AssignmentOrigin,
  AssignmentRole,
  ProblemLevel,
  UnitKind,
} from "../../prisma/generated/enums";
import { type IsoDate, toDbDate } from "../dates";
import { type Directive, directivesSql, type ReadStamp } from "../directives/queries";
import { type HeldMeeting, meetingsSql } from "../meetings/queries";
import type { PeriodFacts } from "../periods/rules";
import type { Absence, FormerPlace } from "../plan/places";
import { db, Prisma } from "../platform/db";
import type { VersionState } from "../progress/rules";
import { readMarksSql } from "../read-marks/queries";
import type { Thresholds } from "../status/rules";
import { type Watch, watchesSql } from "../watches/queries";
import { type PointTime, timeSql } from "./time-sql";

/** Everything dated on or before the end of one day that lights and percents depend on. */
export type Snapshot = {
  asOf: IsoDate;
  plan: {
    id: number;
    year: number;
    title: string;
    documentNumber: string;
    issuedOn: IsoDate;
    startsOn: IsoDate;
    dueOn: IsoDate;
  };
  cities: { id: number; name: string; shortName: string }[];
  chapters: { id: number; number: number; title: string }[];
  /** those that ended before the day among them, for the days on which they stood */
  points: SnapshotPoint[];
  periods: PeriodFacts[];
  thresholds: (Thresholds & { effectiveOn: IsoDate })[];
  closures: {
    id: number;
    pointId: number;
    cityId: number;
    outcome: string;
    closedOn: IsoDate;
    reopenedOn: IsoDate | null;
  }[];
  assignments: SnapshotAssignment[];
  /** the newest first, 督办单 among them */
  directives: Directive[];
  /** 联席会议 with 议定事项, the newest first */
  meetings: HeldMeeting[];
  /** 已阅 of points, the newest twelve each, the newest first */
  readMarks: (ReadStamp & { pointId: number })[];
  /** 关注 in force on the day */
  watches: Watch[];
};

export type SnapshotPoint = {
  id: number;
  chapterId: number;
  number: number;
  title: string;
  body: string;
  clause: string;
  startsOn: IsoDate;
  /** as first published; the one in force follows from `time` */
  dueOn: IsoDate;
  /** when it was none of the plan's points; the oldest first */
  absences: Absence[];
  /** the oldest first */
  formerPlaces: FormerPlace[];
  time: PointTime;
};

export type SnapshotAssignment = {
  id: number;
  pointId: number;
  unit: {
    id: number;
    name: string;
    shortName: string;
    kind: UnitKind;
    cityId: number | null;
    order: number;
    counterpartId: number | null;
  };
  terms: {
    role: AssignmentRole;
    origin: AssignmentOrigin;
    groupId: number | null;
    startsOn: IsoDate;
    endsOn: IsoDate | null;
  }[];
  /** newest approved report */
  latest: {
    percent: number;
    progressText: string;
    problemText: string;
    problemLevel: ProblemLevel | null;
    month: IsoDate;
    submittedOn: IsoDate;
    approvedOn: IsoDate;
  } | null;
  /** raised by the day, the oldest first; `closedOn` when solved by then */
  problems: {
    id: number;
    text: string;
    level: ProblemLevel;
    owner: string;
    raisedOn: IsoDate;
    closedOn: IsoDate | null;
  }[];
  /** one a period that has begun, in order */
  cells: {
    month: IsoDate;
    state: VersionState;
    updateId: number | null;
    submittedOn: IsoDate | null;
    approvedOn: IsoDate | null;
    /** latest approved percent at the end of the month (or of asOf, when that is earlier) */
    percent: number | null;
  }[];
};

/**
 * Reads one plan as it stood at the end of each of some days, in one statement, in the order of the
 * days. The number of index look-ups is days × assignments × periods, whatever the number of updates.
 */
export async function readSnapshots(planId: number, days: IsoDate[]): Promise<Snapshot[]> {
  const day = Prisma.sql`asked.day`;
  const rows = await db().$queryRaw<Snapshot[]>`
    /* prepared */ SELECT to_char(asked.day, 'YYYY-MM-DD') AS "asOf",
      (SELECT json_build_object('id', plan.id, 'year', plan.year,
                'title', coalesce(was.title, plan.title),
                'documentNumber', coalesce(was.document_number, plan.document_number),
                'issuedOn', plan.issued_on, 'startsOn', plan.starts_on, 'dueOn', plan.due_on)
         FROM (SELECT) one LEFT JOIN LATERAL former_plan(plan.id, ${day}) was ON true) AS plan,
      (SELECT json_agg(json_build_object('id', c.id, 'name', c.name, 'shortName', c.short_name)
                       ORDER BY pc.display_order)
         FROM plan_cities pc JOIN cities c ON c.id = pc.city_id
        WHERE pc.plan_id = plan.id) AS cities,
      (SELECT coalesce(json_agg(json_build_object('id', c.id, 'number', c.number,
                'title', coalesce(was.title, c.title)) ORDER BY c.number), '[]')
         FROM chapters c LEFT JOIN LATERAL former_chapter(c.id, ${day}) was ON true
        WHERE c.plan_id = plan.id AND NOT coalesce(was.absent, c.removed_on IS NOT NULL)) AS chapters,
      (SELECT coalesce(json_agg(json_build_object('id', wp.id,
                'chapterId', coalesce(was.chapter_id, wp.chapter_id),
                'number', coalesce(was.number, wp.number), 'title', coalesce(was.title, wp.title),
                'body', coalesce(was.body, wp.body), 'clause', coalesce(was.clause, wp.clause),
                'startsOn', wp.starts_on, 'dueOn', first_due(wp),
                'absences', (SELECT coalesce(json_agg(json_build_object('since', away.since,
                    'until', away.until) ORDER BY away.since NULLS FIRST), '[]')
                  FROM point_absences(wp, ${day}) away),
                'formerPlaces', (SELECT coalesce(json_agg(json_build_object('chapterId', chapter_id,
                    'until', ends_on) ORDER BY ends_on), '[]')
                  FROM former_points WHERE point_id = wp.id AND ends_on <= ${day}),
                'time', ${timeSql(day)}) ORDER BY coalesce(was.number, wp.number), wp.id), '[]')
         FROM work_points wp LEFT JOIN LATERAL former_point(wp.id, ${day}) was ON true
        WHERE wp.plan_id = plan.id
          AND (was.absent IS NOT TRUE OR EXISTS (
                SELECT 1 FROM former_points WHERE point_id = wp.id AND ends_on <= ${day}))) AS points,
      (SELECT json_agg(json_build_object('id', id, 'month', month, 'dueOn', due_on,
                'lockedOn', CASE WHEN locked_on <= ${day} THEN locked_on
                                 ELSE period_locked_on(id, ${day}) END) ORDER BY month)
         FROM periods WHERE plan_id = plan.id
          AND (added_on IS NULL OR added_on <= ${day})) AS periods,
      (SELECT json_agg(json_build_object('effectiveOn', effective_on, 'severeGap', severe_gap,
                'laggingGap', lagging_gap, 'milestoneSevereDays', milestone_severe_days,
                'unreportedGraceDays', unreported_grace_days, 'dueSoonDays', due_soon_days,
                'dueSoonPercent', due_soon_percent, 'problemDays', problem_days,
                'outOfStepGap', out_of_step_gap) ORDER BY effective_on)
         FROM light_thresholds WHERE plan_id = plan.id) AS thresholds,
      (SELECT coalesce(json_agg(json_build_object('id', cl.id, 'pointId', cl.point_id,
                'cityId', cl.city_id, 'outcome', cl.outcome, 'closedOn', cl.closed_on,
                'reopenedOn', cl.reopened_on) ORDER BY cl.id), '[]')
         FROM closures cl JOIN work_points wp ON wp.id = cl.point_id
        WHERE wp.plan_id = plan.id AND cl.closed_on <= ${day}) AS closures,
      (SELECT coalesce(json_agg(json_build_object(
                'id', a.id, 'pointId', a.point_id,
                'unit', json_build_object('id', u.id, 'name', unit_name_on(u, ${day}),
                  'shortName', unit_short_name_on(u, ${day}), 'kind', u.kind, 'cityId', u.city_id, 'order', u.official_order,
                  'counterpartId', u.counterpart_id),
                'terms', terms.list, 'latest', latest.report, 'problems', (
                  SELECT coalesce(json_agg(json_build_object('id', pr.id, 'text', pr.text,
                           'level', pr.level, 'owner', problem_owner(pr, ${day}),
                           'raisedOn', pr.raised_on,
                           'closedOn', CASE WHEN pr.closed_on <= ${day} THEN pr.closed_on END)
                           ORDER BY pr.raised_on, pr.id), '[]')
                    FROM problems pr WHERE pr.assignment_id = a.id AND pr.raised_on <= ${day}),
                'cells', coalesce(cells.list, '[]'))
                ORDER BY u.official_order, a.id), '[]')
         FROM assignments a
         JOIN units u ON u.id = a.unit_id
         JOIN LATERAL (
           SELECT json_agg(json_build_object('role', t.role, 'origin', t.origin,
                    'groupId', t.group_id, 'startsOn', t.starts_on, 'endsOn', t.ends_on)
                    ORDER BY t.starts_on, t.id) AS list
             FROM assignment_terms t
            WHERE t.assignment_id = a.id AND t.starts_on <= ${day}
         ) terms ON terms.list IS NOT NULL
         LEFT JOIN LATERAL (
           SELECT json_build_object('percent', pu.percent, 'progressText', pu.progress_text,
                    'problemText', pu.problem_text, 'problemLevel', pu.problem_level,
                    'month', p.month, 'submittedOn', pu.submitted_on,
                    'approvedOn', r.decided_on) AS report
             FROM standing_approval(a.id, ${day}) r
             JOIN progress_updates pu ON pu.id = r.update_id
             JOIN periods p ON p.id = r.period_id
         ) latest ON true
         LEFT JOIN LATERAL (
           SELECT json_agg(json_build_object(
                    'month', p.month,
                    'state', CASE WHEN newest.update_id IS NULL THEN 'NONE'
                                  ELSE coalesce(newest.decision, 'PENDING') END,
                    'updateId', newest.update_id, 'submittedOn', newest.submitted_on,
                    'approvedOn', approved.decided_on,
                    'percent', standing.percent) ORDER BY p.month) AS list
             FROM periods p
             LEFT JOIN LATERAL newest_version(a.id, p.id, ${day}) newest ON true
             LEFT JOIN LATERAL period_approval(a.id, p.id, ${day}) approved ON true
             LEFT JOIN LATERAL (
               SELECT pu.percent
                 FROM standing_approval(a.id, least((p.month + interval '1 month - 1 day')::date, ${day})) r
                 JOIN progress_updates pu ON pu.id = r.update_id
             ) standing ON true
            WHERE p.plan_id = a.plan_id AND p.month <= ${day}
              AND (p.added_on IS NULL OR p.added_on <= ${day})
         ) cells ON true
        WHERE a.plan_id = plan.id) AS assignments,
      ${directivesSql(planId, day)} AS directives,
      ${meetingsSql(planId, day)} AS meetings,
      ${readMarksSql(planId, day)} AS "readMarks",
      ${watchesSql(day)} AS watches
    FROM plans plan CROSS JOIN unnest(${days.map(toDbDate)}::date[]) asked(day)
   WHERE plan.id = ${planId} ORDER BY asked.day`;
  if (rows.length !== days.length) throw new Error(`plan ${planId} does not exist`);
  return rows;
}

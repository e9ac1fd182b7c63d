import "server-only";
import type { Board } from "../dashboards/board";
import { type IsoDate, toDbDate } from "../dates";
import { db } from "../platform/db";
import { type Actor, may } from "../policy";
import { nudgesReadSql } from "../reminders/queries";
import type { SearchKind } from "./schema";

/** What somebody wrote about the plan in force that the board does not hold, with what it belongs to. */
export type PlanText = {
  kind: SearchKind;
  id: number;
  pointId: number | null;
  /** of a unit, a bulletin, a former point … */
  name: string;
  text: string;
  /** when it was written, or holds until */
  day: IsoDate | null;
  /** where on its page it stands */
  place: string;
  state: string;
};

export type PlanTextsAsked = {
  actor: Actor;
  board: Board;
  kinds: SearchKind[];
  words: string[];
  /** of a point that was asked for by its number */
  number: number | null;
  /** units whose returned reports, whose unverified 办结申请, whose 异议 the actor reads */
  readable: { reports: number[]; applications: number[]; objections: number[] };
  today: IsoDate;
  most: number;
};

/**
 * Texts of the plan in force that contain every word, at most `most` of a kind: what points were called
 * before, 举措, 量化指标, why a 节点 was taken back, 办结, what reviewers wrote, 催办, 异议, 月报.
 * One statement, whatever the number of reports; permission stands in each part, before its limit.
 */
export async function readPlanTexts(asked: PlanTextsAsked): Promise<PlanText[]> {
  const { actor, board, kinds, words, number, readable, most } = asked;
  const day = toDbDate(asked.today);
  const points = board.points.map(({ id }) => id);
  return db().$queryRaw<PlanText[]>`
    /* prepared */ WITH asked AS MATERIALIZED (
      SELECT search_patterns(${words}) AS patterns, ${kinds}::text[] AS kinds, ${day}::date AS day,
             ${points}::int[] AS points, ${board.plan.id}::int AS plan)
    (SELECT 'POINT' AS kind, f.id, f.point_id AS "pointId", f.number || '. ' || f.title AS name,
            f.body || E'\n' || f.clause AS text, f.ends_on::text AS day, f.ends_on::text AS place,
            '' AS state
       FROM asked JOIN former_points f ON f.point_id = ANY (asked.points)
      WHERE 'POINT' = ANY (kinds) AND NOT f.absent AND f.ends_on <= asked.day
        AND (f.number = ${number}::int
             OR search_fold(f.title || E'\n' || f.body || E'\n' || f.clause) LIKE ALL (patterns))
      ORDER BY f.ends_on DESC, f.id LIMIT ${most})
    UNION ALL
    (SELECT 'ITEM', ai.id, wp.id, '', ai.text, ai.due_on::text, ai.position::text, ''
       FROM asked JOIN work_points wp ON wp.id = ANY (asked.points)
       CROSS JOIN LATERAL action_items_on(wp.id, asked.day) ai
      WHERE 'ITEM' = ANY (kinds) AND ai.meeting_id IS NULL AND search_fold(ai.text) LIKE ALL (patterns)
      ORDER BY wp.number, ai.position LIMIT ${most})
    UNION ALL
    (SELECT 'INDICATOR', i.id, wp.id, i.name || ' ' || i.target || ' ' || i.measure, i.sentence,
            i.due_on::text, i.position::text, ''
       FROM asked JOIN work_points wp ON wp.id = ANY (asked.points)
       CROSS JOIN LATERAL indicators_on(wp.id, asked.day) i
      WHERE 'INDICATOR' = ANY (kinds)
        AND search_fold(concat_ws(E'\n', i.name, i.target || i.measure, i.sentence)) LIKE ALL (patterns)
      ORDER BY wp.number, i.position LIMIT ${most})
    UNION ALL
    (SELECT 'MILESTONE', -mc.id, m.point_id, m.title, mc.revoke_reason, mc.revoked_on::text, '', ''
       FROM asked JOIN milestones m ON m.point_id = ANY (asked.points)
       JOIN milestone_completions mc ON mc.milestone_id = m.id AND mc.revoked_on <= asked.day
      WHERE 'MILESTONE' = ANY (kinds) AND search_fold(mc.revoke_reason) LIKE ALL (patterns)
      ORDER BY mc.id DESC LIMIT ${most})
    UNION ALL
    (SELECT 'COMPLETION', ca.id, ca.point_id, ca.unit, ca.text, ca.applied_on::text, ca.city_id::text,
            coalesce(ca.decision, 'APPLIED')
       FROM asked CROSS JOIN LATERAL (
         SELECT DISTINCT ON (c.point_id, c.city_id) c.id, c.point_id, c.city_id, c.applied_on,
                u.id AS unit_id, unit_name_on(u, c.applied_on) AS unit,
                completion_decision(c.id, asked.day) AS decision,
                concat_ws(E'\n', c.outcome, (SELECT string_agg(nullif(d.opinion, ''), E'\n' ORDER BY d.round)
                   FROM completion_decisions(c.id, asked.day) d)) AS text
           FROM completion_applications c JOIN assignments a ON a.id = c.assignment_id
           JOIN units u ON u.id = a.unit_id
          WHERE c.point_id = ANY (asked.points) AND c.applied_on <= asked.day
          ORDER BY c.point_id, c.city_id, c.id DESC) ca
      WHERE 'COMPLETION' = ANY (kinds) AND search_fold(ca.text) LIKE ALL (patterns)
        AND (ca.decision = 'VERIFIED' OR ca.unit_id = ANY (${readable.applications}::int[]))
        -- Reopened since: its page shows why, and the application no more.
        AND NOT EXISTS (SELECT FROM closures cl WHERE cl.application_id = ca.id AND cl.reopened_on <= asked.day)
      ORDER BY ca.id DESC LIMIT ${most})
    UNION ALL
    (SELECT 'COMPLETION', -cl.id, cl.point_id, cl.city, cl.text, cl.closed_on::text, cl.city_id::text,
            CASE WHEN cl.reopened THEN 'REOPENED' ELSE 'CLOSED' END
       FROM asked CROSS JOIN LATERAL (
         SELECT DISTINCT ON (c.point_id, c.city_id) c.id, c.point_id, c.city_id, c.closed_on,
                city.name AS city, c.reopened_on <= asked.day IS TRUE AS reopened,
                CASE WHEN c.reopened_on <= asked.day THEN c.reopen_reason ELSE c.outcome END AS text
           FROM closures c JOIN cities city ON city.id = c.city_id
          WHERE c.point_id = ANY (asked.points) AND c.closed_on <= asked.day
          ORDER BY c.point_id, c.city_id, c.id DESC) cl
      WHERE 'COMPLETION' = ANY (kinds) AND search_fold(cl.text) LIKE ALL (patterns)
      ORDER BY cl.id DESC LIMIT ${most})
    UNION ALL
    (SELECT 'REVIEW', r.update_id, a.point_id, unit_name_on(u, r.decided_on),
            concat_ws(E'\n', r.reason, (SELECT string_agg(n.text, E'\n' ORDER BY n.field)
              FROM review_notes n WHERE n.review_id = r.id)), r.decided_on::text, a.id::text, p.month::text
       FROM asked CROSS JOIN LATERAL (
         SELECT r.* FROM assignments a JOIN reviews r ON r.assignment_id = a.id
          WHERE 'REVIEW' = ANY (kinds) AND a.plan_id = asked.plan
            AND a.unit_id = ANY (${readable.reports}::int[])
            AND r.decision = 'RETURNED' AND r.decided_on <= asked.day
            AND (search_fold(r.reason) LIKE ALL (patterns) OR EXISTS (
                  SELECT FROM review_notes n
                   WHERE n.review_id = r.id AND search_fold(n.text) LIKE ALL (patterns)))
          -- By the day first: no index has that order, so none is walked through all years for it.
          ORDER BY r.decided_on DESC, r.id DESC LIMIT ${most}) r
       JOIN assignments a ON a.id = r.assignment_id
       JOIN units u ON u.id = a.unit_id
       JOIN periods p ON p.id = r.period_id
      ORDER BY r.decided_on DESC, r.id DESC)
    UNION ALL
    (SELECT 'REMINDER', r.id, a.point_id, u.name, concat_ws(E'\n', r.text, r.answer), r.sent_on::text,
            '', CASE WHEN r.answer IS NULL THEN 'OPEN' ELSE 'ANSWERED' END
       FROM asked JOIN assignments a ON a.plan_id = asked.plan
       JOIN units u ON u.id = a.unit_id
       JOIN reminders r ON r.assignment_id = a.id
      WHERE 'REMINDER' = ANY (kinds) AND ${nudgesReadSql(actor)}
        AND search_fold(concat_ws(E'\n', r.text, r.answer)) LIKE ALL (patterns)
      ORDER BY r.id DESC LIMIT ${most})
    UNION ALL
    (SELECT 'OBJECTION', o.id, a.point_id, u.name, concat_ws(E'\n', o.reason, o.answer),
            o.raised_on::text, u.id::text, coalesce(o.decision::text, 'OPEN')
       FROM asked JOIN assignments a ON a.plan_id = asked.plan AND a.unit_id = ANY (${readable.objections}::int[])
       JOIN units u ON u.id = a.unit_id AND u.kind <> 'GROUP'
       JOIN assignment_terms t ON t.assignment_id = a.id AND t.ends_on IS NULL AND t.starts_on <= asked.day
       JOIN objections o ON o.term_id = t.id AND o.raised_on <= asked.day
      WHERE 'OBJECTION' = ANY (kinds) AND search_fold(concat_ws(E'\n', o.reason, o.answer)) LIKE ALL (patterns)
      ORDER BY o.id DESC LIMIT ${most})
    UNION ALL
    (SELECT 'BULLETIN', b.id, NULL, b.title, concat_ws(E'\n', section.text, b.recipients, b.issuing_office),
            b.as_of::text, section.key, concat_ws(' ', b.kind, b.number)
       FROM asked JOIN bulletins b ON b.plan_id = asked.plan
       JOIN LATERAL (
         SELECT s.key, s.heading || E'\n' || s.text AS text FROM bulletin_sections s
          WHERE s.bulletin_id = b.id
          ORDER BY search_fold(s.heading || E'\n' || s.text) LIKE ALL (patterns) DESC,
                   search_fold(s.heading || E'\n' || s.text) LIKE ANY (patterns) DESC, s.position
          LIMIT 1) section ON true
      WHERE 'BULLETIN' = ANY (kinds) AND ${may(actor, "bulletin.read")}
        AND search_fold(concat_ws(E'\n', b.title, b.recipients, b.issuing_office,
              (SELECT string_agg(heading || E'\n' || s.text, E'\n') FROM bulletin_sections s
                WHERE s.bulletin_id = b.id))) LIKE ALL (patterns)
      ORDER BY b.id DESC LIMIT ${most})`;
}

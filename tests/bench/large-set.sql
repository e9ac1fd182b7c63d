-- The large set of npm run bench: 99 earlier plans like the one in force, and 1,000,000 updates in
-- all, of which about 10,000 in the plan in force. Foreign keys are not checked row by row while it
-- loads; large-set.ts looks for orphans afterwards.
SET session_replication_role = replica;
SET synchronous_commit = off;

CREATE TEMP TABLE model AS SELECT * FROM plans ORDER BY year DESC, id LIMIT 1;

INSERT INTO plans (year, title, document_number, issued_on, starts_on, due_on, foreword)
SELECT year - n, title, '基准〔' || year - n || '〕1号', issued_on - years, starts_on - years,
       due_on - years, foreword
  FROM model, generate_series(1, 99) n, make_interval(years => n) years;

CREATE TEMP TABLE copies AS
SELECT p.id, p.year, m.id AS model_id, make_interval(years => m.year - p.year) AS years
  FROM plans p, model m WHERE p.id <> m.id;

INSERT INTO plan_cities (plan_id, city_id, display_order)
SELECT c.id, pc.city_id, pc.display_order
  FROM copies c JOIN plan_cities pc ON pc.plan_id = c.model_id;

INSERT INTO chapters (plan_id, number, marker, title, foreword)
SELECT c.id, ch.number, ch.marker, ch.title, ch.foreword
  FROM copies c JOIN chapters ch ON ch.plan_id = c.model_id;

INSERT INTO work_points (plan_id, chapter_id, number, marker, title, title_end, body, clause_start,
                         clause, clause_end, starts_on, due_on)
SELECT c.id, own.id, wp.number, wp.marker, wp.title, wp.title_end, wp.body, wp.clause_start,
       wp.clause, wp.clause_end, wp.starts_on - c.years, wp.due_on - c.years
  FROM copies c
  JOIN work_points wp ON wp.plan_id = c.model_id
  JOIN chapters ch ON ch.id = wp.chapter_id
  JOIN chapters own ON own.plan_id = c.id AND own.number = ch.number;

INSERT INTO action_items (point_id, position, text)
SELECT own.id, item.position, item.text
  FROM copies c
  JOIN work_points wp ON wp.plan_id = c.model_id
  JOIN work_points own ON own.plan_id = c.id AND own.number = wp.number
  JOIN action_items item ON item.point_id = wp.id;

INSERT INTO periods (plan_id, month, due_on, locked_on)
SELECT c.id, p.month - c.years, p.due_on - c.years, p.locked_on - c.years
  FROM copies c JOIN periods p ON p.plan_id = c.model_id;

INSERT INTO light_thresholds (plan_id, effective_on, severe_gap, lagging_gap,
       milestone_severe_days, unreported_grace_days, due_soon_days, due_soon_percent, problem_days,
       out_of_step_gap)
SELECT c.id, t.effective_on - c.years, t.severe_gap, t.lagging_gap, t.milestone_severe_days,
       t.unreported_grace_days, t.due_soon_days, t.due_soon_percent, t.problem_days,
       t.out_of_step_gap
  FROM copies c JOIN light_thresholds t ON t.plan_id = c.model_id;

INSERT INTO assignments (plan_id, point_id, unit_id)
SELECT c.id, own.id, a.unit_id
  FROM copies c
  JOIN assignments a ON a.plan_id = c.model_id
  JOIN work_points wp ON wp.id = a.point_id
  JOIN work_points own ON own.plan_id = c.id AND own.number = wp.number;

INSERT INTO assignment_terms (assignment_id, role, origin, group_id, starts_on, ends_on)
SELECT own.id, t.role, t.origin, own_group.id, t.starts_on - c.years, t.ends_on - c.years
  FROM copies c
  JOIN assignments a ON a.plan_id = c.model_id
  JOIN work_points wp ON wp.id = a.point_id
  JOIN work_points own_point ON own_point.plan_id = c.id AND own_point.number = wp.number
  JOIN assignments own ON own.point_id = own_point.id AND own.unit_id = a.unit_id
  JOIN assignment_terms t ON t.assignment_id = a.id
  LEFT JOIN assignments g ON g.id = t.group_id
  LEFT JOIN assignments own_group
         ON own_group.point_id = own_point.id AND own_group.unit_id = g.unit_id;

-- One row a report: how many versions it gets, the day of the first, and whether the last of them
-- is approved. In the plan in force they are returned versions before those that stand.
CREATE TEMP TABLE reports AS
SELECT pu.assignment_id, pu.period_id, 0 AS versions, min(pu.submitted_on) AS last_on,
       min(pu.percent) AS percent, false AS approved
  FROM model m
  JOIN assignments a ON a.plan_id = m.id
  JOIN progress_updates pu ON pu.assignment_id = a.id
 GROUP BY pu.assignment_id, pu.period_id;

UPDATE reports SET versions = ceil(10000.0 / (SELECT count(*) FROM reports));

INSERT INTO reports
SELECT a.id, p.id, 0, p.due_on, 100 * row_number() OVER months / count(*) OVER plan_periods, true
  FROM copies c
  JOIN assignments a ON a.plan_id = c.id
  JOIN units u ON u.id = a.unit_id AND u.kind <> 'GROUP'
  JOIN periods p ON p.plan_id = c.id
WINDOW months AS (PARTITION BY a.id ORDER BY p.month), plan_periods AS (PARTITION BY a.id);

-- What is left of the million, evenly.
WITH need AS (
  SELECT 1000000 - (SELECT count(*) FROM progress_updates)
                 - (SELECT coalesce(sum(versions), 0) FROM reports WHERE NOT approved) AS updates,
         (SELECT count(*) FROM reports WHERE approved) AS reports
), placed AS (
  SELECT assignment_id, period_id, row_number() OVER (ORDER BY assignment_id, period_id) AS place
    FROM reports WHERE approved
)
UPDATE reports r
   SET versions = need.updates / need.reports + (place <= need.updates % need.reports)::int
  FROM need, placed
 WHERE r.approved AND (r.assignment_id, r.period_id) = (placed.assignment_id, placed.period_id);

UPDATE progress_updates pu SET version = pu.version + r.versions
  FROM reports r
 WHERE NOT r.approved AND (pu.assignment_id, pu.period_id) = (r.assignment_id, r.period_id);

CREATE TEMP TABLE people AS
SELECT (SELECT min(id) FROM accounts WHERE role = 'STAFF') AS author_id,
       (SELECT min(id) FROM accounts WHERE role = 'REVIEWER') AS reviewer_id;

-- Built once at the end, instead of a million times a little.
DROP INDEX progress_updates_pairs;

CREATE TEMP TABLE last_before AS SELECT max(id) AS id FROM progress_updates;

INSERT INTO progress_updates (assignment_id, period_id, version, percent, progress_text,
       problem_text, problem_level, next_step_text, percent_reason, author_id, submitted_at,
       submitted_on, demonstration)
SELECT r.assignment_id, r.period_id, version, r.percent,
       '围绕“' || wp.title || '”，两市对接' || version
         || '次，形成会议纪要并按月调度，年度任务清单完成过半，其余事项按计划实施。',
       CASE WHEN r.period_id % 5 = 0 THEN '两市统计口径尚未统一，数据比对用时较长。' ELSE '' END,
       CASE WHEN r.period_id % 5 = 0 THEN 'UNIT'::problem_level END,
       '下月底前完成下一阶段对接，形成可检查的成果。', '', author_id,
       (day + time '10:00') AT TIME ZONE 'Asia/Shanghai', day, true
  FROM reports r
  JOIN assignments a ON a.id = r.assignment_id
  JOIN work_points wp ON wp.id = a.point_id
 CROSS JOIN people
 CROSS JOIN LATERAL generate_series(1, r.versions) version
 CROSS JOIN LATERAL (SELECT r.last_on - (r.versions - version) AS day) submitted;

INSERT INTO reviews (update_id, assignment_id, period_id, decision, reason, counts, reviewer_id,
       decided_at, decided_on, demonstration)
SELECT pu.id, pu.assignment_id, pu.period_id,
       (CASE WHEN accepted THEN 'APPROVED' ELSE 'RETURNED' END)::review_decision,
       CASE WHEN accepted THEN '' ELSE '内容空洞：请写明完成的具体事项和数量' END, true, reviewer_id,
       (pu.submitted_on + time '15:00') AT TIME ZONE 'Asia/Shanghai', pu.submitted_on, true
  FROM last_before
  JOIN progress_updates pu ON pu.id > last_before.id
  JOIN reports r ON (r.assignment_id, r.period_id) = (pu.assignment_id, pu.period_id)
 CROSS JOIN people
 CROSS JOIN LATERAL (SELECT r.approved AND pu.version = r.versions AS accepted) decision;

-- A word of the oldest tenth alone.
UPDATE progress_updates pu SET progress_text = progress_text || '专户结存已清。'
  FROM last_before WHERE pu.id BETWEEN last_before.id + 1 AND last_before.id + 100000;

CREATE INDEX progress_updates_pairs ON progress_updates
  USING gin (search_report(id, progress_text || E'\n' || problem_text || E'\n' || next_step_text
                               || E'\n' || percent_reason || E'\n' || correction_reason))
  WITH (fastupdate = off);

UPDATE plans SET revision = revision + 1;
SET synchronous_commit = on;
SET session_replication_role = origin;

-- Whose work a unit goes on with as of a day: itself at step 0, what was merged into it at 1, what
-- had been merged into that one at 2, and so on. The one place that follows mergers; read downwards
-- from who holds the work today by units_successor_idx.
CREATE FUNCTION unit_line(unit integer, day date) RETURNS TABLE (unit_id integer, step integer)
LANGUAGE sql STABLE AS $$
  WITH RECURSIVE line (unit_id, step) AS (
    SELECT unit, 0
    UNION ALL
    SELECT gone.id, line.step + 1 FROM line
      JOIN units gone ON gone.successor_id = line.unit_id AND gone.abolished_on <= day
  )
  SELECT line.unit_id, line.step FROM line
$$;

-- The approval that makes an assignment's percent as of a day. Before the first of its own a unit
-- stands where the nearest one stood whose work it goes on with. Only then is anything joined: the
-- filter on successors is evaluated once a statement.
CREATE OR REPLACE FUNCTION standing_approval(assignment integer, day date) RETURNS SETOF reviews
LANGUAGE sql STABLE AS $$
  SELECT r.* FROM (
    SELECT assignment AS id, 0 AS step
    UNION ALL
    SELECT old.id, line.step FROM assignments own
     CROSS JOIN LATERAL unit_line(own.unit_id, day) line
      JOIN assignments old ON old.unit_id = line.unit_id AND old.point_id = own.point_id
     WHERE own.id = assignment AND line.step > 0
       AND (SELECT EXISTS (SELECT 1 FROM units WHERE successor_id IS NOT NULL))
  ) chain
  JOIN LATERAL (
    SELECT * FROM reviews
     WHERE assignment_id = chain.id AND decision = 'APPROVED' AND counts AND decided_on <= day
     ORDER BY decided_on DESC, id DESC LIMIT 1
  ) r ON true
  ORDER BY chain.step, r.decided_on DESC, r.id DESC LIMIT 1
$$;

-- Whether a unit is asked about one of them: all of the point's are, unless some are named. Who goes on
-- with a unit's work answers for it, after however many mergers.
CREATE OR REPLACE FUNCTION indicator_concerns(version integer, unit integer) RETURNS boolean
LANGUAGE sql STABLE AS $$
  SELECT NOT EXISTS (SELECT 1 FROM indicator_units WHERE version_id = version)
      OR EXISTS (SELECT 1 FROM indicator_units named
                  WHERE named.version_id = version
                    AND named.unit_id IN (SELECT unit_id FROM unit_line(unit, 'infinity')))
$$;
CREATE OR REPLACE FUNCTION action_item_concerns(item integer, version integer, unit integer) RETURNS boolean
LANGUAGE sql STABLE AS $$
  SELECT CASE WHEN version IS NULL THEN
      NOT EXISTS (SELECT 1 FROM action_item_units WHERE action_item_id = item)
      OR EXISTS (SELECT 1 FROM action_item_units named
                  WHERE named.action_item_id = item
                    AND named.unit_id IN (SELECT unit_id FROM unit_line(unit, 'infinity')))
    ELSE NOT EXISTS (SELECT 1 FROM item_units WHERE version_id = version)
      OR EXISTS (SELECT 1 FROM item_units named
                  WHERE named.version_id = version
                    AND named.unit_id IN (SELECT unit_id FROM unit_line(unit, 'infinity')))
    END
$$;

-- When a unit named for 议定事项 has done it, as approved by a day: itself, or who goes on with its work.
CREATE FUNCTION resolution_done(item integer, point integer, unit integer, day date) RETURNS date
LANGUAGE sql STABLE AS $$
  SELECT min(earliest_done(a.id, item, 0, day)) FROM assignments a
   WHERE a.point_id = point
     AND (a.unit_id = unit
          OR (SELECT EXISTS (SELECT 1 FROM units WHERE successor_id IS NOT NULL))
             AND unit IN (SELECT unit_id FROM unit_line(a.unit_id, day)))
$$;

-- Rules the database keeps itself over 通知更新; refuse_change() stands in the first guards,
-- only_undo_version() among those of 指标 and 举措.

-- What a point was is only added to. An import that is undone takes it along with its points.
CREATE TRIGGER former_points_immutable BEFORE UPDATE OR DELETE ON former_points
  FOR EACH ROW EXECUTE FUNCTION only_undo_version();
CREATE TRIGGER former_points_kept BEFORE TRUNCATE ON former_points
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER former_chapters_immutable BEFORE UPDATE OR DELETE ON former_chapters
  FOR EACH ROW EXECUTE FUNCTION only_undo_version();
CREATE TRIGGER former_chapters_kept BEFORE TRUNCATE ON former_chapters
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER former_plans_immutable BEFORE UPDATE OR DELETE ON former_plans
  FOR EACH ROW EXECUTE FUNCTION only_undo_version();
CREATE TRIGGER former_plans_kept BEFORE TRUNCATE ON former_plans
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- A number is borne by one point that stands; one that ended keeps what it had.
CREATE UNIQUE INDEX work_points_standing ON work_points (plan_id, number) WHERE removed_on IS NULL;
ALTER TABLE former_points ADD CONSTRAINT former_points_number CHECK (number > 0);

-- What a later text of the notice brought has a day and nobody who added it; what it left out ends.
ALTER TABLE action_items DROP CONSTRAINT action_items_origin;
ALTER TABLE action_items ADD CONSTRAINT action_items_origin CHECK (
  (origin = 'MEETING') = (meeting_id IS NOT NULL) AND (origin = 'DOCUMENT' OR added_on IS NOT NULL) AND
  (removed_on IS NULL OR added_on IS NULL OR removed_on >= added_on));
ALTER TABLE indicators DROP CONSTRAINT indicators_adding;
ALTER TABLE indicators ADD CONSTRAINT indicators_adding CHECK (
  (added_by_id IS NULL OR added_on IS NOT NULL) AND (removed_on IS NULL OR added_by_id IS NULL));

-- What a point, a chapter, the head of a plan was as of a day, where an update has changed it since.
CREATE FUNCTION former_point(point integer, day date) RETURNS SETOF former_points
LANGUAGE sql STABLE AS $$
  SELECT * FROM former_points WHERE point_id = point AND ends_on > day ORDER BY ends_on LIMIT 1
$$;
CREATE FUNCTION former_chapter(chapter integer, day date) RETURNS SETOF former_chapters
LANGUAGE sql STABLE AS $$
  SELECT * FROM former_chapters WHERE chapter_id = chapter AND ends_on > day ORDER BY ends_on LIMIT 1
$$;
CREATE FUNCTION former_plan(plan integer, day date) RETURNS SETOF former_plans
LANGUAGE sql STABLE AS $$
  SELECT * FROM former_plans WHERE plan_id = plan AND ends_on > day ORDER BY ends_on LIMIT 1
$$;

-- The due date a point was first published with.
CREATE FUNCTION first_due(wp work_points) RETURNS date LANGUAGE sql STABLE AS $$
  SELECT coalesce((SELECT due_on FROM former_points WHERE point_id = wp.id ORDER BY ends_on LIMIT 1),
                  wp.due_on)
$$;

-- The due dates updates of the notice gave it since, as known at the end of a day.
CREATE FUNCTION notice_dues(wp work_points, day date)
RETURNS TABLE (id integer, changed_on date, changed_at timestamptz, from_on date, to_on date)
LANGUAGE sql STABLE AS $$
  SELECT f.id, f.ends_on, f.changed_at, f.due_on, f.next
    FROM (SELECT v.id, v.ends_on, v.changed_at, v.due_on,
                 coalesce(lead(v.due_on) OVER (ORDER BY v.ends_on), wp.due_on) AS next
            FROM former_points v WHERE v.point_id = wp.id) f
   WHERE f.ends_on <= day AND f.next <> f.due_on
$$;

-- When a point was none of the plan's, as known at the end of a day; since: null before it came in,
-- until: null while that lasts.
CREATE FUNCTION point_absences(wp work_points, day date)
RETURNS TABLE (since date, until date) LANGUAGE sql STABLE AS $$
  SELECT a.since, CASE WHEN a.until <= day THEN a.until END
    FROM (SELECT lag(v.ends_on) OVER (ORDER BY v.ends_on) AS since, v.ends_on AS until, v.absent
            FROM former_points v WHERE v.point_id = wp.id
           UNION ALL SELECT wp.removed_on, NULL, true WHERE wp.removed_on IS NOT NULL) a
   WHERE a.absent AND (a.since IS NULL OR a.since <= day)
$$;

-- The indicators of a point as of a day, the rejected ones and those the text has no more aside.
CREATE OR REPLACE FUNCTION indicators_on(point integer, day date)
RETURNS TABLE (id integer, "position" integer, name text, target integer, measure text, due_on date,
               sentence text, match text, start integer, version_id integer)
LANGUAGE sql STABLE AS $$
  SELECT i.id, i.position, coalesce(v.name, i.name), coalesce(v.target, i.target),
         coalesce(v.measure, i.measure), v.due_on, i.sentence, i.match, i.start, v.id
    FROM indicators i LEFT JOIN LATERAL indicator_version(i.id, day) v ON true
   WHERE i.point_id = point AND (i.added_on IS NULL OR i.added_on <= day)
     AND (i.removed_on IS NULL OR i.removed_on > day) AND v.rejected IS NOT TRUE
$$;

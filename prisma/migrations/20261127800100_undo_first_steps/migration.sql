-- 撤销导入 of a whole plan takes with it what an office sets in its first hours: locks of periods, the
-- public page, milestones, 已阅 and 关注. Only while nothing was reported on the plan, and only in a
-- transaction that says it is undoing; undoing_import() stands in the guards of 导入.
CREATE FUNCTION undoing_unreported(plan integer) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT undoing_import() AND NOT EXISTS (
    SELECT 1 FROM assignments a JOIN progress_updates pu ON pu.assignment_id = a.id WHERE a.plan_id = plan)
$$;

CREATE FUNCTION only_undo_first_step() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  gone jsonb := to_jsonb(OLD);
  plan integer := coalesce(
    (gone ->> 'plan_id')::integer,
    (SELECT p.plan_id FROM periods p WHERE p.id = (gone ->> 'period_id')::integer),
    (SELECT p.plan_id FROM work_points p WHERE p.id = (gone ->> 'point_id')::integer),
    (SELECT c.plan_id FROM chapters c WHERE c.id = (gone ->> 'chapter_id')::integer));
BEGIN
  IF plan IS NULL OR NOT undoing_unreported(plan) THEN
    RAISE EXCEPTION '% are kept: DELETE refused', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN OLD;
END $$;

DROP TRIGGER period_locks_history ON period_locks;
CREATE TRIGGER period_locks_history BEFORE UPDATE ON period_locks
  FOR EACH ROW EXECUTE FUNCTION only_lift_lock();
CREATE TRIGGER period_locks_undone BEFORE DELETE ON period_locks
  FOR EACH ROW EXECUTE FUNCTION only_undo_first_step();

DROP TRIGGER publications_history ON publications;
CREATE TRIGGER publications_history BEFORE UPDATE ON publications
  FOR EACH ROW EXECUTE FUNCTION only_close_publication();
CREATE TRIGGER publications_undone BEFORE DELETE ON publications
  FOR EACH ROW EXECUTE FUNCTION only_undo_first_step();

DROP TRIGGER milestones_history ON milestones;
CREATE TRIGGER milestones_history BEFORE UPDATE ON milestones
  FOR EACH ROW EXECUTE FUNCTION only_remove_milestone();
CREATE TRIGGER milestones_undone BEFORE DELETE ON milestones
  FOR EACH ROW EXECUTE FUNCTION only_undo_first_step();

DROP TRIGGER read_marks_immutable ON read_marks;
CREATE TRIGGER read_marks_immutable BEFORE UPDATE ON read_marks
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER read_marks_undone BEFORE DELETE ON read_marks
  FOR EACH ROW EXECUTE FUNCTION only_undo_first_step();

DROP TRIGGER watches_history ON watches;
CREATE TRIGGER watches_history BEFORE UPDATE ON watches
  FOR EACH ROW EXECUTE FUNCTION only_end_watch();
CREATE TRIGGER watches_undone BEFORE DELETE ON watches
  FOR EACH ROW EXECUTE FUNCTION only_undo_first_step();

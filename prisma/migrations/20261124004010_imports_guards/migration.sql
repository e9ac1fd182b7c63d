-- Rules the database keeps itself over 导入; refuse_change() stands in the first guards.

-- What was given and read stays as it is. A draft is published once or discarded; what was
-- published may be undone once.
CREATE FUNCTION only_go_on_with_import() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE'
     OR (NEW.id, NEW.file_name, NEW.sha256, NEW.created_at, NEW.demonstration)
        IS DISTINCT FROM (OLD.id, OLD.file_name, OLD.sha256, OLD.created_at, OLD.demonstration)
     OR NEW.source::text IS DISTINCT FROM OLD.source::text
     OR (OLD.state <> 'DRAFT' AND (NEW.content::text, NEW.version, NEW.updated, NEW.traces::text, NEW.published_at)
        IS DISTINCT FROM (OLD.content::text, OLD.version, OLD.updated, OLD.traces::text, OLD.published_at))
     OR (NEW.state <> OLD.state AND (OLD.state, NEW.state) NOT IN
        (('DRAFT', 'PUBLISHED'), ('DRAFT', 'DISCARDED'), ('PUBLISHED', 'UNDONE'))) THEN
    RAISE EXCEPTION 'imports go on from draft to published to undone: % refused', TG_OP USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER imports_history BEFORE UPDATE OR DELETE ON imports
  FOR EACH ROW EXECUTE FUNCTION only_go_on_with_import();
CREATE TRIGGER imports_kept BEFORE TRUNCATE ON imports
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

ALTER TABLE imports ADD CONSTRAINT imports_version CHECK (version > 0 AND sha256 ~ '^[0-9a-f]{64}$');
ALTER TABLE imports ADD CONSTRAINT imports_publishing CHECK ((state IN ('PUBLISHED', 'UNDONE')) = (published_at IS NOT NULL));
ALTER TABLE imports ADD CONSTRAINT imports_ending CHECK ((state IN ('UNDONE', 'DISCARDED')) = (ended_at IS NOT NULL));

-- 撤销导入 takes back what the import wrote, and that only while nothing was reported: the terms of
-- such a point and the thresholds of such a plan may go, in a transaction that says it is undoing.
CREATE FUNCTION undoing_import() RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT coalesce(current_setting('portal.undoing_import', true), '') = 'on'
$$;

CREATE FUNCTION only_undo_term() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT undoing_import() OR EXISTS (
    SELECT 1 FROM assignments own JOIN assignments a ON a.point_id = own.point_id
      JOIN progress_updates pu ON pu.assignment_id = a.id WHERE own.id = OLD.assignment_id) THEN
    RAISE EXCEPTION 'assignment_terms may only be ended, once' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN OLD;
END $$;
DROP TRIGGER assignment_terms_history ON assignment_terms;
CREATE TRIGGER assignment_terms_history BEFORE UPDATE ON assignment_terms
  FOR EACH ROW EXECUTE FUNCTION only_end_term();
CREATE TRIGGER assignment_terms_undone BEFORE DELETE ON assignment_terms
  FOR EACH ROW EXECUTE FUNCTION only_undo_term();

CREATE FUNCTION only_undo_thresholds() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT undoing_import() OR EXISTS (
    SELECT 1 FROM assignments a JOIN progress_updates pu ON pu.assignment_id = a.id
     WHERE a.plan_id = OLD.plan_id) THEN
    RAISE EXCEPTION 'light_thresholds is immutable: DELETE refused' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN OLD;
END $$;
DROP TRIGGER light_thresholds_immutable ON light_thresholds;
CREATE TRIGGER light_thresholds_immutable BEFORE UPDATE ON light_thresholds
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER light_thresholds_undone BEFORE DELETE ON light_thresholds
  FOR EACH ROW EXECUTE FUNCTION only_undo_thresholds();

-- Units and cities that came with an import and that nothing has come to stand on since; the rest stay.
CREATE FUNCTION drop_unused_units(units integer[], cities integer[]) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  each integer;
BEGIN
  FOREACH each IN ARRAY drop_unused_units.units LOOP
    BEGIN
      UPDATE units u SET counterpart_id = NULL WHERE u.counterpart_id = each;
      DELETE FROM units u WHERE u.id = each;
    EXCEPTION WHEN foreign_key_violation OR restrict_violation THEN NULL;
    END;
  END LOOP;
  FOREACH each IN ARRAY drop_unused_units.cities LOOP
    BEGIN
      DELETE FROM cities c WHERE c.id = each;
    EXCEPTION WHEN foreign_key_violation OR restrict_violation THEN NULL;
    END;
  END LOOP;
END $$;

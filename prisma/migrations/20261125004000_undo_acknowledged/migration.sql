-- 撤销导入 takes 签收 and 异议 along with the terms they speak of, and that only while nothing was
-- reported on the point; undoing_import() stands in the guards of 导入, only_undo_term() beside it.
CREATE FUNCTION undoing_term(term integer) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT undoing_import() AND NOT EXISTS (
    SELECT 1 FROM assignment_terms t
      JOIN assignments own ON own.id = t.assignment_id
      JOIN assignments a ON a.point_id = own.point_id
      JOIN progress_updates pu ON pu.assignment_id = a.id
     WHERE t.id = term)
$$;

CREATE FUNCTION only_undo_acknowledgement() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' AND undoing_term(OLD.term_id) THEN RETURN OLD; END IF;
  RAISE EXCEPTION 'acknowledgements is immutable: % refused', TG_OP USING ERRCODE = 'restrict_violation';
END $$;
DROP TRIGGER acknowledgements_immutable ON acknowledgements;
CREATE TRIGGER acknowledgements_immutable BEFORE UPDATE OR DELETE ON acknowledgements
  FOR EACH ROW EXECUTE FUNCTION only_undo_acknowledgement();

CREATE OR REPLACE FUNCTION only_answer_objection() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' AND undoing_term(OLD.term_id) THEN RETURN OLD; END IF;
  IF TG_OP = 'DELETE' OR OLD.decision IS NOT NULL OR NEW.decision IS NULL
     OR (NEW.id, NEW.term_id, NEW.reason, NEW.raised_by_id, NEW.raised_at, NEW.raised_on, NEW.demonstration)
        IS DISTINCT FROM
        (OLD.id, OLD.term_id, OLD.reason, OLD.raised_by_id, OLD.raised_at, OLD.raised_on, OLD.demonstration) THEN
    RAISE EXCEPTION 'objections may only be answered, once' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;

-- As it stood among the guards of 导入, and: a unit or city that somebody has an account of stays. The
-- reference of the account would be emptied instead of standing in the way.
CREATE OR REPLACE FUNCTION drop_unused_units(units integer[], cities integer[]) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  each integer;
BEGIN
  FOREACH each IN ARRAY drop_unused_units.units LOOP
    CONTINUE WHEN EXISTS (SELECT 1 FROM accounts a WHERE a.unit_id = each);
    BEGIN
      UPDATE units u SET counterpart_id = NULL WHERE u.counterpart_id = each;
      DELETE FROM units u WHERE u.id = each;
    EXCEPTION WHEN foreign_key_violation OR restrict_violation THEN NULL;
    END;
  END LOOP;
  FOREACH each IN ARRAY drop_unused_units.cities LOOP
    CONTINUE WHEN EXISTS (SELECT 1 FROM accounts a WHERE a.city_id = each)
               OR EXISTS (SELECT 1 FROM units u WHERE u.city_id = each);
    BEGIN
      DELETE FROM cities c WHERE c.id = each;
    EXCEPTION WHEN foreign_key_violation OR restrict_violation THEN NULL;
    END;
  END LOOP;
END $$;

-- Rules the database keeps itself over directives, 已阅 and 关注; refuse_change() stands in the first guards.

CREATE TRIGGER directive_units_immutable BEFORE UPDATE OR DELETE ON directive_units
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER directive_units_kept BEFORE TRUNCATE ON directive_units
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER directive_replies_immutable BEFORE UPDATE OR DELETE ON directive_replies
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER directive_replies_kept BEFORE TRUNCATE ON directive_replies
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER directive_decisions_immutable BEFORE UPDATE OR DELETE ON directive_decisions
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER directive_decisions_kept BEFORE TRUNCATE ON directive_decisions
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER directive_evidence_immutable BEFORE UPDATE OR DELETE ON directive_evidence
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER directive_evidence_kept BEFORE TRUNCATE ON directive_evidence
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER read_marks_immutable BEFORE UPDATE OR DELETE ON read_marks
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER read_marks_kept BEFORE TRUNCATE ON read_marks
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER directives_kept BEFORE TRUNCATE ON directives
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER watches_kept BEFORE TRUNCATE ON watches
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- A directive may be withdrawn once, with a reason; nothing else about it may change.
CREATE FUNCTION only_withdraw_directive() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' OR OLD.withdrawn_on IS NOT NULL OR NEW.withdrawn_on IS NULL
     OR (NEW.id, NEW.plan_id, NEW.point_id, NEW.chapter_id, NEW.unit_id, NEW.text, NEW.level,
         NEW.due_on, NEW.issued_by_id, NEW.issued_at, NEW.issued_on, NEW.demonstration)
        IS DISTINCT FROM
        (OLD.id, OLD.plan_id, OLD.point_id, OLD.chapter_id, OLD.unit_id, OLD.text, OLD.level,
         OLD.due_on, OLD.issued_by_id, OLD.issued_at, OLD.issued_on, OLD.demonstration) THEN
    RAISE EXCEPTION 'directives may only be withdrawn, once' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER directives_history BEFORE UPDATE OR DELETE ON directives
  FOR EACH ROW EXECUTE FUNCTION only_withdraw_directive();

-- A 关注 may end once; nothing else about it may change.
CREATE FUNCTION only_end_watch() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' OR OLD.ends_on IS NOT NULL OR NEW.ends_on IS NULL
     OR (NEW.id, NEW.account_id, NEW.point_id, NEW.chapter_id, NEW.unit_id, NEW.starts_on, NEW.demonstration)
        IS DISTINCT FROM
        (OLD.id, OLD.account_id, OLD.point_id, OLD.chapter_id, OLD.unit_id, OLD.starts_on, OLD.demonstration) THEN
    RAISE EXCEPTION 'watches may only be ended, once' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER watches_history BEFORE UPDATE OR DELETE ON watches
  FOR EACH ROW EXECUTE FUNCTION only_end_watch();

-- Which reply a file was given with is as fixed as the rest of it; only_remove_evidence() sees to that.
CREATE FUNCTION keep_evidence_place() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (NEW.directive_id, NEW.unit_id) IS DISTINCT FROM (OLD.directive_id, OLD.unit_id) THEN
    RAISE EXCEPTION 'evidence_files stay with their reply' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER evidence_files_place BEFORE UPDATE ON evidence_files
  FOR EACH ROW EXECUTE FUNCTION keep_evidence_place();
ALTER TABLE evidence_files ADD CONSTRAINT evidence_files_one_place CHECK (
  (assignment_id IS NULL) = (period_id IS NULL) AND (directive_id IS NULL) = (unit_id IS NULL) AND
  (assignment_id IS NULL) <> (directive_id IS NULL));

ALTER TABLE directives ADD CONSTRAINT directives_one_target
  CHECK (num_nonnulls(point_id, chapter_id, unit_id) = 1);
ALTER TABLE directives ADD CONSTRAINT directives_text CHECK (text <> '' AND due_on >= issued_on);
ALTER TABLE directives ADD CONSTRAINT directives_withdrawal CHECK (
  (withdrawn_on IS NULL) = (withdrawn_by_id IS NULL) AND (withdrawn_on IS NULL) = (withdrawn_at IS NULL) AND
  (withdrawn_on IS NULL) = (withdraw_reason IS NULL) AND
  (withdrawn_on IS NULL OR (withdrawn_on >= issued_on AND withdraw_reason <> '')));
ALTER TABLE directive_replies ADD CONSTRAINT directive_replies_text CHECK (text <> '' AND version > 0);
-- A check that comes out unknown passes, so a day left NULL has to be named.
ALTER TABLE directive_decisions ADD CONSTRAINT directive_decisions_asked CHECK (
  (decision = 'ASKED_AGAIN') = (due_on IS NOT NULL) AND
  (decision = 'ACCEPTED' OR (opinion <> '' AND due_on >= decided_on)));
ALTER TABLE read_marks ADD CONSTRAINT read_marks_one_thing CHECK (num_nonnulls(point_id, reply_id) = 1);
ALTER TABLE watches ADD CONSTRAINT watches_one_thing CHECK (num_nonnulls(point_id, chapter_id, unit_id) = 1);
ALTER TABLE watches ADD CONSTRAINT watches_dates CHECK (ends_on IS NULL OR ends_on >= starts_on);

-- A person follows a thing once at a time.
CREATE UNIQUE INDEX watches_open_point ON watches (account_id, point_id) WHERE ends_on IS NULL;
CREATE UNIQUE INDEX watches_open_chapter ON watches (account_id, chapter_id) WHERE ends_on IS NULL;
CREATE UNIQUE INDEX watches_open_unit ON watches (account_id, unit_id) WHERE ends_on IS NULL;
-- The files of a reply that is being written: WHERE directive_id = $1 AND unit_id = $2 AND removed_at IS NULL
CREATE INDEX evidence_files_directed ON evidence_files (directive_id, unit_id) WHERE removed_at IS NULL;

-- The units whose staff may read a directive: those it is addressed to, and those on its point today.
CREATE FUNCTION directive_readers(directive integer) RETURNS integer[] LANGUAGE sql STABLE AS $$
  SELECT array(
    SELECT unit_id FROM directive_units WHERE directive_id = directive
    UNION
    SELECT a.unit_id FROM directives d
      JOIN assignments a ON a.point_id = d.point_id
      JOIN assignment_terms t ON t.assignment_id = a.id AND t.ends_on IS NULL
     WHERE d.id = directive)
$$;

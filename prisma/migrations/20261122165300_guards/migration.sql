-- Rules the database keeps itself, whoever writes to it.

-- What was submitted, decided, taken back or logged is never changed and never removed.
CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% is immutable: % refused', TG_TABLE_NAME, TG_OP USING ERRCODE = 'restrict_violation';
END $$;

CREATE TRIGGER progress_updates_immutable BEFORE UPDATE OR DELETE ON progress_updates
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER progress_updates_kept BEFORE TRUNCATE ON progress_updates
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER reviews_immutable BEFORE UPDATE OR DELETE ON reviews
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER reviews_kept BEFORE TRUNCATE ON reviews
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER withdrawals_immutable BEFORE UPDATE OR DELETE ON withdrawals
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER withdrawals_kept BEFORE TRUNCATE ON withdrawals
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER audit_entries_immutable BEFORE UPDATE OR DELETE ON audit_entries
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER audit_entries_kept BEFORE TRUNCATE ON audit_entries
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER light_thresholds_kept BEFORE TRUNCATE ON light_thresholds
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER assignment_terms_kept BEFORE TRUNCATE ON assignment_terms
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER closures_kept BEFORE TRUNCATE ON closures
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER light_thresholds_immutable BEFORE UPDATE OR DELETE ON light_thresholds
  FOR EACH ROW EXECUTE FUNCTION refuse_change();

-- A term may end once; nothing else about it may change.
CREATE FUNCTION only_end_term() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' OR OLD.ends_on IS NOT NULL OR NEW.ends_on IS NULL
     OR (NEW.id, NEW.assignment_id, NEW.role, NEW.origin, NEW.starts_on)
        IS DISTINCT FROM (OLD.id, OLD.assignment_id, OLD.role, OLD.origin, OLD.starts_on)
     OR NEW.group_id IS DISTINCT FROM OLD.group_id
     OR NEW.started_by_id IS DISTINCT FROM OLD.started_by_id THEN
    RAISE EXCEPTION 'assignment_terms may only be ended, once' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER assignment_terms_history BEFORE UPDATE OR DELETE ON assignment_terms
  FOR EACH ROW EXECUTE FUNCTION only_end_term();

-- A closure may be reopened once, with a reason; nothing else about it may change.
CREATE FUNCTION only_reopen_closure() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' OR OLD.reopened_on IS NOT NULL OR NEW.reopened_on IS NULL
     OR (NEW.id, NEW.point_id, NEW.city_id, NEW.outcome, NEW.closed_by_id, NEW.closed_on, NEW.demonstration)
        IS DISTINCT FROM
        (OLD.id, OLD.point_id, OLD.city_id, OLD.outcome, OLD.closed_by_id, OLD.closed_on, OLD.demonstration) THEN
    RAISE EXCEPTION 'closures may only be reopened, once' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER closures_history BEFORE UPDATE OR DELETE ON closures
  FOR EACH ROW EXECUTE FUNCTION only_reopen_closure();

ALTER TABLE units ADD CONSTRAINT units_group_scope CHECK ((kind = 'GROUP') = (group_scope IS NOT NULL));
ALTER TABLE plans ADD CONSTRAINT plans_dates CHECK (issued_on <= starts_on AND starts_on < due_on);
ALTER TABLE work_points ADD CONSTRAINT work_points_dates CHECK (starts_on <= due_on);
ALTER TABLE work_points ADD CONSTRAINT work_points_number CHECK (number > 0);
ALTER TABLE indicators ADD CONSTRAINT indicators_target CHECK (target > 0);
ALTER TABLE periods ADD CONSTRAINT periods_month CHECK (extract(day FROM month) = 1 AND due_on >= month);
ALTER TABLE light_thresholds ADD CONSTRAINT light_thresholds_order
  CHECK (0 < lagging_gap AND lagging_gap < severe_gap AND severe_gap <= 100);
ALTER TABLE assignment_terms ADD CONSTRAINT assignment_terms_dates CHECK (ends_on IS NULL OR ends_on >= starts_on);
ALTER TABLE drafts ADD CONSTRAINT drafts_percent CHECK (percent BETWEEN 0 AND 100);
ALTER TABLE progress_updates ADD CONSTRAINT progress_updates_percent CHECK (percent BETWEEN 0 AND 100);
ALTER TABLE progress_updates ADD CONSTRAINT progress_updates_version CHECK (version > 0);
ALTER TABLE progress_updates ADD CONSTRAINT progress_updates_problem
  CHECK ((problem_text = '') = (problem_level IS NULL));
ALTER TABLE reviews ADD CONSTRAINT reviews_return_reason CHECK (decision = 'APPROVED' OR reason <> '');
-- A check that comes out unknown passes, so a reason left NULL has to be named.
ALTER TABLE closures ADD CONSTRAINT closures_reopening CHECK (
  (reopened_on IS NULL) = (reopen_reason IS NULL) AND
  (reopened_on IS NULL OR (reopened_on >= closed_on AND reopen_reason <> '')));
ALTER TABLE accounts ADD CONSTRAINT accounts_staff_unit CHECK (role <> 'STAFF' OR unit_id IS NOT NULL);
ALTER TABLE accounts ADD CONSTRAINT accounts_name_lower CHECK (name = lower(name) AND name <> '');

-- An assignment holds one role at a time.
CREATE UNIQUE INDEX assignment_terms_open ON assignment_terms (assignment_id) WHERE ends_on IS NULL;
-- One closure of a side stands at a time.
CREATE UNIQUE INDEX closures_open ON closures (point_id, city_id) WHERE reopened_on IS NULL;
-- Latest approved percent as of a day: WHERE assignment_id = $1 AND decided_on <= $2 ORDER BY decided_on DESC, id DESC LIMIT 1
CREATE INDEX reviews_latest ON reviews (assignment_id, decided_on DESC, id DESC)
  WHERE decision = 'APPROVED' AND counts;
-- A point's time line: WHERE assignment_id = $1 AND decided_on <= $2 ORDER BY decided_on DESC, id DESC LIMIT 12
CREATE INDEX reviews_approved ON reviews (assignment_id, decided_on DESC, id DESC)
  WHERE decision = 'APPROVED';
-- Whether a period stands approved as of a day: WHERE assignment_id = $1 AND period_id = $2 AND decided_on <= $3
CREATE INDEX reviews_period ON reviews (assignment_id, period_id, decided_on DESC, id DESC)
  WHERE decision = 'APPROVED';

-- Rules the database keeps itself over 名录, 签收 and 年度设置; refuse_change() stands in the first guards.

CREATE TRIGGER unit_names_immutable BEFORE UPDATE OR DELETE ON unit_names
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER unit_names_kept BEFORE TRUNCATE ON unit_names
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER acknowledgements_immutable BEFORE UPDATE OR DELETE ON acknowledgements
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER acknowledgements_kept BEFORE TRUNCATE ON acknowledgements
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER objections_kept BEFORE TRUNCATE ON objections
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER period_locks_kept BEFORE TRUNCATE ON period_locks
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER publications_kept BEFORE TRUNCATE ON publications
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- An objection is answered once; nothing else about it may change.
CREATE FUNCTION only_answer_objection() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' OR OLD.decision IS NOT NULL OR NEW.decision IS NULL
     OR (NEW.id, NEW.term_id, NEW.reason, NEW.raised_by_id, NEW.raised_at, NEW.raised_on, NEW.demonstration)
        IS DISTINCT FROM
        (OLD.id, OLD.term_id, OLD.reason, OLD.raised_by_id, OLD.raised_at, OLD.raised_on, OLD.demonstration) THEN
    RAISE EXCEPTION 'objections may only be answered, once' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER objections_history BEFORE UPDATE OR DELETE ON objections
  FOR EACH ROW EXECUTE FUNCTION only_answer_objection();

-- A lock is lifted once.
CREATE FUNCTION only_lift_lock() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' OR OLD.reopened_on IS NOT NULL OR NEW.reopened_on IS NULL
     OR (NEW.id, NEW.period_id, NEW.locked_on, NEW.locked_by_id)
        IS DISTINCT FROM (OLD.id, OLD.period_id, OLD.locked_on, OLD.locked_by_id) THEN
    RAISE EXCEPTION 'period_locks may only be lifted, once' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER period_locks_history BEFORE UPDATE OR DELETE ON period_locks
  FOR EACH ROW EXECUTE FUNCTION only_lift_lock();

-- What was public, and since when, is only ever closed.
CREATE FUNCTION only_close_publication() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' OR OLD.closed_at IS NOT NULL OR NEW.closed_at IS NULL
     OR (NEW.id, NEW.plan_id, NEW.fields, NEW.opened_by_id, NEW.opened_at)
        IS DISTINCT FROM (OLD.id, OLD.plan_id, OLD.fields, OLD.opened_by_id, OLD.opened_at) THEN
    RAISE EXCEPTION 'publications may only be closed, once' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER publications_history BEFORE UPDATE OR DELETE ON publications
  FOR EACH ROW EXECUTE FUNCTION only_close_publication();

ALTER TABLE unit_names ADD CONSTRAINT unit_names_name CHECK (name <> '' AND short_name <> '');
ALTER TABLE units ADD CONSTRAINT units_successor CHECK (
  (successor_id IS NULL OR abolished_on IS NOT NULL) AND successor_id <> id AND counterpart_id <> id);
ALTER TABLE objections ADD CONSTRAINT objections_answer CHECK (
  reason <> '' AND (decision IS NULL) = (decided_by_id IS NULL) AND (decision IS NULL) = (decided_at IS NULL)
  AND (decision IS NULL) = (decided_on IS NULL) AND (decision IS NULL) = (answer IS NULL)
  AND (decision IS DISTINCT FROM 'DECLINED' OR answer <> ''));
ALTER TABLE period_locks ADD CONSTRAINT period_locks_lifting CHECK (
  (reopened_on IS NULL) = (reopened_by_id IS NULL) AND (reopened_on IS NULL) = (reason IS NULL)
  AND (reopened_on IS NULL OR reopened_on >= locked_on AND reason <> ''));
ALTER TABLE publications ADD CONSTRAINT publications_closing CHECK (
  (closed_at IS NULL) = (closed_by_id IS NULL) AND (closed_at IS NULL OR closed_at >= opened_at));

-- One objection to a term waits at a time.
CREATE UNIQUE INDEX objections_waiting ON objections (term_id) WHERE decision IS NULL;
-- A period is locked once at a time.
CREATE UNIQUE INDEX period_locks_standing ON period_locks (period_id) WHERE reopened_on IS NULL;
-- One publication of a plan stands at a time.
CREATE UNIQUE INDEX publications_standing ON publications (plan_id) WHERE closed_at IS NULL;
-- Whose work a unit goes on with: WHERE successor_id = $1
CREATE INDEX units_successor_idx ON units (successor_id) WHERE successor_id IS NOT NULL;

-- What a unit was called on a day.
CREATE FUNCTION unit_name_on(u units, day date) RETURNS text LANGUAGE sql STABLE AS $$
  SELECT coalesce(
    (SELECT name FROM unit_names WHERE unit_id = u.id AND ends_on > day ORDER BY ends_on, id LIMIT 1),
    u.name)
$$;
CREATE FUNCTION unit_short_name_on(u units, day date) RETURNS text LANGUAGE sql STABLE AS $$
  SELECT coalesce(
    (SELECT short_name FROM unit_names WHERE unit_id = u.id AND ends_on > day ORDER BY ends_on, id LIMIT 1),
    u.short_name)
$$;

-- Since when a period takes no reports, as it stood at the end of a day; null while it takes them.
CREATE FUNCTION period_locked_on(period integer, day date) RETURNS date LANGUAGE sql STABLE AS $$
  SELECT max(locked_on) FROM period_locks
   WHERE period_id = period AND locked_on <= day AND (reopened_on IS NULL OR reopened_on > day)
$$;

-- The approval that makes an assignment's percent as of a day. Before the first of its own a unit
-- stands where the one stood whose work it goes on with. Only then is anything joined: the filter on
-- successors is evaluated once a statement.
CREATE OR REPLACE FUNCTION standing_approval(assignment integer, day date) RETURNS SETOF reviews
LANGUAGE sql STABLE AS $$
  SELECT r.* FROM (
    SELECT assignment AS id, 0 AS step
    UNION ALL
    SELECT old.id, 1 FROM assignments own
      JOIN units gone ON gone.successor_id = own.unit_id AND gone.abolished_on <= day
      JOIN assignments old ON old.unit_id = gone.id AND old.point_id = own.point_id
     WHERE own.id = assignment AND (SELECT EXISTS (SELECT 1 FROM units WHERE successor_id IS NOT NULL))
  ) chain
  JOIN LATERAL (
    SELECT * FROM reviews
     WHERE assignment_id = chain.id AND decision = 'APPROVED' AND counts AND decided_on <= day
     ORDER BY decided_on DESC, id DESC LIMIT 1
  ) r ON true
  ORDER BY chain.step, r.decided_on DESC, r.id DESC LIMIT 1
$$;

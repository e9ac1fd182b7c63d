-- Rules the database keeps itself over milestones, extensions, pauses and confidence.

CREATE TRIGGER milestones_kept BEFORE TRUNCATE ON milestones
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER milestone_completions_kept BEFORE TRUNCATE ON milestone_completions
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER extensions_kept BEFORE TRUNCATE ON extensions
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER pauses_kept BEFORE TRUNCATE ON pauses
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER confidences_immutable BEFORE UPDATE OR DELETE ON confidences
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER confidences_kept BEFORE TRUNCATE ON confidences
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- A milestone may be taken out of force once; what it says is never edited.
CREATE FUNCTION only_remove_milestone() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' OR OLD.removed_on IS NOT NULL OR NEW.removed_on IS NULL
     OR (NEW.id, NEW.point_id, NEW.city_id, NEW.root_id, NEW.title, NEW.due_on, NEW.weight,
         NEW.added_on, NEW.added_by_id, NEW.demonstration)
        IS DISTINCT FROM
        (OLD.id, OLD.point_id, OLD.city_id, OLD.root_id, OLD.title, OLD.due_on, OLD.weight,
         OLD.added_on, OLD.added_by_id, OLD.demonstration) THEN
    RAISE EXCEPTION 'milestones may only be removed, once' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER milestones_history BEFORE UPDATE OR DELETE ON milestones
  FOR EACH ROW EXECUTE FUNCTION only_remove_milestone();

-- A completion may be revoked once, with a reason.
CREATE FUNCTION only_revoke_milestone() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' OR OLD.revoked_on IS NOT NULL OR NEW.revoked_on IS NULL
     OR (NEW.id, NEW.milestone_id, NEW.city_id, NEW.done_on, NEW.confirmed_on, NEW.confirmed_by_id,
         NEW.demonstration)
        IS DISTINCT FROM
        (OLD.id, OLD.milestone_id, OLD.city_id, OLD.done_on, OLD.confirmed_on, OLD.confirmed_by_id,
         OLD.demonstration) THEN
    RAISE EXCEPTION 'milestone_completions may only be revoked, once' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER milestone_completions_history BEFORE UPDATE OR DELETE ON milestone_completions
  FOR EACH ROW EXECUTE FUNCTION only_revoke_milestone();

-- An extension is decided once.
CREATE FUNCTION only_decide_extension() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' OR OLD.decision IS NOT NULL OR NEW.decision IS NULL
     OR (NEW.id, NEW.point_id, NEW.assignment_id, NEW.from_on, NEW.to_on, NEW.reason,
         NEW.applied_by_id, NEW.applied_at, NEW.applied_on, NEW.demonstration)
        IS DISTINCT FROM
        (OLD.id, OLD.point_id, OLD.assignment_id, OLD.from_on, OLD.to_on, OLD.reason,
         OLD.applied_by_id, OLD.applied_at, OLD.applied_on, OLD.demonstration) THEN
    RAISE EXCEPTION 'extensions may only be decided, once' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER extensions_history BEFORE UPDATE OR DELETE ON extensions
  FOR EACH ROW EXECUTE FUNCTION only_decide_extension();

-- A pause may end once.
CREATE FUNCTION only_end_pause() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' OR OLD.ends_on IS NOT NULL OR NEW.ends_on IS NULL
     OR (NEW.id, NEW.point_id, NEW.reason, NEW.basis, NEW.starts_on, NEW.started_by_id, NEW.demonstration)
        IS DISTINCT FROM
        (OLD.id, OLD.point_id, OLD.reason, OLD.basis, OLD.starts_on, OLD.started_by_id, OLD.demonstration) THEN
    RAISE EXCEPTION 'pauses may only be ended, once' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER pauses_history BEFORE UPDATE OR DELETE ON pauses
  FOR EACH ROW EXECUTE FUNCTION only_end_pause();

ALTER TABLE milestones ADD CONSTRAINT milestones_content CHECK (title <> '' AND weight BETWEEN 1 AND 100);
ALTER TABLE milestones ADD CONSTRAINT milestones_removal CHECK (
  (removed_on IS NULL) = (removed_by_id IS NULL) AND (removed_on IS NULL OR removed_on >= added_on));
ALTER TABLE milestone_completions ADD CONSTRAINT milestone_completions_day CHECK (done_on <= confirmed_on);
-- A check that comes out unknown passes, so a reason left NULL has to be named.
ALTER TABLE milestone_completions ADD CONSTRAINT milestone_completions_revocation CHECK (
  (revoked_on IS NULL) = (revoked_by_id IS NULL) AND (revoked_on IS NULL) = (revoke_reason IS NULL) AND
  (revoked_on IS NULL OR (revoked_on >= confirmed_on AND revoke_reason <> '')));
ALTER TABLE extensions ADD CONSTRAINT extensions_dates CHECK (from_on < to_on AND applied_on < from_on AND reason <> '');
ALTER TABLE extensions ADD CONSTRAINT extensions_decision CHECK (
  (decision IS NULL) = (decided_by_id IS NULL) AND (decision IS NULL) = (decided_on IS NULL) AND
  (decision IS NULL) = (decided_at IS NULL) AND
  (decision IS NULL OR decision = 'APPROVED' OR coalesce(opinion, '') <> ''));
ALTER TABLE pauses ADD CONSTRAINT pauses_content CHECK (reason <> '' AND basis <> '');
ALTER TABLE pauses ADD CONSTRAINT pauses_end CHECK (
  (ends_on IS NULL) = (ended_by_id IS NULL) AND (ends_on IS NULL OR ends_on >= starts_on));
ALTER TABLE confidences ADD CONSTRAINT confidences_sentence CHECK (sentence <> '');

-- A side reaches a milestone once, as long as that stands.
CREATE UNIQUE INDEX milestone_completions_standing ON milestone_completions (milestone_id, city_id)
  WHERE revoked_on IS NULL;
-- One application for a later date waits at a time.
CREATE UNIQUE INDEX extensions_open ON extensions (point_id) WHERE decision IS NULL;
-- A point is paused once at a time.
CREATE UNIQUE INDEX pauses_open ON pauses (point_id) WHERE ends_on IS NULL;

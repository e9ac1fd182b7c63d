-- Rules the database keeps itself over what reporting adds; refuse_change() stands in the first guards.

CREATE TRIGGER review_notes_immutable BEFORE UPDATE OR DELETE ON review_notes
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER review_notes_kept BEFORE TRUNCATE ON review_notes
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER indicator_readings_immutable BEFORE UPDATE OR DELETE ON indicator_readings
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER indicator_readings_kept BEFORE TRUNCATE ON indicator_readings
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER action_completions_immutable BEFORE UPDATE OR DELETE ON action_completions
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER action_completions_kept BEFORE TRUNCATE ON action_completions
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER problem_outcomes_immutable BEFORE UPDATE OR DELETE ON problem_outcomes
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER problem_outcomes_kept BEFORE TRUNCATE ON problem_outcomes
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER update_evidence_immutable BEFORE UPDATE OR DELETE ON update_evidence
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER update_evidence_kept BEFORE TRUNCATE ON update_evidence
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER completion_evidence_immutable BEFORE UPDATE OR DELETE ON completion_evidence
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER completion_evidence_kept BEFORE TRUNCATE ON completion_evidence
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER hand_overs_immutable BEFORE UPDATE OR DELETE ON hand_overs
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER hand_overs_kept BEFORE TRUNCATE ON hand_overs
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER problems_kept BEFORE TRUNCATE ON problems
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER evidence_files_kept BEFORE TRUNCATE ON evidence_files
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER completion_applications_kept BEFORE TRUNCATE ON completion_applications
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER reminders_kept BEFORE TRUNCATE ON reminders
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- A problem may be closed once; its owner may be named anew while it is open.
CREATE FUNCTION only_close_problem() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' OR OLD.closed_on IS NOT NULL
     OR (NEW.id, NEW.assignment_id, NEW.update_id, NEW.text, NEW.level, NEW.raised_on, NEW.demonstration)
        IS DISTINCT FROM
        (OLD.id, OLD.assignment_id, OLD.update_id, OLD.text, OLD.level, OLD.raised_on, OLD.demonstration) THEN
    RAISE EXCEPTION 'problems may only be closed, once' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER problems_history BEFORE UPDATE OR DELETE ON problems
  FOR EACH ROW EXECUTE FUNCTION only_close_problem();

-- A file given as evidence may be taken off its draft once; a file that was never submitted may go.
CREATE FUNCTION only_remove_evidence() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' THEN
    IF OLD.removed_at IS NULL THEN
      RAISE EXCEPTION 'evidence_files still in use are kept' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN OLD;
  END IF;
  IF OLD.removed_at IS NOT NULL
     OR (NEW.id, NEW.assignment_id, NEW.period_id, NEW.name, NEW.version, NEW.kind, NEW.size,
         NEW.sha256, NEW.storage_key, NEW.uploaded_by_id, NEW.uploaded_at, NEW.demonstration)
        IS DISTINCT FROM
        (OLD.id, OLD.assignment_id, OLD.period_id, OLD.name, OLD.version, OLD.kind, OLD.size,
         OLD.sha256, OLD.storage_key, OLD.uploaded_by_id, OLD.uploaded_at, OLD.demonstration) THEN
    RAISE EXCEPTION 'evidence_files may only be taken off, once' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER evidence_files_history BEFORE UPDATE OR DELETE ON evidence_files
  FOR EACH ROW EXECUTE FUNCTION only_remove_evidence();

-- An application for 办结 is decided once.
CREATE FUNCTION only_decide_completion() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' OR OLD.decision IS NOT NULL OR NEW.decision IS NULL
     OR (NEW.id, NEW.point_id, NEW.city_id, NEW.assignment_id, NEW.outcome, NEW.applied_by_id,
         NEW.applied_at, NEW.applied_on, NEW.demonstration)
        IS DISTINCT FROM
        (OLD.id, OLD.point_id, OLD.city_id, OLD.assignment_id, OLD.outcome, OLD.applied_by_id,
         OLD.applied_at, OLD.applied_on, OLD.demonstration) THEN
    RAISE EXCEPTION 'completion_applications may only be decided, once' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER completion_applications_history BEFORE UPDATE OR DELETE ON completion_applications
  FOR EACH ROW EXECUTE FUNCTION only_decide_completion();

-- A nudge is answered once.
CREATE FUNCTION only_answer_reminder() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' OR OLD.answer IS NOT NULL OR NEW.answer IS NULL
     OR (NEW.id, NEW.assignment_id, NEW.period_id, NEW.text, NEW.sent_by_id, NEW.sent_at, NEW.sent_on, NEW.demonstration)
        IS DISTINCT FROM
        (OLD.id, OLD.assignment_id, OLD.period_id, OLD.text, OLD.sent_by_id, OLD.sent_at, OLD.sent_on, OLD.demonstration) THEN
    RAISE EXCEPTION 'reminders may only be answered, once' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER reminders_history BEFORE UPDATE OR DELETE ON reminders
  FOR EACH ROW EXECUTE FUNCTION only_answer_reminder();

-- The application a closure follows is as fixed as the rest of it.
CREATE OR REPLACE FUNCTION only_reopen_closure() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' OR OLD.reopened_on IS NOT NULL OR NEW.reopened_on IS NULL
     OR NEW.application_id IS DISTINCT FROM OLD.application_id
     OR (NEW.id, NEW.point_id, NEW.city_id, NEW.outcome, NEW.closed_by_id, NEW.closed_on, NEW.demonstration)
        IS DISTINCT FROM
        (OLD.id, OLD.point_id, OLD.city_id, OLD.outcome, OLD.closed_by_id, OLD.closed_on, OLD.demonstration) THEN
    RAISE EXCEPTION 'closures may only be reopened, once' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;

ALTER TABLE review_notes ADD CONSTRAINT review_notes_text CHECK (text <> '');
ALTER TABLE indicator_readings ADD CONSTRAINT indicator_readings_value CHECK (value >= 0);
ALTER TABLE problem_outcomes ADD CONSTRAINT problem_outcomes_outcome CHECK (outcome <> '');
ALTER TABLE problems ADD CONSTRAINT problems_text CHECK (text <> '');
-- A check that comes out unknown passes, so an outcome left NULL has to be named.
ALTER TABLE problems ADD CONSTRAINT problems_closing CHECK (
  (closed_on IS NULL) = (outcome IS NULL) AND (closed_on IS NULL) = (closed_by_id IS NULL) AND
  (closed_on IS NULL OR (closed_on >= raised_on AND outcome <> '')));
ALTER TABLE evidence_files ADD CONSTRAINT evidence_files_size CHECK (size > 0 AND version > 0);
ALTER TABLE evidence_files ADD CONSTRAINT evidence_files_name CHECK (name <> '' AND name !~ '[/\\\x01-\x1f\x7f]');
ALTER TABLE evidence_files ADD CONSTRAINT evidence_files_sha256 CHECK (sha256 ~ '^[0-9a-f]{64}$');
ALTER TABLE evidence_files ADD CONSTRAINT evidence_files_removal
  CHECK ((removed_at IS NULL) = (removed_by_id IS NULL));
ALTER TABLE completion_applications ADD CONSTRAINT completion_applications_outcome CHECK (outcome <> '');
ALTER TABLE completion_applications ADD CONSTRAINT completion_applications_decision CHECK (
  (decision IS NULL) = (decided_by_id IS NULL) AND (decision IS NULL) = (decided_on IS NULL) AND
  (decision IS NULL) = (decided_at IS NULL) AND
  (decision IS NULL OR decision = 'VERIFIED' OR coalesce(opinion, '') <> ''));
ALTER TABLE hand_overs ADD CONSTRAINT hand_overs_people CHECK (from_id <> to_id AND moved >= 0);
ALTER TABLE reminders ADD CONSTRAINT reminders_text CHECK (text <> '');
ALTER TABLE reminders ADD CONSTRAINT reminders_answer CHECK (
  (answer IS NULL) = (answered_by_id IS NULL) AND (answer IS NULL) = (answered_at IS NULL) AND
  (answer IS NULL OR answer <> ''));

-- One application of a side waits for its verification at a time.
CREATE UNIQUE INDEX completion_applications_open ON completion_applications (point_id, city_id)
  WHERE decision IS NULL;
-- The files on a draft: WHERE assignment_id = $1 AND period_id = $2 AND removed_at IS NULL
CREATE INDEX evidence_files_present ON evidence_files (assignment_id, period_id) WHERE removed_at IS NULL;
-- What a sweep may delete: removed_at IS NOT NULL and never submitted
CREATE INDEX evidence_files_removed ON evidence_files (removed_at) WHERE removed_at IS NOT NULL;
-- The bell's count: WHERE account_id = $1 AND read_at IS NULL
CREATE INDEX notifications_unread ON notifications (account_id) WHERE read_at IS NULL;
-- What still has to be sent: WHERE sent_at IS NULL
CREATE INDEX deliveries_waiting ON deliveries (created_at) WHERE sent_at IS NULL;

-- Problems the newest approved reports name become records.
INSERT INTO problems (assignment_id, update_id, text, level, raised_on, demonstration)
SELECT latest.assignment_id, pu.id, pu.problem_text, pu.problem_level, latest.decided_on, pu.demonstration
  FROM (SELECT DISTINCT ON (assignment_id) assignment_id, update_id, decided_on FROM reviews
         WHERE decision = 'APPROVED' AND counts ORDER BY assignment_id, decided_on DESC, id DESC) latest
  JOIN progress_updates pu ON pu.id = latest.update_id
 WHERE pu.problem_level IS NOT NULL;

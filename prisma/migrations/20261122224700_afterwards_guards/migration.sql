-- Rules the database keeps itself over what comes after a decision; refuse_change() stands in the first guards.

CREATE TRIGGER problem_owners_immutable BEFORE UPDATE OR DELETE ON problem_owners
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER problem_owners_kept BEFORE TRUNCATE ON problem_owners
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER completion_rechecks_immutable BEFORE UPDATE OR DELETE ON completion_rechecks
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER completion_rechecks_kept BEFORE TRUNCATE ON completion_rechecks
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

ALTER TABLE problem_owners ADD CONSTRAINT problem_owners_owner CHECK (owner <> '');
ALTER TABLE completion_rechecks ADD CONSTRAINT completion_rechecks_decision CHECK (
  round > 0 AND (decision = 'VERIFIED' OR decision = 'REJECTED' AND opinion <> ''));

-- What the reviewer sends back needs words; what the unit takes back does not.
ALTER TABLE completion_applications DROP CONSTRAINT completion_applications_decision;
ALTER TABLE completion_applications ADD CONSTRAINT completion_applications_decision CHECK (
  (decision IS NULL) = (decided_by_id IS NULL) AND (decision IS NULL) = (decided_on IS NULL) AND
  (decision IS NULL) = (decided_at IS NULL) AND
  (decision IS NULL OR decision IN ('VERIFIED', 'WITHDRAWN') OR coalesce(opinion, '') <> ''));

-- Until now a new owner overwrote the one before; the log still tells who named whom and when.
ALTER TABLE problems DISABLE TRIGGER problems_history;
INSERT INTO problem_owners (problem_id, owner, named_by_id, named_at, named_on, demonstration)
SELECT pr.id, e.after->>'owner', e.account_id, e.at, e.business_on, pr.demonstration
  FROM audit_entries e
  JOIN problems pr ON e.subject = 'problem:' || pr.id
  JOIN accounts acc ON acc.id = e.account_id
 WHERE e.action = 'problem.name-owner' AND coalesce(e.after->>'owner', '') <> ''
 ORDER BY e.sequence;
UPDATE problems pr SET owner = coalesce(first.owner, '')
  FROM (SELECT DISTINCT ON (subject) subject, before->>'owner' AS owner FROM audit_entries
         WHERE action = 'problem.name-owner' ORDER BY subject, sequence) first
 WHERE first.subject = 'problem:' || pr.id;
ALTER TABLE problems ENABLE TRIGGER problems_history;

-- A problem may be closed once; a new owner is a record beside it.
CREATE OR REPLACE FUNCTION only_close_problem() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' OR OLD.closed_on IS NOT NULL OR NEW.closed_on IS NULL
     OR (NEW.id, NEW.assignment_id, NEW.update_id, NEW.text, NEW.level, NEW.owner, NEW.raised_on, NEW.demonstration)
        IS DISTINCT FROM
        (OLD.id, OLD.assignment_id, OLD.update_id, OLD.text, OLD.level, OLD.owner, OLD.raised_on, OLD.demonstration) THEN
    RAISE EXCEPTION 'problems may only be closed, once' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;

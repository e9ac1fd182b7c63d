-- The last version of a name rises with every file of it, whoever writes the file.
CREATE FUNCTION note_evidence_version() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO evidence_names (assignment_id, period_id, name, last_version)
  VALUES (NEW.assignment_id, NEW.period_id, NEW.name, NEW.version)
  ON CONFLICT (assignment_id, period_id, name) DO UPDATE
     SET last_version = greatest(evidence_names.last_version, EXCLUDED.last_version);
  RETURN NULL;
END $$;
CREATE TRIGGER evidence_files_version AFTER INSERT ON evidence_files
  FOR EACH ROW EXECUTE FUNCTION note_evidence_version();

CREATE FUNCTION only_raise_version() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' OR NEW.last_version < OLD.last_version
     OR (NEW.assignment_id, NEW.period_id, NEW.name)
        IS DISTINCT FROM (OLD.assignment_id, OLD.period_id, OLD.name) THEN
    RAISE EXCEPTION 'evidence_names may only rise' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER evidence_names_history BEFORE UPDATE OR DELETE ON evidence_names
  FOR EACH ROW EXECUTE FUNCTION only_raise_version();
CREATE TRIGGER evidence_names_kept BEFORE TRUNCATE ON evidence_names
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

INSERT INTO evidence_names (assignment_id, period_id, name, last_version)
SELECT assignment_id, period_id, name, max(version) FROM evidence_files GROUP BY 1, 2, 3;

-- What stood before a person's last digest has been told.
UPDATE notifications n SET told_at = d.created_at
  FROM (SELECT account_id, max(created_at) AS created_at FROM digests GROUP BY account_id) d
 WHERE d.account_id = n.account_id AND n.created_at <= d.created_at;
UPDATE drafts SET sign_off_duty_id = sign_off_asked_by_id WHERE sign_off_asked_by_id IS NOT NULL;

ALTER TABLE sign_in_addresses ADD CONSTRAINT sign_in_addresses_failures CHECK (failures >= 0);
-- A digest's question: WHERE account_id = $1 AND read_at IS NULL AND told_at IS NULL
CREATE INDEX notifications_untold ON notifications (account_id) WHERE read_at IS NULL AND told_at IS NULL;

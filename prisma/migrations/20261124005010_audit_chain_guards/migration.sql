-- Where the audit log begins and ends stands beside it, so that an end cut off is missed as well.
ALTER TABLE audit_chain ADD CONSTRAINT audit_chain_one CHECK (id = 1),
  ADD CONSTRAINT audit_chain_order CHECK (0 <= start_sequence AND start_sequence <= end_sequence);
INSERT INTO audit_chain (start_sequence, start_hash, end_sequence, end_hash)
SELECT 0, repeat('0', 64), coalesce(max(sequence), 0),
       coalesce((SELECT hash FROM audit_entries ORDER BY sequence DESC LIMIT 1), repeat('0', 64))
  FROM audit_entries;

-- An entry joins at the end of the chain or not at all.
CREATE FUNCTION extend_audit_chain() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE audit_chain SET end_sequence = NEW.sequence, end_hash = NEW.hash
   WHERE end_sequence = NEW.sequence - 1 AND end_hash = NEW.previous_hash;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'audit entry % does not follow the last one', NEW.sequence
      USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER audit_entries_chained AFTER INSERT ON audit_entries
  FOR EACH ROW EXECUTE FUNCTION extend_audit_chain();

-- Its end moves with an entry. Its start moves up to an entry six months old, which the entries
-- that are kept still follow.
CREATE FUNCTION guard_audit_chain() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' AND NEW.chain_id = OLD.chain_id THEN
    IF pg_trigger_depth() > 1 AND NEW.start_sequence = OLD.start_sequence
       AND NEW.start_hash = OLD.start_hash AND NEW.end_sequence = OLD.end_sequence + 1 THEN
      RETURN NEW;
    END IF;
    IF NEW.start_sequence > OLD.start_sequence
       AND (NEW.end_sequence, NEW.end_hash) = (OLD.end_sequence, OLD.end_hash)
       AND EXISTS (SELECT 1 FROM audit_entries e
                    WHERE e.sequence = NEW.start_sequence AND e.hash = NEW.start_hash
                      AND e.at < now() - interval '6 months') THEN
      RETURN NEW;
    END IF;
  END IF;
  RAISE EXCEPTION 'the audit chain is kept: % refused', TG_OP USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER audit_chain_guarded BEFORE UPDATE OR DELETE ON audit_chain
  FOR EACH ROW EXECUTE FUNCTION guard_audit_chain();
CREATE TRIGGER audit_chain_kept BEFORE TRUNCATE ON audit_chain
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- What stands before the start may go; nothing else, whoever asks.
CREATE FUNCTION guard_audit_entry() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' AND OLD.sequence <= (SELECT start_sequence FROM audit_chain)
     AND OLD.at < now() - interval '6 months' THEN
    RETURN OLD;
  END IF;
  RAISE EXCEPTION '% is immutable: % refused', TG_TABLE_NAME, TG_OP USING ERRCODE = 'restrict_violation';
END $$;
DROP TRIGGER audit_entries_immutable ON audit_entries;
CREATE TRIGGER audit_entries_immutable BEFORE UPDATE OR DELETE ON audit_entries
  FOR EACH ROW EXECUTE FUNCTION guard_audit_entry();

-- 角色变更: at most one of an account waits, a second person decides, and once.
CREATE UNIQUE INDEX role_changes_waiting ON role_changes (account_id) WHERE decided_at IS NULL;
ALTER TABLE role_changes
  ADD CONSTRAINT role_changes_decided CHECK (
    (decided_by_id IS NULL) = (decided_at IS NULL) AND (confirmed IS NULL) = (decided_at IS NULL)),
  -- Whoever asked may take it back, but not confirm it.
  ADD CONSTRAINT role_changes_second CHECK (confirmed IS NOT TRUE OR decided_by_id <> asked_by_id);

CREATE FUNCTION only_decide_role_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' AND OLD.decided_at IS NULL AND NEW.decided_at IS NOT NULL
     AND (NEW.id, NEW.account_id, NEW.role, NEW.post, NEW.asked_by_id, NEW.asked_at)
         = (OLD.id, OLD.account_id, OLD.role, OLD.post, OLD.asked_by_id, OLD.asked_at)
     AND (NEW.from_role, NEW.unit_id, NEW.city_id)
         IS NOT DISTINCT FROM (OLD.from_role, OLD.unit_id, OLD.city_id) THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION '% is immutable: % refused', TG_TABLE_NAME, TG_OP USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER role_changes_history BEFORE UPDATE OR DELETE ON role_changes
  FOR EACH ROW EXECUTE FUNCTION only_decide_role_change();
CREATE TRIGGER role_changes_kept BEFORE TRUNCATE ON role_changes
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

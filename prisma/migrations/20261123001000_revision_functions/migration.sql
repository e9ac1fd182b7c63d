-- Open boards hear at once that a plan has moved on: told with the commit of the transaction that
-- counts its revision up, whichever command that is. Ids only; what changed is read again by
-- whoever may.
CREATE FUNCTION tell_revision() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_notify('portal_plans', NEW.id || ',' || NEW.revision);
  RETURN NULL;
END $$;

CREATE TRIGGER plans_revision_told AFTER UPDATE OF revision ON plans
  FOR EACH ROW WHEN (NEW.revision IS DISTINCT FROM OLD.revision)
  EXECUTE FUNCTION tell_revision();

-- CreateTable
CREATE TABLE "reply_evidence_names" (
    "directive_id" INTEGER NOT NULL,
    "unit_id" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "last_version" INTEGER NOT NULL,

    CONSTRAINT "reply_evidence_names_pkey" PRIMARY KEY ("directive_id","unit_id","name")
);

-- The last version of a name rises with every file of it, wherever the file hangs.
CREATE OR REPLACE FUNCTION note_evidence_version() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.assignment_id IS NOT NULL THEN
    INSERT INTO evidence_names (assignment_id, period_id, name, last_version)
    VALUES (NEW.assignment_id, NEW.period_id, NEW.name, NEW.version)
    ON CONFLICT (assignment_id, period_id, name) DO UPDATE
       SET last_version = greatest(evidence_names.last_version, EXCLUDED.last_version);
  ELSE
    INSERT INTO reply_evidence_names (directive_id, unit_id, name, last_version)
    VALUES (NEW.directive_id, NEW.unit_id, NEW.name, NEW.version)
    ON CONFLICT (directive_id, unit_id, name) DO UPDATE
       SET last_version = greatest(reply_evidence_names.last_version, EXCLUDED.last_version);
  END IF;
  RETURN NULL;
END $$;

CREATE FUNCTION only_raise_reply_version() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' OR NEW.last_version < OLD.last_version
     OR (NEW.directive_id, NEW.unit_id, NEW.name)
        IS DISTINCT FROM (OLD.directive_id, OLD.unit_id, OLD.name) THEN
    RAISE EXCEPTION 'reply_evidence_names may only rise' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER reply_evidence_names_history BEFORE UPDATE OR DELETE ON reply_evidence_names
  FOR EACH ROW EXECUTE FUNCTION only_raise_reply_version();
CREATE TRIGGER reply_evidence_names_kept BEFORE TRUNCATE ON reply_evidence_names
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

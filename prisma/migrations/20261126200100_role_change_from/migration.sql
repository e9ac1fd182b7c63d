-- 角色变更: where the account stood when the change was asked for, so that whoever confirms it later
-- confirms what was asked and not something else.
ALTER TABLE "role_changes" ADD COLUMN "from_unit_id" INTEGER, ADD COLUMN "from_city_id" INTEGER;
ALTER TABLE role_changes DISABLE TRIGGER role_changes_history;
UPDATE role_changes c SET from_unit_id = a.unit_id, from_city_id = a.city_id
  FROM accounts a WHERE a.id = c.account_id AND c.decided_at IS NULL;
ALTER TABLE role_changes ENABLE TRIGGER role_changes_history;

CREATE OR REPLACE FUNCTION only_decide_role_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' AND OLD.decided_at IS NULL AND NEW.decided_at IS NOT NULL
     AND (NEW.id, NEW.account_id, NEW.role, NEW.post, NEW.asked_by_id, NEW.asked_at)
         = (OLD.id, OLD.account_id, OLD.role, OLD.post, OLD.asked_by_id, OLD.asked_at)
     AND (NEW.from_role, NEW.from_unit_id, NEW.from_city_id, NEW.unit_id, NEW.city_id)
         IS NOT DISTINCT FROM
         (OLD.from_role, OLD.from_unit_id, OLD.from_city_id, OLD.unit_id, OLD.city_id) THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION '% is immutable: % refused', TG_TABLE_NAME, TG_OP USING ERRCODE = 'restrict_violation';
END $$;

-- What was issued is frozen; what is still a draft changes as its writers like.
CREATE FUNCTION refuse_issued() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.issued_at IS NOT NULL THEN
    RAISE EXCEPTION 'bulletins are immutable once issued: % refused', TG_OP USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
END $$;
CREATE TRIGGER bulletins_issued BEFORE UPDATE OR DELETE ON bulletins
  FOR EACH ROW EXECUTE FUNCTION refuse_issued();
CREATE TRIGGER bulletins_kept BEFORE TRUNCATE ON bulletins
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- The share lock lets no section slip in while the issue that reads them is under way.
CREATE FUNCTION refuse_issued_section() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  bulletin integer := CASE TG_OP WHEN 'DELETE' THEN OLD.bulletin_id ELSE NEW.bulletin_id END;
  issued timestamptz;
BEGIN
  SELECT issued_at INTO issued FROM bulletins WHERE id = bulletin FOR SHARE;
  IF issued IS NOT NULL OR (TG_OP = 'UPDATE' AND OLD.bulletin_id <> NEW.bulletin_id) THEN
    RAISE EXCEPTION 'bulletin_sections are immutable once issued: % refused', TG_OP USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
END $$;
CREATE TRIGGER bulletin_sections_issued BEFORE INSERT OR UPDATE OR DELETE ON bulletin_sections
  FOR EACH ROW EXECUTE FUNCTION refuse_issued_section();
CREATE TRIGGER bulletin_sections_kept BEFORE TRUNCATE ON bulletin_sections
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

ALTER TABLE bulletins ADD CONSTRAINT bulletins_texts CHECK (title <> '' AND version > 0);
-- All of an issue or nothing of it.
ALTER TABLE bulletins ADD CONSTRAINT bulletins_issue CHECK (
  num_nonnulls(number, issued_by_id, issued_at, issued_on, file_name, size, sha256, storage_key) IN (0, 8)
  AND (number IS NULL OR (number > 0 AND size > 0 AND file_name <> '' AND sha256 ~ '^[0-9a-f]{64}$')));
ALTER TABLE bulletin_sections ADD CONSTRAINT bulletin_sections_heading CHECK (heading <> '' AND version > 0);

-- One feed of a person in force at a time.
CREATE UNIQUE INDEX calendar_feeds_open ON calendar_feeds (account_id) WHERE revoked_at IS NULL;
-- The read API's updates: WHERE decision = 'APPROVED' AND (decided_on, id) > ($1, $2) ORDER BY decided_on, id LIMIT n
CREATE INDEX reviews_feed ON reviews (decided_on, id) WHERE decision = 'APPROVED';

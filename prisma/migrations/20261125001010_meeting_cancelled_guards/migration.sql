-- 取消: a meeting opened by mistake is closed as cancelled, which only one that settled nothing can be.

ALTER TABLE meetings ADD CONSTRAINT meetings_cancelled CHECK (NOT cancelled OR closed_at IS NOT NULL);

CREATE FUNCTION only_cancel_empty_meeting() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.cancelled AND EXISTS (
       SELECT 1 FROM action_items WHERE meeting_id = NEW.id AND removed_on IS NULL) THEN
    RAISE EXCEPTION 'meetings that settled something may not be cancelled' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER meetings_cancel BEFORE UPDATE ON meetings
  FOR EACH ROW EXECUTE FUNCTION only_cancel_empty_meeting();

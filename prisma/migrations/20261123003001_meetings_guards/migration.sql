-- Rules the database keeps itself over 联席会议 and what they settle; refuse_change() stands in the first guards.

CREATE TRIGGER action_item_units_immutable BEFORE UPDATE OR DELETE ON action_item_units
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER action_item_units_kept BEFORE TRUNCATE ON action_item_units
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- What a meeting settled may be taken back once; nothing else of it changes.
CREATE FUNCTION only_take_back_resolution() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.meeting_id IS NULL THEN RETURN coalesce(NEW, OLD); END IF;
  IF TG_OP = 'DELETE' OR OLD.removed_on IS NOT NULL OR NEW.removed_on IS NULL
     OR (NEW.id, NEW.point_id, NEW.position, NEW.text, NEW.origin, NEW.due_on, NEW.added_on, NEW.meeting_id)
        IS DISTINCT FROM
        (OLD.id, OLD.point_id, OLD.position, OLD.text, OLD.origin, OLD.due_on, OLD.added_on, OLD.meeting_id) THEN
    RAISE EXCEPTION 'action_items of a meeting may only be taken back, once' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER action_items_history BEFORE UPDATE OR DELETE ON action_items
  FOR EACH ROW EXECUTE FUNCTION only_take_back_resolution();

-- A meeting is closed once.
CREATE FUNCTION only_close_meeting() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' OR OLD.closed_at IS NOT NULL OR NEW.closed_at IS NULL
     OR (NEW.id, NEW.plan_id, NEW.title, NEW.held_on, NEW.opened_by_id, NEW.opened_at, NEW.demonstration)
        IS DISTINCT FROM
        (OLD.id, OLD.plan_id, OLD.title, OLD.held_on, OLD.opened_by_id, OLD.opened_at, OLD.demonstration) THEN
    RAISE EXCEPTION 'meetings may only be closed, once' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER meetings_history BEFORE UPDATE OR DELETE ON meetings
  FOR EACH ROW EXECUTE FUNCTION only_close_meeting();
CREATE TRIGGER meetings_kept BEFORE TRUNCATE ON meetings
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

ALTER TABLE meetings ADD CONSTRAINT meetings_title CHECK (title <> '');
ALTER TABLE meetings ADD CONSTRAINT meetings_closing CHECK ((closed_at IS NULL) = (closed_by_id IS NULL));
ALTER TABLE action_items ADD CONSTRAINT action_items_origin CHECK (
  (origin = 'MEETING') = (meeting_id IS NOT NULL) AND (origin = 'DOCUMENT') = (added_on IS NULL) AND
  (removed_on IS NULL OR removed_on >= added_on));

-- One meeting of a plan is open at a time.
CREATE UNIQUE INDEX meetings_open ON meetings (plan_id) WHERE closed_at IS NULL;

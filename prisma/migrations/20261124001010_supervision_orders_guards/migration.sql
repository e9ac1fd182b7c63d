-- Rules the database keeps itself over 督办单; refuse_change() stands in the first guards.

CREATE TRIGGER supervision_orders_immutable BEFORE UPDATE OR DELETE ON supervision_orders
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER supervision_orders_kept BEFORE TRUNCATE ON supervision_orders
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

ALTER TABLE supervision_orders ADD CONSTRAINT supervision_orders_text
  CHECK (number > 0 AND ordinal > 0 AND reason <> '');

-- An order says of its plan, its point and how pressing it is what its directive says.
CREATE FUNCTION fit_supervision_order() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (
    SELECT 1 FROM directives d
     WHERE d.id = NEW.directive_id AND d.plan_id = NEW.plan_id AND d.point_id = NEW.point_id
       AND d.level::text = CASE NEW.grade::text
             WHEN 'BLUE' THEN 'NORMAL' WHEN 'YELLOW' THEN 'IMPORTANT' ELSE 'URGENT' END) THEN
    RAISE EXCEPTION 'supervision_orders must fit their directive' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER supervision_orders_fit BEFORE INSERT ON supervision_orders
  FOR EACH ROW EXECUTE FUNCTION fit_supervision_order();

-- Rules the database keeps itself over what an administrator makes of 指标 and 举措, over 调整 and 公开放行;
-- refuse_change() stands in the first guards, undoing_import() in those of 导入.

-- Versions are only added to. An import that is undone takes them along with its points.
CREATE FUNCTION only_undo_version() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' AND undoing_import() THEN RETURN OLD; END IF;
  RAISE EXCEPTION '% is immutable: % refused', TG_TABLE_NAME, TG_OP USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER action_item_versions_immutable BEFORE UPDATE OR DELETE ON action_item_versions
  FOR EACH ROW EXECUTE FUNCTION only_undo_version();
CREATE TRIGGER action_item_versions_kept BEFORE TRUNCATE ON action_item_versions
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER item_units_immutable BEFORE UPDATE OR DELETE ON item_units
  FOR EACH ROW EXECUTE FUNCTION only_undo_version();
CREATE TRIGGER item_units_kept BEFORE TRUNCATE ON item_units
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER indicator_versions_immutable BEFORE UPDATE OR DELETE ON indicator_versions
  FOR EACH ROW EXECUTE FUNCTION only_undo_version();
CREATE TRIGGER indicator_versions_kept BEFORE TRUNCATE ON indicator_versions
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER indicator_units_immutable BEFORE UPDATE OR DELETE ON indicator_units
  FOR EACH ROW EXECUTE FUNCTION only_undo_version();
CREATE TRIGGER indicator_units_kept BEFORE TRUNCATE ON indicator_units
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- What a meeting settled may be taken back once, what an administrator added goes on in its versions;
-- nothing else of either changes.
CREATE OR REPLACE FUNCTION only_take_back_resolution() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.added_by_id IS NOT NULL THEN
    IF TG_OP = 'DELETE' AND undoing_import() THEN RETURN OLD; END IF;
    RAISE EXCEPTION 'action_items that were added are immutable: % refused', TG_OP USING ERRCODE = 'restrict_violation';
  END IF;
  IF OLD.meeting_id IS NULL THEN RETURN coalesce(NEW, OLD); END IF;
  IF TG_OP = 'DELETE' OR OLD.removed_on IS NOT NULL OR NEW.removed_on IS NULL
     OR (NEW.id, NEW.point_id, NEW.position, NEW.text, NEW.origin, NEW.due_on, NEW.added_on, NEW.meeting_id)
        IS DISTINCT FROM
        (OLD.id, OLD.point_id, OLD.position, OLD.text, OLD.origin, OLD.due_on, OLD.added_on, OLD.meeting_id) THEN
    RAISE EXCEPTION 'action_items of a meeting may only be taken back, once' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;

ALTER TABLE action_items ADD CONSTRAINT action_items_adding CHECK (
  added_by_id IS NULL OR (meeting_id IS NULL AND added_on IS NOT NULL));
ALTER TABLE action_item_versions ADD CONSTRAINT action_item_versions_content CHECK (
  text <> '' AND (NOT retired OR reason <> ''));
ALTER TABLE indicators ADD CONSTRAINT indicators_adding CHECK ((added_on IS NULL) = (added_by_id IS NULL));
ALTER TABLE indicator_versions ADD CONSTRAINT indicator_versions_content CHECK (
  name <> '' AND measure <> '' AND target > 0 AND (NOT rejected OR reason <> ''));

-- An adjustment is decided once, by another person than its proposer, or withdrawn by the proposer.
CREATE FUNCTION only_decide_adjustment() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' OR OLD.decision IS NOT NULL OR NEW.decision IS NULL
     OR (NEW.id, NEW.point_id, NEW.kind, NEW.from_on, NEW.to_on, NEW.text, NEW.reason, NEW.basis,
         NEW.proposed_by_id, NEW.proposed_at, NEW.proposed_on, NEW.demonstration)
        IS DISTINCT FROM
        (OLD.id, OLD.point_id, OLD.kind, OLD.from_on, OLD.to_on, OLD.text, OLD.reason, OLD.basis,
         OLD.proposed_by_id, OLD.proposed_at, OLD.proposed_on, OLD.demonstration) THEN
    RAISE EXCEPTION 'adjustments may only be decided, once' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER adjustments_history BEFORE UPDATE OR DELETE ON adjustments
  FOR EACH ROW EXECUTE FUNCTION only_decide_adjustment();
CREATE TRIGGER adjustments_kept BEFORE TRUNCATE ON adjustments
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

ALTER TABLE adjustments ADD CONSTRAINT adjustments_content CHECK (
  reason <> '' AND basis <> '' AND (kind = 'CONTENT') = (text <> '')
  AND (kind = 'DUE') = (from_on IS NOT NULL) AND (kind = 'DUE') = (to_on IS NOT NULL)
  AND (to_on IS NULL OR to_on > from_on));
ALTER TABLE adjustments ADD CONSTRAINT adjustments_decision CHECK (
  (decision IS NULL) = (decided_by_id IS NULL) AND (decision IS NULL) = (decided_at IS NULL)
  AND (decision IS NULL) = (decided_on IS NULL) AND (decision IS NULL) = (opinion IS NULL)
  AND (decision IS DISTINCT FROM 'REFUSED' OR opinion <> '')
  AND (decision IS NULL OR (decision = 'WITHDRAWN') = (decided_by_id = proposed_by_id)));
-- One adjustment of a point waits at a time.
CREATE UNIQUE INDEX adjustments_open ON adjustments (point_id) WHERE decision IS NULL;

-- What was public, and since when, is only ever withdrawn.
CREATE FUNCTION only_withdraw_release() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' OR OLD.withdrawn_at IS NOT NULL OR NEW.withdrawn_at IS NULL
     OR (NEW.id, NEW.update_id, NEW.fields, NEW.released_by_id, NEW.released_at)
        IS DISTINCT FROM (OLD.id, OLD.update_id, OLD.fields, OLD.released_by_id, OLD.released_at) THEN
    RAISE EXCEPTION 'report_releases may only be withdrawn, once' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER report_releases_history BEFORE UPDATE OR DELETE ON report_releases
  FOR EACH ROW EXECUTE FUNCTION only_withdraw_release();
CREATE TRIGGER report_releases_kept BEFORE TRUNCATE ON report_releases
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
ALTER TABLE report_releases ADD CONSTRAINT report_releases_content CHECK (
  cardinality(fields) > 0 AND (withdrawn_at IS NULL) = (withdrawn_by_id IS NULL)
  AND (withdrawn_at IS NULL OR withdrawn_at >= released_at));
-- One release of a report stands at a time.
CREATE UNIQUE INDEX report_releases_standing ON report_releases (update_id) WHERE withdrawn_at IS NULL;

-- What the administrator made of an indicator or an action item as of a day, no row while nothing.
CREATE FUNCTION indicator_version(indicator integer, day date) RETURNS SETOF indicator_versions
LANGUAGE sql STABLE AS $$
  SELECT * FROM indicator_versions WHERE indicator_id = indicator AND set_on <= day ORDER BY id DESC LIMIT 1
$$;
CREATE FUNCTION action_item_version(item integer, day date) RETURNS SETOF action_item_versions
LANGUAGE sql STABLE AS $$
  SELECT * FROM action_item_versions WHERE action_item_id = item AND set_on <= day ORDER BY id DESC LIMIT 1
$$;

-- The indicators of a point as of a day, the rejected ones aside. version_id: null while one is a proposal.
CREATE FUNCTION indicators_on(point integer, day date)
RETURNS TABLE (id integer, "position" integer, name text, target integer, measure text, due_on date,
               sentence text, match text, start integer, version_id integer)
LANGUAGE sql STABLE AS $$
  SELECT i.id, i.position, coalesce(v.name, i.name), coalesce(v.target, i.target),
         coalesce(v.measure, i.measure), v.due_on, i.sentence, i.match, i.start, v.id
    FROM indicators i LEFT JOIN LATERAL indicator_version(i.id, day) v ON true
   WHERE i.point_id = point AND (i.added_on IS NULL OR i.added_on <= day) AND v.rejected IS NOT TRUE
$$;

-- The action items of a point as of a day, those taken back and retired aside.
CREATE FUNCTION action_items_on(point integer, day date)
RETURNS TABLE (id integer, "position" integer, text text, due_on date, meeting_id integer,
               added_by_id integer, version_id integer)
LANGUAGE sql STABLE AS $$
  SELECT ai.id, ai.position, coalesce(v.text, ai.text),
         CASE WHEN v.id IS NULL THEN ai.due_on ELSE v.due_on END, ai.meeting_id, ai.added_by_id, v.id
    FROM action_items ai LEFT JOIN LATERAL action_item_version(ai.id, day) v ON true
   WHERE ai.point_id = point AND (ai.added_on IS NULL OR ai.added_on <= day)
     AND (ai.removed_on IS NULL OR ai.removed_on > day) AND v.retired IS NOT TRUE
$$;

-- Whether a unit is asked about one of them: all of the point's are, unless some are named. Who goes on
-- with a unit's work answers for it.
CREATE FUNCTION indicator_concerns(version integer, unit integer) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT NOT EXISTS (SELECT 1 FROM indicator_units WHERE version_id = version)
      OR EXISTS (SELECT 1 FROM indicator_units named JOIN units u ON u.id = named.unit_id
                  WHERE named.version_id = version AND unit IN (u.id, u.successor_id))
$$;
CREATE FUNCTION action_item_concerns(item integer, version integer, unit integer) RETURNS boolean
LANGUAGE sql STABLE AS $$
  SELECT CASE WHEN version IS NULL THEN
      NOT EXISTS (SELECT 1 FROM action_item_units WHERE action_item_id = item)
      OR EXISTS (SELECT 1 FROM action_item_units named JOIN units u ON u.id = named.unit_id
                  WHERE named.action_item_id = item AND unit IN (u.id, u.successor_id))
    ELSE NOT EXISTS (SELECT 1 FROM item_units WHERE version_id = version)
      OR EXISTS (SELECT 1 FROM item_units named JOIN units u ON u.id = named.unit_id
                  WHERE named.version_id = version AND unit IN (u.id, u.successor_id))
    END
$$;

-- One submitted report as the queries hand it out: indicators and items as they were called that day.
CREATE OR REPLACE FUNCTION report_json(pu progress_updates, month date) RETURNS json LANGUAGE sql STABLE AS $$
  SELECT json_build_object(
    'id', pu.id, 'version', pu.version, 'month', month, 'percent', pu.percent,
    'progressText', pu.progress_text, 'problemText', pu.problem_text,
    'problemLevel', pu.problem_level, 'problemOwner', pu.problem_owner,
    'nextStepText', pu.next_step_text, 'nextStepOn', pu.next_step_on,
    'percentReason', pu.percent_reason, 'noProgressReason', pu.no_progress_reason,
    'correctionReason', pu.correction_reason,
    'submittedAt', pu.submitted_at,
    'authorPost', (SELECT post FROM accounts WHERE id = pu.author_id),
    'signedOffPost', (SELECT post FROM accounts WHERE id = pu.signed_off_by_id),
    'readings', (SELECT coalesce(json_agg(json_build_object('indicatorId', ir.indicator_id,
          'value', ir.value, 'name', coalesce(v.name, i.name), 'target', coalesce(v.target, i.target),
          'measure', coalesce(v.measure, i.measure)) ORDER BY i.position), '[]')
        FROM indicator_readings ir JOIN indicators i ON i.id = ir.indicator_id
        LEFT JOIN LATERAL indicator_version(i.id, pu.submitted_on) v ON true
       WHERE ir.update_id = pu.id),
    'actions', (SELECT coalesce(json_agg(json_build_object('actionItemId', ac.action_item_id,
          'doneOn', ac.done_on, 'position', ai.position, 'text', coalesce(v.text, ai.text))
          ORDER BY ai.position), '[]')
        FROM action_completions ac JOIN action_items ai ON ai.id = ac.action_item_id
        LEFT JOIN LATERAL action_item_version(ai.id, pu.submitted_on) v ON true
       WHERE ac.update_id = pu.id),
    'outcomes', (SELECT coalesce(json_agg(json_build_object('problemId', po.problem_id,
          'outcome', po.outcome, 'text', pr.text) ORDER BY po.problem_id), '[]')
        FROM problem_outcomes po JOIN problems pr ON pr.id = po.problem_id WHERE po.update_id = pu.id),
    'evidence', (SELECT coalesce(json_agg(json_build_object('id', e.id, 'name', e.name,
          'version', e.version, 'kind', e.kind, 'size', e.size) ORDER BY e.id), '[]')
        FROM update_evidence ue JOIN evidence_files e ON e.id = ue.evidence_id WHERE ue.update_id = pu.id))
$$;

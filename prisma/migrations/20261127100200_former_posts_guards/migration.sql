-- Rules the database keeps itself over 原岗位, and how everything that was done says who did it;
-- refuse_change() stands in the first guards.

CREATE TRIGGER former_posts_immutable BEFORE UPDATE OR DELETE ON former_posts
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER former_posts_kept BEFORE TRUNCATE ON former_posts
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
ALTER TABLE former_posts ADD CONSTRAINT former_posts_post CHECK (post <> '');

-- The post of an account on a day.
CREATE FUNCTION post_on(account integer, day date) RETURNS text LANGUAGE sql STABLE AS $$
  SELECT coalesce(
    (SELECT post FROM former_posts WHERE account_id = account AND ends_on > day ORDER BY ends_on, id LIMIT 1),
    (SELECT post FROM accounts WHERE id = account))
$$;

-- 填报员（ly-jyj）: the same with the name it signs in by, which never changes.
CREATE FUNCTION person_on(account integer, day date) RETURNS text LANGUAGE sql STABLE AS $$
  SELECT post_on(account, day) || '（' || (SELECT name FROM accounts WHERE id = account) || '）'
$$;

-- 济南 · 领导; the post alone of whoever answered for both cities.
CREATE FUNCTION seat_on(account integer, day date) RETURNS text LANGUAGE sql STABLE AS $$
  SELECT concat_ws(' · ', c.short_name, coalesce(f.post, a.post))
    FROM accounts a
    LEFT JOIN LATERAL (SELECT post, city_id, id FROM former_posts
                        WHERE account_id = a.id AND ends_on > day ORDER BY ends_on, id LIMIT 1) f ON true
    LEFT JOIN cities c ON c.id = CASE WHEN f.id IS NULL THEN a.city_id ELSE f.city_id END
   WHERE a.id = account
$$;

-- One submitted report as the queries hand it out: indicators and items as they were called that day, people by the post they held.
CREATE OR REPLACE FUNCTION report_json(pu progress_updates, month date) RETURNS json LANGUAGE sql STABLE AS $$
  SELECT json_build_object(
    'id', pu.id, 'version', pu.version, 'month', month, 'percent', pu.percent,
    'progressText', pu.progress_text, 'problemText', pu.problem_text,
    'problemLevel', pu.problem_level, 'problemOwner', pu.problem_owner,
    'nextStepText', pu.next_step_text, 'nextStepOn', pu.next_step_on,
    'percentReason', pu.percent_reason, 'noProgressReason', pu.no_progress_reason,
    'correctionReason', pu.correction_reason,
    'submittedAt', pu.submitted_at,
    'authorPost', post_on(pu.author_id, pu.submitted_on),
    'signedOffPost', post_on(pu.signed_off_by_id, pu.submitted_on),
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

-- What was decided about an application up to a day, the newest last; round 0 is the first decision.
CREATE OR REPLACE FUNCTION completion_decisions(application integer, day date)
RETURNS TABLE (round integer, decision text, opinion text, decided_on date, decided_at timestamptz, decided_by text)
LANGUAGE sql STABLE AS $$
  SELECT 0, ca.decision::text, coalesce(ca.opinion, ''), ca.decided_on, ca.decided_at,
         post_on(ca.decided_by_id, ca.decided_on)
    FROM completion_applications ca
   WHERE ca.id = application AND ca.decided_on <= day
  UNION ALL
  SELECT cr.round, cr.decision::text, cr.opinion, cr.decided_on, cr.decided_at,
         post_on(cr.decided_by_id, cr.decided_on)
    FROM completion_rechecks cr
   WHERE cr.application_id = application AND cr.decided_on <= day
   ORDER BY 1
$$;

-- One file of 佐证材料 as the queries hand it out.
CREATE OR REPLACE FUNCTION evidence_json(e evidence_files) RETURNS json LANGUAGE sql STABLE AS $$
  SELECT json_build_object('id', e.id, 'name', e.name, 'version', e.version, 'kind', e.kind,
    'size', e.size, 'uploadedAt', e.uploaded_at,
    'uploadedBy', person_on(e.uploaded_by_id,
      (e.uploaded_at AT TIME ZONE 'Asia/Shanghai')::date))
$$;

-- The shared reading functions with what reports carry now; see 20261122170000_reading_functions.

-- One submitted report as the queries hand it out, what it carries included.
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
          'value', ir.value, 'name', i.name, 'target', i.target, 'measure', i.measure)
          ORDER BY i.position), '[]')
        FROM indicator_readings ir JOIN indicators i ON i.id = ir.indicator_id WHERE ir.update_id = pu.id),
    'actions', (SELECT coalesce(json_agg(json_build_object('actionItemId', ac.action_item_id,
          'doneOn', ac.done_on, 'position', ai.position, 'text', ai.text) ORDER BY ai.position), '[]')
        FROM action_completions ac JOIN action_items ai ON ai.id = ac.action_item_id WHERE ac.update_id = pu.id),
    'outcomes', (SELECT coalesce(json_agg(json_build_object('problemId', po.problem_id,
          'outcome', po.outcome, 'text', pr.text) ORDER BY po.problem_id), '[]')
        FROM problem_outcomes po JOIN problems pr ON pr.id = po.problem_id WHERE po.update_id = pu.id),
    'evidence', (SELECT coalesce(json_agg(json_build_object('id', e.id, 'name', e.name,
          'version', e.version, 'kind', e.kind, 'size', e.size) ORDER BY e.id), '[]')
        FROM update_evidence ue JOIN evidence_files e ON e.id = ue.evidence_id WHERE ue.update_id = pu.id))
$$;

-- The newest version of one period as of a day, withdrawn ones aside; decision is null while it awaits review.
DROP FUNCTION newest_version(integer, integer, date);
CREATE FUNCTION newest_version(assignment integer, period integer, day date)
RETURNS TABLE (update_id integer, submitted_on date, decision text, review_id integer, reason text, decided_at timestamptz)
LANGUAGE sql STABLE AS $$
  SELECT newest.id, newest.submitted_on, r.decision::text, r.id, r.reason, r.decided_at
    FROM (
      -- Chosen before anything is joined: from the index's end, however many versions there are.
      SELECT pu.id, pu.submitted_on FROM progress_updates pu
       WHERE pu.assignment_id = assignment AND pu.period_id = period AND pu.submitted_on <= day
         AND NOT EXISTS (SELECT 1 FROM withdrawals w WHERE w.update_id = pu.id AND w.withdrawn_on <= day)
       ORDER BY pu.version DESC LIMIT 1
    ) newest
    LEFT JOIN reviews r ON r.update_id = newest.id AND r.decided_on <= day
$$;

-- What a reviewer wrote at the blocks of a returned report: {field: text}.
CREATE FUNCTION review_notes_json(review integer) RETURNS json LANGUAGE sql STABLE AS $$
  SELECT coalesce(json_object_agg(field, text), '{}') FROM review_notes WHERE review_id = review
$$;

-- What one unit last said, and had approved, of an indicator: before the given period, or at all with 0.
CREATE FUNCTION latest_reading(assignment integer, indicator integer, period integer, day date)
RETURNS SETOF indicator_readings LANGUAGE sql STABLE AS $$
  SELECT ir.* FROM reviews r
    JOIN indicator_readings ir ON ir.update_id = r.update_id AND ir.indicator_id = indicator
   WHERE r.assignment_id = assignment AND r.decision = 'APPROVED' AND r.counts
     AND r.decided_on <= day
     AND (period = 0 OR (SELECT month FROM periods WHERE id = r.period_id)
                      < (SELECT month FROM periods WHERE id = period))
   ORDER BY r.decided_on DESC, r.id DESC LIMIT 1
$$;

-- The percent a report is compared with: the latest that counts of an earlier period.
CREATE FUNCTION previous_percent(assignment integer, period integer, day date) RETURNS integer
LANGUAGE sql STABLE AS $$
  SELECT pu.percent FROM reviews r JOIN progress_updates pu ON pu.id = r.update_id
   WHERE r.assignment_id = assignment AND r.decision = 'APPROVED' AND r.counts
     AND r.decided_on <= day
     AND (SELECT month FROM periods WHERE id = r.period_id) < (SELECT month FROM periods WHERE id = period)
   ORDER BY r.decided_on DESC, r.id DESC LIMIT 1
$$;

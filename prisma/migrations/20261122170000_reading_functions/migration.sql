-- What the reading queries share, each rule written once. Plain SQL functions, so that the planner
-- puts their bodies into the query and the indexes serve them.

-- One submitted report as the queries hand it out.
CREATE FUNCTION report_json(pu progress_updates, month date) RETURNS json LANGUAGE sql STABLE AS $$
  SELECT json_build_object(
    'id', pu.id, 'version', pu.version, 'month', month, 'percent', pu.percent,
    'progressText', pu.progress_text, 'problemText', pu.problem_text,
    'problemLevel', pu.problem_level, 'nextStepText', pu.next_step_text,
    'percentReason', pu.percent_reason, 'noProgressReason', pu.no_progress_reason,
    'submittedAt', pu.submitted_at,
    'authorPost', (SELECT post FROM accounts WHERE id = pu.author_id))
$$;

-- The newest version of one period as of a day, withdrawn ones aside; decision is null while it awaits review.
CREATE FUNCTION newest_version(assignment integer, period integer, day date)
RETURNS TABLE (update_id integer, submitted_on date, decision text, reason text, field text, decided_at timestamptz)
LANGUAGE sql STABLE AS $$
  SELECT newest.id, newest.submitted_on, r.decision::text, r.reason, r.field, r.decided_at
    FROM (
      -- Chosen before anything is joined: from the index's end, however many versions there are.
      SELECT pu.id, pu.submitted_on FROM progress_updates pu
       WHERE pu.assignment_id = assignment AND pu.period_id = period AND pu.submitted_on <= day
         AND NOT EXISTS (SELECT 1 FROM withdrawals w WHERE w.update_id = pu.id AND w.withdrawn_on <= day)
       ORDER BY pu.version DESC LIMIT 1
    ) newest
    LEFT JOIN reviews r ON r.update_id = newest.id AND r.decided_on <= day
$$;

-- The approval that makes an assignment's percent as of a day.
CREATE FUNCTION standing_approval(assignment integer, day date) RETURNS SETOF reviews
LANGUAGE sql STABLE AS $$
  SELECT * FROM reviews
   WHERE assignment_id = assignment AND decision = 'APPROVED' AND counts AND decided_on <= day
   ORDER BY decided_on DESC, id DESC LIMIT 1
$$;

-- What the saver of a draft has to have seen. Goes on rising over submissions, so that a page left
-- open since an earlier version can never pass for the newest.
CREATE FUNCTION draft_version(assignment integer, period integer) RETURNS integer LANGUAGE sql STABLE AS $$
  SELECT coalesce(
    (SELECT version FROM drafts WHERE assignment_id = assignment AND period_id = period),
    (SELECT max(version) * 100000 FROM progress_updates
      WHERE assignment_id = assignment AND period_id = period),
    0)
$$;

-- The approval of one period as of a day.
CREATE FUNCTION period_approval(assignment integer, period integer, day date) RETURNS SETOF reviews
LANGUAGE sql STABLE AS $$
  SELECT * FROM reviews
   WHERE assignment_id = assignment AND period_id = period AND decision = 'APPROVED' AND decided_on <= day
   ORDER BY decided_on DESC, id DESC LIMIT 1
$$;

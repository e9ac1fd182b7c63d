-- One submitted report as the queries hand it out, so that its shape is written once.
CREATE FUNCTION report_json(pu progress_updates, month date) RETURNS json LANGUAGE sql STABLE AS $$
  SELECT json_build_object(
    'id', pu.id, 'version', pu.version, 'month', month, 'percent', pu.percent,
    'progressText', pu.progress_text, 'problemText', pu.problem_text,
    'problemLevel', pu.problem_level, 'nextStepText', pu.next_step_text,
    'percentReason', pu.percent_reason, 'noProgressReason', pu.no_progress_reason,
    'submittedAt', pu.submitted_at,
    'authorPost', (SELECT post FROM accounts WHERE id = pu.author_id))
$$;

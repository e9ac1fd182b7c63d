-- Reading functions over what was approved, corrected, named anew or checked again since.

-- The approvals that speak for an assignment as of a day: of each period the newest version that was
-- approved by then. What it replaced counts no more; before it was approved, the old one speaks.
CREATE FUNCTION speaking_approvals(assignment integer, day date) RETURNS SETOF reviews
LANGUAGE sql STABLE AS $$
  SELECT DISTINCT ON (period_id) * FROM reviews
   WHERE assignment_id = assignment AND decision = 'APPROVED' AND decided_on <= day
   ORDER BY period_id, decided_on DESC, id DESC
$$;

-- What one unit last said, and had approved, of an indicator: before the given period, or at all with 0.
CREATE OR REPLACE FUNCTION latest_reading(assignment integer, indicator integer, period integer, day date)
RETURNS SETOF indicator_readings LANGUAGE sql STABLE AS $$
  SELECT ir.* FROM speaking_approvals(assignment, day) r
    JOIN periods p ON p.id = r.period_id
    JOIN indicator_readings ir ON ir.update_id = r.update_id AND ir.indicator_id = indicator
   WHERE period = 0 OR p.month < (SELECT month FROM periods WHERE id = period)
   ORDER BY p.month DESC LIMIT 1
$$;

-- The day a unit finished an action item by what speaks as of a day; one period may be left aside (0: none).
CREATE FUNCTION earliest_done(assignment integer, item integer, aside integer, day date) RETURNS date
LANGUAGE sql STABLE AS $$
  SELECT min(ac.done_on) FROM speaking_approvals(assignment, day) r
    JOIN action_completions ac ON ac.update_id = r.update_id AND ac.action_item_id = item
   WHERE r.period_id <> aside
$$;

-- The percent a report is compared with: what speaks for the newest of the earlier periods.
CREATE OR REPLACE FUNCTION previous_percent(assignment integer, period integer, day date) RETURNS integer
LANGUAGE sql STABLE AS $$
  SELECT pu.percent FROM speaking_approvals(assignment, day) r
    JOIN periods p ON p.id = r.period_id
    JOIN progress_updates pu ON pu.id = r.update_id
   WHERE p.month < (SELECT month FROM periods WHERE id = period)
   ORDER BY p.month DESC LIMIT 1
$$;

-- Who has to solve a problem as of a day.
CREATE FUNCTION problem_owner(problem problems, day date) RETURNS text LANGUAGE sql STABLE AS $$
  SELECT coalesce(
    (SELECT owner FROM problem_owners WHERE problem_id = problem.id AND named_on <= day
      ORDER BY named_on DESC, id DESC LIMIT 1),
    problem.owner)
$$;

-- What was decided about an application up to a day, the newest last; round 0 is the first decision.
CREATE FUNCTION completion_decisions(application integer, day date)
RETURNS TABLE (round integer, decision text, opinion text, decided_on date, decided_at timestamptz, decided_by text)
LANGUAGE sql STABLE AS $$
  SELECT 0, ca.decision::text, coalesce(ca.opinion, ''), ca.decided_on, ca.decided_at, a.post
    FROM completion_applications ca JOIN accounts a ON a.id = ca.decided_by_id
   WHERE ca.id = application AND ca.decided_on <= day
  UNION ALL
  SELECT cr.round, cr.decision::text, cr.opinion, cr.decided_on, cr.decided_at, a.post
    FROM completion_rechecks cr JOIN accounts a ON a.id = cr.decided_by_id
   WHERE cr.application_id = application AND cr.decided_on <= day
   ORDER BY 1
$$;

-- Where an application stands as of a day: the newest decision, null while it waits for one.
CREATE FUNCTION completion_decision(application integer, day date) RETURNS text LANGUAGE sql STABLE AS $$
  SELECT decision FROM completion_decisions(application, day) ORDER BY round DESC LIMIT 1
$$;

-- Whether a report that answers for the side was corrected, or reported below 100 %, since it was last verified.
CREATE FUNCTION completion_overtaken(application integer, day date) RETURNS boolean LANGUAGE sql STABLE AS $$
  WITH answering AS (
    SELECT a.id, t.role = 'LEAD' AS lead
      FROM completion_applications ca
      JOIN assignments a ON a.point_id = ca.point_id
      JOIN units u ON u.id = a.unit_id AND u.city_id = ca.city_id
      JOIN assignment_terms t ON t.assignment_id = a.id AND t.starts_on <= day
       AND (t.ends_on IS NULL OR t.ends_on > day)
     WHERE ca.id = application
  )
  SELECT EXISTS (
    SELECT 1 FROM answering s
      JOIN reviews r ON r.assignment_id = s.id AND r.decision = 'APPROVED' AND r.decided_on <= day
      JOIN progress_updates pu ON pu.id = r.update_id
     WHERE (s.lead OR NOT EXISTS (SELECT 1 FROM answering WHERE lead))
       AND (pu.correction_reason <> '' OR r.counts AND pu.percent < 100)
       AND r.decided_at > (SELECT max(decided_at) FROM completion_decisions(application, day)
                            WHERE decision = 'VERIFIED'))
$$;

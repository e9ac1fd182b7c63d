-- What waits for somebody, counted with each request for the menu and listed on its page by one rule.

-- 办结申请 of a plan that wait for a reviewer of a city (NULL: of any): not decided yet, or verified
-- as far as the newest decision goes, and not closed. Read by point_id of the plan's few points.
CREATE FUNCTION waiting_completions(plan integer, city integer)
RETURNS SETOF completion_applications LANGUAGE sql STABLE AS $$
  SELECT ca.* FROM work_points wp JOIN completion_applications ca ON ca.point_id = wp.id
   WHERE wp.plan_id = plan AND (city IS NULL OR ca.city_id = city)
     AND (ca.decision IS NULL
          OR ca.decision = 'VERIFIED'
             AND completion_decision(ca.id, 'infinity') = 'VERIFIED'
             AND NOT EXISTS (SELECT 1 FROM closures cl WHERE cl.application_id = ca.id))
$$;

-- 催办 of a plan's reports that none of these units has answered, nor handed the report in since.
CREATE FUNCTION open_nudges(plan integer, unit_ids integer[])
RETURNS SETOF reminders LANGUAGE sql STABLE AS $$
  SELECT r.* FROM assignments a JOIN reminders r ON r.assignment_id = a.id
   WHERE a.plan_id = plan AND a.unit_id = ANY (unit_ids) AND r.answer IS NULL
     AND NOT EXISTS (SELECT 1 FROM period_approval(a.id, r.period_id, 'infinity'))
     AND NOT EXISTS (SELECT 1 FROM newest_version(a.id, r.period_id, 'infinity') newest
                      WHERE newest.decision IS DISTINCT FROM 'RETURNED')
$$;

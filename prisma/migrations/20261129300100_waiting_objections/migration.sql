-- 异议 of a plan that wait for an answer from the office of a city (NULL: of any), as its page lists them: to
-- a term that has not ended. The few that wait are found by objections_waiting, whatever was answered before.
CREATE FUNCTION waiting_objections(plan integer, city integer)
RETURNS SETOF objections LANGUAGE sql STABLE AS $$
  SELECT o.* FROM objections o
    JOIN assignment_terms t ON t.id = o.term_id AND t.ends_on IS NULL
    JOIN assignments a ON a.id = t.assignment_id AND a.plan_id = plan
    JOIN units u ON u.id = a.unit_id AND u.kind <> 'GROUP'
   WHERE o.decision IS NULL AND (city IS NULL OR u.city_id = city)
$$;

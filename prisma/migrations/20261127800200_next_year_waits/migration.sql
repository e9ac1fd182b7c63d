-- Next year's plan, published while this year's is being reported on, waits for its year: whoever has
-- not chosen a plan stays with this year's until then.
CREATE OR REPLACE FUNCTION plan_in_force(reached INTEGER[], chosen INTEGER, day DATE) RETURNS INTEGER
LANGUAGE sql STABLE AS $$
  SELECT p.id FROM plans p
   WHERE reached IS NULL OR p.id = ANY (reached)
   ORDER BY (p.id IS NOT DISTINCT FROM chosen) DESC, p.issued_on <= day DESC,
            p.year <= extract(year FROM day) DESC, p.year DESC, p.id
   LIMIT 1
$$;

-- 所涉城市: an account that deals with the plans of some cities only, for a portal that several
-- pairs of cities share. An account without a row deals with the plans of its own city, or of its
-- unit's; one that has neither with all.
CREATE TABLE "account_cities" (
    "account_id" INTEGER NOT NULL,
    "city_id" INTEGER NOT NULL,
    CONSTRAINT "account_cities_pkey" PRIMARY KEY ("account_id", "city_id")
);
ALTER TABLE "account_cities" ADD CONSTRAINT "account_cities_account_id_fkey"
    FOREIGN KEY ("account_id") REFERENCES "accounts"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "account_cities" ADD CONSTRAINT "account_cities_city_id_fkey"
    FOREIGN KEY ("city_id") REFERENCES "cities"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- The plan a person chose to work on; without a choice it is the one in force.
ALTER TABLE "sessions" ADD COLUMN "plan_id" INTEGER;
ALTER TABLE "sessions" ADD CONSTRAINT "sessions_plan_id_fkey"
    FOREIGN KEY ("plan_id") REFERENCES "plans"("id") ON DELETE SET NULL ON UPDATE CASCADE;
-- a plan that is undone lets go of the sessions in it: WHERE plan_id = $1
CREATE INDEX "sessions_plan_id_idx" ON "sessions"("plan_id");

-- The plan a message is about: opening it changes over to that plan.
ALTER TABLE "notifications" ADD COLUMN "plan_id" INTEGER;
ALTER TABLE "notifications" ADD CONSTRAINT "notifications_plan_id_fkey"
    FOREIGN KEY ("plan_id") REFERENCES "plans"("id") ON DELETE SET NULL ON UPDATE CASCADE;
-- a plan that is undone lets go of its messages: WHERE plan_id = $1
CREATE INDEX "notifications_plan_id_idx" ON "notifications"("plan_id");

-- The plans an account may open; NULL: every one, whatever is imported later. A 填报员 whose unit
-- stands in no city may open the plans their unit is assigned in.
CREATE FUNCTION reached_plans(account INTEGER) RETURNS INTEGER[] LANGUAGE sql STABLE AS $$
  SELECT CASE
    WHEN home.city_id IS NULL AND home.unit_id IS NULL AND home.cities = '{}' THEN NULL
    ELSE ARRAY(
      SELECT p.id FROM plans p
       WHERE (home.city_id IS NULL OR EXISTS (
               SELECT 1 FROM plan_cities pc WHERE pc.plan_id = p.id AND pc.city_id = home.city_id))
         AND (home.city_id IS NOT NULL OR home.unit_id IS NULL OR EXISTS (
               SELECT 1 FROM assignments s WHERE s.plan_id = p.id AND s.unit_id = home.unit_id))
         AND (home.cities = '{}' OR NOT EXISTS (
               SELECT 1 FROM plan_cities pc WHERE pc.plan_id = p.id AND pc.city_id <> ALL (home.cities)))
       ORDER BY p.id)
  END
  FROM (
    SELECT coalesce(a.city_id, u.city_id) AS city_id, a.unit_id,
           ARRAY(SELECT ac.city_id FROM account_cities ac WHERE ac.account_id = a.id) AS cities
      FROM accounts a LEFT JOIN units u ON u.id = a.unit_id
     WHERE a.id = account
  ) home
$$;

-- The plan an account works on, of those it may open: the one it chose, else the newest that has
-- been issued by the day, else the newest.
CREATE FUNCTION plan_in_force(reached INTEGER[], chosen INTEGER, day DATE) RETURNS INTEGER
LANGUAGE sql STABLE AS $$
  SELECT p.id FROM plans p
   WHERE reached IS NULL OR p.id = ANY (reached)
   ORDER BY (p.id IS NOT DISTINCT FROM chosen) DESC, p.issued_on <= day DESC, p.year DESC, p.id
   LIMIT 1
$$;

-- The role the portal runs as may add to the audit log and nothing else: where the log begins and ends
-- it can only read, so an entry moves the end with the rights of whoever owns the tables. What it is
-- granted stands in lib/platform/roles.ts.
ALTER FUNCTION extend_audit_chain() SECURITY DEFINER;

-- Takes the demonstration away: what is flagged, and by the keys of the schema itself whatever points
-- there, so that a table that is added later needs no line here. The triggers that keep history stand
-- aside meanwhile, and the keys are made again afterwards, which checks that nothing points to what is
-- gone. Once in a database's life; the audit log hangs on nothing and stays. Only who owns the tables
-- may do so, so it runs as their owner.
CREATE FUNCTION remove_demonstration_rows() RETURNS TABLE (place text, lines integer)
LANGUAGE plpgsql SECURITY DEFINER AS $$
DECLARE
  -- Tables of the plan that stay; of who started or handles something there, nobody is left.
  kept CONSTANT text[] := ARRAY['assignments', 'assignment_terms'];
  -- What is never removed, whatever comes to point at an account some day.
  plan CONSTANT text[] := kept || ARRAY['cities', 'units', 'plans', 'plan_cities', 'chapters',
    'work_points', 'periods', 'light_thresholds', 'audit_entries', 'audit_chain'];
  each record;
  found_now integer;
  found_all integer;
BEGIN
  IF EXISTS (SELECT FROM demonstration_ends) THEN
    RAISE EXCEPTION 'the demonstration has ended' USING ERRCODE = 'restrict_violation';
  END IF;
  CREATE TEMP TABLE doomed (place oid, line tid, PRIMARY KEY (place, line)) ON COMMIT DROP;
  CREATE TEMP TABLE keys_between ON COMMIT DROP AS
    SELECT quote_ident(k.conname) AS name, k.conrelid::regclass::text AS child,
           k.confrelid::regclass::text AS parent, pg_get_constraintdef(k.oid) AS definition,
           string_agg(format('c.%I = p.%I', ca.attname, pa.attname), ' AND ') AS joined,
           min(quote_ident(ca.attname)) AS single,
           k.conrelid::regclass::text = ANY(kept) AND k.confrelid::regclass::text = 'accounts'
             AND bool_or(NOT ca.attnotnull) AS freed
      FROM pg_constraint k
     CROSS JOIN LATERAL unnest(k.conkey, k.confkey) AS u(mine, theirs)
      JOIN pg_attribute ca ON ca.attrelid = k.conrelid AND ca.attnum = u.mine
      JOIN pg_attribute pa ON pa.attrelid = k.confrelid AND pa.attnum = u.theirs
     WHERE k.contype = 'f' AND k.connamespace = current_schema()::regnamespace
     GROUP BY k.oid, k.conname, k.conrelid, k.confrelid;
  EXECUTE (SELECT 'LOCK TABLE ' || string_agg(t.name, ', ' ORDER BY t.name)
               || ' IN SHARE ROW EXCLUSIVE MODE'
             FROM (SELECT child AS name FROM keys_between UNION SELECT parent FROM keys_between) t);
  FOR each IN SELECT quote_ident(table_name) AS name FROM information_schema.columns
               WHERE table_schema = current_schema() AND column_name = 'demonstration' LOOP
    EXECUTE format('INSERT INTO doomed SELECT tableoid, ctid FROM %s WHERE demonstration', each.name);
  END LOOP;
  LOOP
    found_all := 0;
    FOR each IN SELECT k.* FROM keys_between k WHERE NOT k.freed ORDER BY k.child, k.name LOOP
      EXECUTE format('INSERT INTO doomed SELECT c.tableoid, c.ctid FROM %s c JOIN %s p ON %s
        JOIN doomed d ON d.place = p.tableoid AND d.line = p.ctid ON CONFLICT DO NOTHING',
        each.child, each.parent, each.joined);
      GET DIAGNOSTICS found_now = ROW_COUNT;
      found_all := found_all + found_now;
    END LOOP;
    EXIT WHEN found_all = 0;
  END LOOP;
  IF EXISTS (SELECT FROM doomed d WHERE d.place::regclass::text = ANY(plan)) THEN
    RAISE EXCEPTION 'the plan would go as well';
  END IF;
  FOR each IN SELECT k.name, k.child FROM keys_between k LOOP
    EXECUTE format('ALTER TABLE %s DROP CONSTRAINT %s', each.child, each.name);
  END LOOP;
  FOR each IN SELECT d.place::regclass::text AS name FROM doomed d UNION SELECT unnest(kept) LOOP
    EXECUTE format('ALTER TABLE %s DISABLE TRIGGER USER', each.name);
  END LOOP;
  FOR each IN SELECT k.child, k.single FROM keys_between k WHERE k.freed LOOP
    EXECUTE format('UPDATE %1$s SET %2$s = NULL WHERE %2$s IN (SELECT a.id FROM accounts a
      JOIN doomed d ON d.place = a.tableoid AND d.line = a.ctid)', each.child, each.single);
  END LOOP;
  FOR each IN SELECT d.place::regclass::text AS name, count(*)::integer AS total
                FROM doomed d GROUP BY 1 ORDER BY 1 LOOP
    EXECUTE format('DELETE FROM %s t USING doomed d WHERE d.place = t.tableoid AND d.line = t.ctid',
      each.name);
    place := each.name;
    lines := each.total;
    RETURN NEXT;
  END LOOP;
  FOR each IN SELECT d.place::regclass::text AS name FROM doomed d UNION SELECT unnest(kept) LOOP
    EXECUTE format('ALTER TABLE %s ENABLE TRIGGER USER', each.name);
  END LOOP;
  FOR each IN SELECT k.name, k.child, k.definition FROM keys_between k LOOP
    EXECUTE format('ALTER TABLE %s ADD CONSTRAINT %s %s', each.child, each.name, each.definition);
  END LOOP;
END $$;
REVOKE ALL ON FUNCTION remove_demonstration_rows() FROM PUBLIC;

-- Temporary tables of the caller stand last: they take no name's place.
DO $$ BEGIN
  EXECUTE format('ALTER FUNCTION extend_audit_chain() SET search_path = %I, pg_temp', current_schema());
  EXECUTE format('ALTER FUNCTION remove_demonstration_rows() SET search_path = %I, pg_temp',
    current_schema());
END $$;

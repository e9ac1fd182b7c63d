-- Words that many reports of earlier years hold and none of the newest made a search slow: the index
-- could only be read as a whole. Besides its pairs of characters every report is now found by the
-- stretch of 16,384 reports it was handed in with, so that a search reads the newest stretches first.
-- A lexeme that no text holds: folding a text leaves no control character of two.
CREATE FUNCTION search_stretch(id integer) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
  RETURN E'\x02' || (id >> 14);

DROP INDEX progress_updates_pairs;
CREATE INDEX progress_updates_pairs ON progress_updates
  USING gin ((search_pairs(progress_text || E'\n' || problem_text || E'\n' || next_step_text)
              || array_to_tsvector(ARRAY[search_stretch(id)])))
  WITH (fastupdate = off);

-- Of the reports of `width` stretches down from one, those that may hold what is wanted, the last
-- handed in first.
CREATE FUNCTION search_handed_in(wanted tsquery, upper integer, width integer, most integer)
RETURNS integer[] LANGUAGE sql STABLE SET enable_seqscan = off SET enable_indexscan = off AS $$
  SELECT ARRAY(
    SELECT pu.id FROM progress_updates pu
     WHERE (search_pairs(pu.progress_text || E'\n' || pu.problem_text || E'\n' || pu.next_step_text)
            || array_to_tsvector(ARRAY[search_stretch(pu.id)]))
           @@ (wanted && (SELECT string_agg(quote_literal(search_stretch(stretch << 14)), ' | ')::tsquery
                            FROM generate_series(greatest(upper - width + 1, 0), upper) stretch))
     ORDER BY pu.id DESC LIMIT most)
$$;

-- The newest approved reports, at most `most`, that contain every one of the folded words. A word of
-- many reports stands often enough in the 300 approved last. Any other is looked for in the stretches
-- of reports, the last handed in first: one by one where the words stand, four at a time over years
-- that do not know them.
CREATE OR REPLACE FUNCTION search_approved(words text[], day date, most integer) RETURNS integer[]
LANGUAGE plpgsql STABLE SET enable_seqscan = off AS $$
DECLARE
  patterns CONSTANT text[] := search_patterns(words);
  wanted CONSTANT tsquery := search_query(words);
  upper integer := (SELECT max(id) >> 14 FROM progress_updates);
  width integer := 1;
  ids integer[];
  part integer[];
  found integer[];
BEGIN
  found := search_standing(
    ARRAY(SELECT r.update_id FROM reviews r
           WHERE r.decision = 'APPROVED' AND r.decided_on <= day
           ORDER BY r.decided_on DESC, r.id DESC LIMIT 300), patterns, day, most);
  IF cardinality(found) >= most THEN RETURN found; END IF;
  found := '{}';
  WHILE upper >= 0 LOOP
    IF width > 1 AND cardinality(search_handed_in(wanted, upper, width, 1)) = 0 THEN
      upper := upper - width;
      CONTINUE;
    END IF;
    ids := search_handed_in(wanted, upper, 1, 16384);
    width := CASE WHEN cardinality(ids) = 0 THEN 4 ELSE 1 END;
    upper := upper - 1;
    WHILE cardinality(ids) > 0 LOOP
      part := search_standing(ids[:600], patterns, day, most);
      found := found || part;
      IF cardinality(found) >= most THEN RETURN found[:most]; END IF;
      ids := ids[601:];
    END LOOP;
  END LOOP;
  RETURN found;
END $$;

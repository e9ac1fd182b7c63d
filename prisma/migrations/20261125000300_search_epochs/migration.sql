-- A word that many reports of long ago hold and none since made a search read past all that lies
-- between. Every pair of characters is now kept for each 131,072 reports by itself, an epoch of eight
-- stretches: where an epoch does not know a pair, one look into the index says so.
-- The marks stand in no text: folding leaves no control character behind.
CREATE FUNCTION search_epoch(id integer) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
  RETURN E'\x03' || to_hex(id >> 17) || E'\x04';

-- The pairs of search_pairs(), each behind the mark of the report's epoch, and the report's stretch.
CREATE FUNCTION search_report(id integer, t text) RETURNS tsvector
LANGUAGE sql IMMUTABLE PARALLEL SAFE COST 1000
  RETURN (
    SELECT array_to_tsvector(array_remove(string_to_array(
             regexp_replace(f, '(..?)', search_epoch(id) || E'\\1\x01', 'gs') || E'\x01' ||
             regexp_replace(substr(f, 2), '(..?)', search_epoch(id) || E'\\1\x01', 'gs'), E'\x01'), '')
             || search_stretch(id))
      FROM (SELECT search_fold(t) AS f) folded);

-- search_query() for the reports of one epoch, named by any of their numbers.
CREATE FUNCTION search_report_query(words text[], id integer) RETURNS tsquery
LANGUAGE sql IMMUTABLE PARALLEL SAFE
  RETURN (
    SELECT string_agg(lexeme, ' & ')::tsquery FROM (
      SELECT '''' || search_epoch(id)
             || replace(replace(substr(word, place, 2), '\', '\\'), '''', '''''') || ''''
             || CASE WHEN length(word) = 1 THEN ':*' ELSE '' END AS lexeme
        FROM unnest(words) word, generate_series(1, greatest(length(word) - 1, 1)) place) pairs);

DROP INDEX progress_updates_pairs;
CREATE INDEX progress_updates_pairs ON progress_updates
  USING gin (search_report(id, progress_text || E'\n' || problem_text || E'\n' || next_step_text))
  WITH (fastupdate = off);

-- Whether an epoch may hold what is wanted.
CREATE FUNCTION search_knows(words text[], epoch integer) RETURNS boolean
LANGUAGE sql STABLE SET enable_seqscan = off SET enable_indexscan = off AS $$
  SELECT EXISTS (
    SELECT FROM progress_updates pu
     WHERE search_report(pu.id, pu.progress_text || E'\n' || pu.problem_text || E'\n' || pu.next_step_text)
           @@ search_report_query(words, epoch << 17))
$$;

-- Of the reports of `width` stretches of one epoch, down from one, those that may hold what is
-- wanted, the last handed in first.
DROP FUNCTION search_handed_in(tsquery, integer, integer, integer);
CREATE FUNCTION search_handed_in(words text[], upper integer, width integer, most integer)
RETURNS integer[] LANGUAGE sql STABLE SET enable_seqscan = off SET enable_indexscan = off AS $$
  SELECT ARRAY(
    SELECT pu.id FROM progress_updates pu
     WHERE search_report(pu.id, pu.progress_text || E'\n' || pu.problem_text || E'\n' || pu.next_step_text)
           @@ (search_report_query(words, upper << 14)
               && (SELECT string_agg(quote_literal(search_stretch(stretch << 14)), ' | ')::tsquery
                     FROM generate_series(greatest(upper - width + 1, 0), upper) stretch))
     ORDER BY pu.id DESC LIMIT most)
$$;

-- Of these reports, those that stand approved at the end of a day and match, the newest approval
-- first; of some plans only, or (NULL) of every one.
DROP FUNCTION search_approved(text[], date, integer);
DROP FUNCTION search_standing(integer[], text[], date, integer);
CREATE FUNCTION search_standing(ids integer[], patterns text[], day date, most integer, plans integer[])
RETURNS integer[] LANGUAGE sql STABLE AS $$
  SELECT ARRAY(
    SELECT r.update_id
      FROM reviews r
      JOIN progress_updates pu ON pu.id = r.update_id
     WHERE r.update_id = ANY (ids) AND r.decision = 'APPROVED' AND r.decided_on <= day
       AND (plans IS NULL OR EXISTS (
             SELECT FROM assignments a WHERE a.id = r.assignment_id AND a.plan_id = ANY (plans)))
       AND search_fold(report_text(pu)) LIKE ALL (patterns)
       -- A correction has taken its place.
       AND NOT EXISTS (
         SELECT FROM reviews later
          WHERE later.assignment_id = r.assignment_id AND later.period_id = r.period_id
            AND later.decision = 'APPROVED' AND later.decided_on <= day
            AND (later.decided_on, later.id) > (r.decided_on, r.id))
     ORDER BY r.decided_on DESC, r.id DESC LIMIT most)
$$;

-- The newest approved reports of the plans a reader may open, at most `most`, that contain every one
-- of the folded words. A word of many reports stands often enough in the 300 approved last. Any other is looked for epoch by epoch,
-- the last handed in first, and in an epoch that may hold it by stretches: one by one where the words
-- stand, four at a time where they do not.
CREATE FUNCTION search_approved(words text[], day date, most integer, plans integer[] DEFAULT NULL)
RETURNS integer[]
LANGUAGE plpgsql STABLE SET enable_seqscan = off AS $$
DECLARE
  patterns CONSTANT text[] := search_patterns(words);
  upper integer := (SELECT max(id) >> 14 FROM progress_updates);
  lower integer;
  width integer := 1;
  ids integer[];
  part integer[];
  found integer[];
BEGIN
  found := search_standing(
    ARRAY(SELECT r.update_id FROM reviews r
           WHERE r.decision = 'APPROVED' AND r.decided_on <= day
           ORDER BY r.decided_on DESC, r.id DESC LIMIT 300), patterns, day, most, plans);
  IF cardinality(found) >= most THEN RETURN found; END IF;
  found := '{}';
  WHILE upper >= 0 LOOP
    lower := (upper >> 3) << 3;
    IF NOT search_knows(words, upper >> 3) THEN
      upper := lower - 1;
      CONTINUE;
    END IF;
    width := 1;
    WHILE upper >= lower LOOP
      IF width > 1 AND cardinality(
           search_handed_in(words, upper, least(width, upper - lower + 1), 1)) = 0 THEN
        upper := upper - width;
        CONTINUE;
      END IF;
      ids := search_handed_in(words, upper, 1, 16384);
      width := CASE WHEN cardinality(ids) = 0 THEN 4 ELSE 1 END;
      upper := upper - 1;
      WHILE cardinality(ids) > 0 LOOP
        part := search_standing(ids[:600], patterns, day, most, plans);
        found := found || part;
        IF cardinality(found) >= most THEN RETURN found[:most]; END IF;
        ids := ids[601:];
      END LOOP;
    END LOOP;
    upper := lower - 1;
  END LOOP;
  RETURN found;
END $$;

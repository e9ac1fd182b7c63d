-- Search in what was written. Chinese has no spaces, and the words people look for have one or two
-- characters, which trigrams cannot find: the indexes hold every pair of neighbouring characters. They
-- compare bytes, so that they work whatever locale the operator's database has.

-- Written alike whatever the width and the case: ＡＢＣ１２ → abc12.
CREATE FUNCTION search_fold(t text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
  RETURN lower(normalize(t, NFKC) COLLATE "C");

-- Every pair of neighbouring characters, and the last one alone: those from an even place on, then
-- those from an odd one. Bound to its functions when created, so that restoring a backup finds them.
CREATE FUNCTION search_pairs(t text) RETURNS tsvector LANGUAGE sql IMMUTABLE PARALLEL SAFE COST 1000
  RETURN (
    SELECT array_to_tsvector(array_remove(string_to_array(
             regexp_replace(f, '(..)', E'\\1\x01', 'g') || E'\x01' ||
             regexp_replace(substr(f, 2), '(..)', E'\\1\x01', 'g'), E'\x01'), ''))
      FROM (SELECT search_fold(t) AS f) folded);

-- What may contain every one of the folded words: all their pairs; a single character begins a pair.
CREATE FUNCTION search_query(words text[]) RETURNS tsquery LANGUAGE sql IMMUTABLE PARALLEL SAFE
  RETURN (
    SELECT string_agg(lexeme, ' & ')::tsquery FROM (
      SELECT '''' || replace(replace(substr(word, place, 2), '\', '\\'), '''', '''''') || ''''
             || CASE WHEN length(word) = 1 THEN ':*' ELSE '' END AS lexeme
        FROM unnest(words) word, generate_series(1, greatest(length(word) - 1, 1)) place) pairs);

-- Patterns that find the folded words themselves: nothing in a word is a pattern. For LIKE ALL.
CREATE FUNCTION search_patterns(words text[]) RETURNS text[] LANGUAGE sql IMMUTABLE PARALLEL SAFE
  RETURN (
    SELECT array_agg('%' || replace(replace(replace(word, '\', '\\'), '%', '\%'), '_', '\_') || '%')
      FROM unnest(words) word);

-- What of a report is searched.
CREATE FUNCTION report_text(pu progress_updates) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
  RETURN pu.progress_text || E'\n' || pu.problem_text || E'\n' || pu.next_step_text;

-- Without a list of what waits to be indexed: no report pays for those before it, and no search reads it.
CREATE INDEX progress_updates_pairs ON progress_updates
  USING gin (search_pairs(progress_text || E'\n' || problem_text || E'\n' || next_step_text))
  WITH (fastupdate = off);
CREATE INDEX evidence_files_pairs ON evidence_files USING gin (search_pairs(name)) WITH (fastupdate = off);
-- The newest approvals: WHERE decision = 'APPROVED' AND decided_on <= $1 ORDER BY decided_on DESC, id DESC
CREATE INDEX reviews_newest ON reviews (decided_on DESC, id DESC) WHERE decision = 'APPROVED';

-- Of these reports, those that stand approved at the end of a day and match, the newest approval first.
CREATE FUNCTION search_standing(ids integer[], patterns text[], day date, most integer) RETURNS integer[]
LANGUAGE sql STABLE AS $$
  SELECT ARRAY(
    SELECT r.update_id
      FROM reviews r
      JOIN progress_updates pu ON pu.id = r.update_id
     WHERE r.update_id = ANY (ids) AND r.decision = 'APPROVED' AND r.decided_on <= day
       AND search_fold(report_text(pu)) LIKE ALL (patterns)
       -- A correction has taken its place.
       AND NOT EXISTS (
         SELECT FROM reviews later
          WHERE later.assignment_id = r.assignment_id AND later.period_id = r.period_id
            AND later.decision = 'APPROVED' AND later.decided_on <= day
            AND (later.decided_on, later.id) > (r.decided_on, r.id))
     ORDER BY r.decided_on DESC, r.id DESC LIMIT most)
$$;

-- The newest approved reports, at most `most`, that contain every one of the folded words. A word of
-- many reports stands often enough in the 300 approved last; a rare one is found through its pairs;
-- one of many reports of long ago is looked for in the 30,000 handed in last,
-- and failing that in the first ones: the time it takes does not grow with the years.
CREATE FUNCTION search_approved(words text[], day date, most integer) RETURNS integer[]
LANGUAGE plpgsql STABLE SET enable_seqscan = off AS $$
DECLARE
  patterns CONSTANT text[] := search_patterns(words);
  wanted CONSTANT tsquery := search_query(words);
  since CONSTANT integer := (SELECT max(id) - 30000 FROM progress_updates);
  ids integer[];
  found integer[];
BEGIN
  found := search_standing(
    ARRAY(SELECT r.update_id FROM reviews r
           WHERE r.decision = 'APPROVED' AND r.decided_on <= day
           ORDER BY r.decided_on DESC, r.id DESC LIMIT 300), patterns, day, most);
  IF cardinality(found) >= most THEN RETURN found; END IF;
  ids := ARRAY(SELECT pu.id FROM progress_updates pu
                WHERE search_pairs(pu.progress_text || E'\n' || pu.problem_text || E'\n' || pu.next_step_text)
                      @@ wanted LIMIT 3001);
  IF cardinality(ids) > 3000 THEN
    found := search_standing(
      ARRAY(SELECT pu.id FROM progress_updates pu
             WHERE pu.id > since
               AND search_pairs(pu.progress_text || E'\n' || pu.problem_text || E'\n' || pu.next_step_text)
                   @@ wanted
             ORDER BY pu.id DESC LIMIT 2000), patterns, day, most);
    IF cardinality(found) > 0 THEN RETURN found; END IF;
  END IF;
  RETURN search_standing(ids, patterns, day, most);
END $$;

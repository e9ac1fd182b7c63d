-- What of a report is searched: 进度说明 and 更正原因 as well, which its readers read with it.
CREATE OR REPLACE FUNCTION report_text(pu progress_updates) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
  RETURN pu.progress_text || E'\n' || pu.problem_text || E'\n' || pu.next_step_text
         || E'\n' || pu.percent_reason || E'\n' || pu.correction_reason;

DROP INDEX progress_updates_pairs;
CREATE INDEX progress_updates_pairs ON progress_updates
  USING gin (search_report(id, progress_text || E'\n' || problem_text || E'\n' || next_step_text
                               || E'\n' || percent_reason || E'\n' || correction_reason))
  WITH (fastupdate = off);

-- Whether an epoch may hold what is wanted.
CREATE OR REPLACE FUNCTION search_knows(words text[], epoch integer) RETURNS boolean
LANGUAGE sql STABLE SET enable_seqscan = off SET enable_indexscan = off AS $$
  SELECT EXISTS (
    SELECT FROM progress_updates pu
     WHERE search_report(pu.id, pu.progress_text || E'\n' || pu.problem_text || E'\n' || pu.next_step_text
                                || E'\n' || pu.percent_reason || E'\n' || pu.correction_reason)
           @@ search_report_query(words, epoch << 17))
$$;

-- Of the reports of `width` stretches of one epoch, down from one, those that may hold what is
-- wanted, the last handed in first.
CREATE OR REPLACE FUNCTION search_handed_in(words text[], upper integer, width integer, most integer)
RETURNS integer[] LANGUAGE sql STABLE SET enable_seqscan = off SET enable_indexscan = off AS $$
  SELECT ARRAY(
    SELECT pu.id FROM progress_updates pu
     WHERE search_report(pu.id, pu.progress_text || E'\n' || pu.problem_text || E'\n' || pu.next_step_text
                                || E'\n' || pu.percent_reason || E'\n' || pu.correction_reason)
           @@ (search_report_query(words, upper << 14)
               && (SELECT string_agg(quote_literal(search_stretch(stretch << 14)), ' | ')::tsquery
                     FROM generate_series(greatest(upper - width + 1, 0), upper) stretch))
     ORDER BY pu.id DESC LIMIT most)
$$;

-- Reminders (DUE, OVERDUE) once bore no mark of being told and were left out of the next digests by
-- their kind; now the mark alone decides. Those that stand in a digest of their reader's own have been
-- told. What was handed over since stands in none of the new reader's, and is still to be told.
UPDATE notifications n SET told_at = d.created_at
  FROM digests d
 WHERE n.told_at IS NULL AND n.kind IN ('DUE', 'OVERDUE')
   AND d.account_id = n.account_id AND d.business_on = n.business_on
   AND d.lines @> jsonb_build_array(jsonb_build_object('text', n.text, 'path', n.path));

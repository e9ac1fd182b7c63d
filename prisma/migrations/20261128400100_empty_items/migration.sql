-- A point without a body was given one 举措 of nothing but a line break. From today on it is none, where
-- nobody ticked it or set its words; days before read as they did.
UPDATE action_items ai SET removed_on = (now() AT TIME ZONE 'Asia/Shanghai')::date
 WHERE ai.text !~ '[^[:space:]　]' AND ai.origin = 'DOCUMENT' AND ai.removed_on IS NULL
   AND ai.added_by_id IS NULL AND ai.meeting_id IS NULL
   AND NOT EXISTS (SELECT 1 FROM action_completions ac WHERE ac.action_item_id = ai.id)
   AND NOT EXISTS (SELECT 1 FROM action_item_versions v WHERE v.action_item_id = ai.id);

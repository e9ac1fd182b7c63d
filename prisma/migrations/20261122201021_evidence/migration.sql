-- One file of 佐证材料 as the queries hand it out.
CREATE FUNCTION evidence_json(e evidence_files) RETURNS json LANGUAGE sql STABLE AS $$
  SELECT json_build_object('id', e.id, 'name', e.name, 'version', e.version, 'kind', e.kind,
    'size', e.size, 'uploadedAt', e.uploaded_at,
    'uploadedBy', (SELECT post || '（' || name || '）' FROM accounts WHERE id = e.uploaded_by_id))
$$;

-- What carries a file, for who may read it: a verified or approved one, or one that is handed in.
CREATE FUNCTION evidence_bearers(evidence integer, OUT approved boolean, OUT submitted boolean)
LANGUAGE sql STABLE AS $$
  SELECT
    EXISTS (SELECT 1 FROM update_evidence ue JOIN reviews r ON r.update_id = ue.update_id
             WHERE ue.evidence_id = evidence AND r.decision = 'APPROVED')
    OR EXISTS (SELECT 1 FROM completion_evidence ce JOIN completion_applications ca ON ca.id = ce.application_id
                WHERE ce.evidence_id = evidence AND ca.decision = 'VERIFIED'),
    EXISTS (SELECT 1 FROM update_evidence ue WHERE ue.evidence_id = evidence
               AND NOT EXISTS (SELECT 1 FROM withdrawals w WHERE w.update_id = ue.update_id))
    OR EXISTS (SELECT 1 FROM completion_evidence WHERE evidence_id = evidence)
$$;

-- What carries a file, for who may read it: an approved report or an application that stands verified,
-- or one that is handed in. What was taken back carries nothing, and what was sent back after all is
-- no longer for everybody.
CREATE OR REPLACE FUNCTION evidence_bearers(evidence integer, OUT approved boolean, OUT submitted boolean)
LANGUAGE sql STABLE AS $$
  SELECT
    EXISTS (SELECT 1 FROM update_evidence ue JOIN reviews r ON r.update_id = ue.update_id
             WHERE ue.evidence_id = evidence AND r.decision = 'APPROVED')
    OR EXISTS (SELECT 1 FROM completion_evidence ce
                WHERE ce.evidence_id = evidence
                  AND completion_decision(ce.application_id, 'infinity') = 'VERIFIED'),
    EXISTS (SELECT 1 FROM update_evidence ue WHERE ue.evidence_id = evidence
               AND NOT EXISTS (SELECT 1 FROM withdrawals w WHERE w.update_id = ue.update_id))
    OR EXISTS (SELECT 1 FROM completion_evidence ce JOIN completion_applications ca ON ca.id = ce.application_id
                WHERE ce.evidence_id = evidence AND ca.decision IS DISTINCT FROM 'WITHDRAWN')
$$;

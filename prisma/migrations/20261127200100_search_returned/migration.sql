-- What reviewers wrote of the reports they sent back, searched within one plan:
-- WHERE assignment_id = $1 AND decision = 'RETURNED' AND decided_on <= $2
CREATE INDEX reviews_returned ON reviews (assignment_id, decided_on DESC) WHERE decision = 'RETURNED';

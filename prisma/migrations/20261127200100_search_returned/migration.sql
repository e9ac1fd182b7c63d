-- What reviewers wrote of the reports they sent back, searched within one plan:
-- WHERE assignment_id = $1 AND decision = 'RETURNED' AND decided_on <= $2 ORDER BY id DESC
CREATE INDEX IF NOT EXISTS reviews_returned ON reviews (assignment_id, id DESC) WHERE decision = 'RETURNED';

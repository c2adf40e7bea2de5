-- Which events are called the first in at least a year?
-- A claim is what the article says; nobody has checked it here. Periods are in days.
SELECT f.start_date, f.kind, c.ordinal, c.subject_text, c.period_days, c.since_date, c.claim_text
FROM claims c JOIN fact_record f USING (record_id)
WHERE c.ordinal = 1 AND (c.period_days >= 365 OR c.since_date IS NOT NULL)
ORDER BY f.start_date NULLS LAST, c.record_id, c.claim_text

-- Which visits and meetings are said to be the first in five years or more?
-- $years = 5
-- What the articles claim, not what the warehouse has counted.
SELECT r.kind, r.start_date, r.place_name, r.participant_names, c.claim_text, a.source_name
FROM claims c
JOIN fact_record r USING (record_id)
JOIN dim_article a USING (article_id)
WHERE a.published_date <= $today AND c.ordinal = 1
    AND (c.period_days >= 365 * $years OR c.since_date <= $today - 365 * $years)
ORDER BY a.published_date, r.record_id

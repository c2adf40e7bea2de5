-- Why does the latest record of a visit say what it says?
-- Each field with the words that prove it, or with what it was inferred from; then what is missing, and why.
WITH day AS (
    SELECT max(a.published_date) AS published_date FROM dim_article a SEMI JOIN (FROM fact_record WHERE kind = 'visit') f
    USING (article_id) WHERE a.published_date <= $today
), latest AS (
    SELECT f.record_id FROM fact_record f JOIN dim_article a USING (article_id) JOIN day USING (published_date)
    WHERE f.kind = 'visit' ORDER BY f.record_id LIMIT 1
)
SELECT field_name, quote_text, coalesce(inference_code, '') AS inferred_from, '' AS missing_because
FROM evidence WHERE record_id = (FROM latest)
UNION ALL
SELECT field_name, NULL, '', reason_code FROM absence WHERE record_id = (FROM latest)
ORDER BY missing_because, field_name, quote_text

-- Why does the latest record of a visit say what it says?
-- Each field with the words that prove it, or with what it was inferred from; then what is missing, and why.
WITH latest AS (SELECT record_id FROM visits WHERE published_date <= $today ORDER BY published_date DESC, record_id LIMIT 1)
SELECT field_name, quote_text, coalesce(inference_code, '') AS inferred_from, '' AS missing_because
FROM evidence JOIN latest USING (record_id)
UNION ALL
SELECT field_name, NULL, '', reason_code FROM absence JOIN latest USING (record_id)
ORDER BY missing_because, field_name, quote_text

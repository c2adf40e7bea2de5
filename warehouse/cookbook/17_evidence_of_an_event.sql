-- What is the evidence for an event?
-- $place = Jakarta
-- $day = 2023-07-13
-- Every value with the words that say it, and how it follows where they do not say it outright.
SELECT a.source_name, q.field_name, q.quote_text, q.inference_code
FROM fact_event e
JOIN fact_record r USING (event_id)
JOIN evidence q USING (record_id)
JOIN dim_article a USING (article_id)
WHERE e.kind = 'meeting' AND e.place_name = $place AND $day BETWEEN e.start_date AND e.end_date AND r.status = 'occurred'
ORDER BY a.source_name, r.record_id, q.start_char NULLS LAST, q.field_name
LIMIT 20

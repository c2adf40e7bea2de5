-- How did a meeting come about: what was known of it, step by step?
-- $place = Jakarta
-- $day = 2023-07-13
SELECT h.known_date, a.source_name, h.status, h.start_date, h.participant_names, r.trigger_text
FROM fact_event e
JOIN event_history h USING (event_id)
JOIN fact_record r USING (record_id)
JOIN dim_article a ON a.article_id = h.article_id
WHERE e.kind = 'meeting' AND e.place_name = $place AND $day BETWEEN e.start_date AND e.end_date
ORDER BY h.known_date, h.event_id, h.step_number
LIMIT 20

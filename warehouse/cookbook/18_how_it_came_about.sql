-- How did a meeting come about: what was said of it, article by article?
-- $place = Jakarta
-- $day = 2023-07-13
SELECT a.published_date, a.source_name, r.status, r.start_date, r.participant_names, r.trigger_text
FROM fact_event e
JOIN fact_record r USING (event_id)
JOIN dim_article a USING (article_id)
WHERE e.kind = 'meeting' AND e.place_name = $place AND $day BETWEEN e.start_date AND e.end_date
ORDER BY a.published_date, a.article_id, r.trigger_start
LIMIT 20

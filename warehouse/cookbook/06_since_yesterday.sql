-- What is new since yesterday?
-- By the day on which articles were published.
SELECT r.kind, r.status, r.start_date, r.place_name, r.participant_names, a.source_name, a.title
FROM dim_article a
JOIN fact_record r USING (article_id)
WHERE a.published_date BETWEEN $today - 1 AND $today
ORDER BY a.published_date DESC, a.article_id, r.trigger_start
LIMIT 20

-- What was announced for a day that is past, without a word since?
SELECT e.kind, e.start_date, e.end_date, e.place_name, r.participant_names, max(a.published_date) AS last_told_date
FROM fact_event e
JOIN fact_record r USING (event_id)
JOIN dim_article a USING (article_id)
WHERE e.kind IN ('meeting', 'visit') AND e.status = 'scheduled' AND e.end_date BETWEEN $today - 365 AND $today - 1
GROUP BY ALL
ORDER BY e.end_date, e.place_name, r.participant_names
LIMIT 20

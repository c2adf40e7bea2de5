-- For which events do articles name days that do not fit together?
SELECT e.event_id, e.kind, e.place_name, e.start_date, r.start_date AS told_start_date, r.end_date AS told_end_date,
    a.source_name, a.published_date
FROM fact_event e
JOIN fact_record r USING (event_id)
JOIN dim_article a USING (article_id)
WHERE e.record_count > 1 AND (r.end_date < e.start_date OR r.start_date > e.end_date)
ORDER BY e.event_id, a.published_date, r.record_id
LIMIT 20

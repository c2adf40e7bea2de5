-- Which meetings were reported by some and denied by others?
-- With the words of the denial.
SELECT r.start_date, r.place_name, r.participant_names, q.quote_text AS denial, r.attribution_text, a.source_name
FROM fact_record r
JOIN dim_article a USING (article_id)
LEFT JOIN evidence q ON q.record_id = r.record_id AND q.field_name = 'status'
WHERE r.kind IN ('meeting', 'visit') AND r.status = 'denied'
ORDER BY r.start_date, r.record_id
LIMIT 20

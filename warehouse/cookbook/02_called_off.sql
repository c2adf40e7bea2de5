-- Which meetings and visits were put off or called off this year?
SELECT e.kind, e.status, e.start_date, e.place_name, r.participant_names, a.source_name, a.published_date
FROM fact_event e
JOIN fact_record r USING (event_id)
JOIN dim_article a USING (article_id)
WHERE e.status IN ('postponed', 'cancelled') AND r.status IN ('postponed', 'cancelled')
    AND a.published_date BETWEEN date_trunc('year', $today) AND $today
QUALIFY row_number() OVER (PARTITION BY e.event_id ORDER BY a.published_date, r.record_id) = 1
ORDER BY a.published_date, e.event_id
LIMIT 20

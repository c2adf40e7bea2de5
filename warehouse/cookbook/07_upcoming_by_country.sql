-- What is coming up, country by country?
SELECT coalesce(c.country_name, 'not said') AS country, e.start_date, e.end_date, e.date_precision, e.kind, e.status,
    r.participant_names
FROM fact_event e
JOIN fact_record r USING (event_id)
LEFT JOIN dim_country c ON c.country_code = e.country_code
WHERE e.kind IN ('meeting', 'visit') AND e.status IN ('scheduled', 'proposed') AND e.end_date >= $today
QUALIFY row_number() OVER (PARTITION BY e.event_id ORDER BY r.confidence DESC, r.record_id) = 1
ORDER BY country, e.start_date, e.event_id
LIMIT 20

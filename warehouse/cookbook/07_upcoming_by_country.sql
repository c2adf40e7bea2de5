-- What is coming up, country by country?
-- As it was known on the day; what has no date yet comes last.
SELECT coalesce(c.country_name, 'not said') AS country, u.start_date, u.end_date, u.date_precision, u.kind, u.status,
    u.participant_names
FROM upcoming_on($today) u
LEFT JOIN dim_country c USING (country_code)
WHERE u.status IN ('scheduled', 'proposed')
ORDER BY country = 'not said', country, u.start_date NULLS LAST, u.event_id
LIMIT 20

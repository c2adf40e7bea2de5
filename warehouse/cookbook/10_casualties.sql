-- How many were killed and injured, by country and month?
-- Sums leave out incidents for which no number is stated; the last column says how many have one.
SELECT coalesce(c.country_name, 'not said') AS country, date_trunc('month', e.start_date)::DATE AS month_start_date,
    count(*) AS incident_count, sum(e.killed_count)::BIGINT AS killed_count, sum(e.injured_count)::BIGINT AS injured_count,
    count(*) FILTER (e.killed_count IS NOT NULL OR e.injured_count IS NOT NULL) AS stated_count
FROM fact_event e
LEFT JOIN dim_country c USING (country_code)
WHERE e.kind = 'incident' AND e.status IN ('occurred', 'ongoing')
GROUP BY ALL
ORDER BY killed_count DESC NULLS LAST, country, month_start_date
LIMIT 20

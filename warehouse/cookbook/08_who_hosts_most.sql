-- Where does diplomacy take place: who hosts most?
SELECT c.country_name, count(*) FILTER (e.kind = 'meeting') AS meeting_count,
    count(*) FILTER (e.kind = 'visit') AS visit_count, count(DISTINCT e.place_name) AS place_count
FROM fact_event e
JOIN dim_country c USING (country_code)
WHERE e.kind IN ('meeting', 'visit') AND e.status IN ('occurred', 'ongoing')
    AND e.start_date BETWEEN $today - 365 AND $today
GROUP BY c.country_name
ORDER BY meeting_count + visit_count DESC, c.country_name
LIMIT 10

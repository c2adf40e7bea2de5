-- Which country was visited this year by a country that had not been there in the years before?
-- $years = 5
-- As far as the warehouse goes back.
WITH trip AS (
    SELECT DISTINCT source_country_code AS visitor, target_country_code AS destination, event_date
    FROM dyads
    WHERE cameo_code = '042' AND status IN ('occurred', 'ongoing') AND source_country_code <> target_country_code
)
SELECT visitor, destination, min(event_date) AS first_date, count(*) AS visit_count
FROM trip
WHERE event_date BETWEEN date_trunc('year', $today) AND $today
    AND NOT EXISTS (
        SELECT 1 FROM trip earlier
        WHERE earlier.visitor = trip.visitor AND earlier.destination = trip.destination
            AND earlier.event_date >= date_trunc('year', $today) - to_years($years)
            AND earlier.event_date < date_trunc('year', $today))
GROUP BY ALL
ORDER BY first_date, visitor, destination
LIMIT 20

-- Which two countries had most to do with each other in the last year?
SELECT least(source_country_code, target_country_code) AS one_code,
    greatest(source_country_code, target_country_code) AS other_code,
    count(DISTINCT event_id) AS event_count,
    count(DISTINCT event_id) FILTER (quad_class <= 2) AS cooperation_count,
    count(DISTINCT event_id) FILTER (quad_class > 2) AS conflict_count,
    round(avg(goldstein_score), 1) AS mean_score
FROM dyads
WHERE event_date BETWEEN $today - 365 AND $today AND source_country_code <> target_country_code
    AND status IN ('occurred', 'ongoing')
GROUP BY ALL
ORDER BY event_count DESC, one_code, other_code
LIMIT 10

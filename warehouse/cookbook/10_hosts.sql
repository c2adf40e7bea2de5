-- Which countries are met and visited in most?
SELECT c.country_name, count(*) AS events, count(*) FILTER (f.kind = 'visit') AS visits,
    count(*) FILTER (f.status = 'occurred') AS held
FROM fact_event f JOIN dim_country c USING (country_code)
WHERE f.kind IN ('meeting', 'visit')
GROUP BY ALL ORDER BY events DESC, c.country_name LIMIT 10

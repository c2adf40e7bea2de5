-- Which pairs of countries have most to do with each other, and in what tone?
-- `dyads` has the row shape of GDELT and ICEWS; the Goldstein score runs from -10 (hostile) to 10 (cooperative).
SELECT source_country_code, target_country_code, count(*) AS events, round(avg(goldstein_score), 1) AS goldstein,
    count(*) FILTER (quad_class >= 3) AS conflict
FROM dyads
WHERE source_country_code < target_country_code AND status IN ('occurred', 'ongoing')
GROUP BY ALL ORDER BY events DESC, source_country_code, target_country_code LIMIT 10

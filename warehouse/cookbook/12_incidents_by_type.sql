-- Incidents by type and year, with the dead and injured that were reported.
-- A null says that no article gave a number, not that there were none.
SELECT year(start_date) AS year, incident_type, count(*) AS events, sum(killed_count) AS killed,
    sum(injured_count) AS injured
FROM fact_event
WHERE kind = 'incident' AND status IN ('occurred', 'ongoing')
GROUP BY ALL ORDER BY year NULLS LAST, events DESC, incident_type

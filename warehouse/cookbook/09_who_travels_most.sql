-- Who travels most, and where to?
SELECT p.participant_name, p.country_code, count(DISTINCT v.event_id) AS visits,
    string_agg(DISTINCT v.country_code, ', ' ORDER BY v.country_code) AS countries
FROM participants p JOIN visits v USING (record_id)
WHERE p.role = 'visitor' AND v.status IN ('occurred', 'ongoing')
GROUP BY ALL ORDER BY visits DESC, p.participant_name LIMIT 10

-- Who travels most, and where to?
WITH trip AS (
    SELECT record_id, country_code FROM fact_record WHERE kind = 'visit' AND status IN ('occurred', 'ongoing')
), leg AS (
    SELECT p.actor_id, p.participant_name, p.country_code, t.country_code AS host_code, count(DISTINCT p.event_id) AS visits
    FROM trip t JOIN participants p USING (record_id) WHERE p.role = 'visitor' GROUP BY ALL
)
SELECT participant_name, country_code, sum(visits)::BIGINT AS visits,
    string_agg(host_code, ', ' ORDER BY host_code) AS countries
FROM leg GROUP BY actor_id, participant_name, country_code ORDER BY visits DESC, participant_name LIMIT 10

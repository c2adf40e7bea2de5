-- What incidents were there before and after the last summit?
-- $days = 90
-- A summit is a meeting in person of three countries or more.
WITH summit AS (
    SELECT e.event_id, e.start_date, e.place_name
    FROM fact_event e
    JOIN bridge_event_actor b USING (event_id)
    JOIN dim_actor a USING (actor_id)
    WHERE e.kind = 'meeting' AND e.channel = 'in_person' AND e.status = 'occurred'
        AND e.start_date BETWEEN $today - 400 AND $today
    GROUP BY ALL
    HAVING count(DISTINCT a.country_code) >= 3
    ORDER BY e.start_date DESC, e.event_id
    LIMIT 1
)
SELECT s.start_date AS summit_date, s.place_name AS summit_place, i.start_date - s.start_date AS days_after,
    i.incident_type, i.country_code, r.perpetrator_names, r.target_names
FROM summit s
JOIN fact_event i ON i.start_date BETWEEN s.start_date - $days AND s.start_date + $days
JOIN fact_record r ON r.event_id = i.event_id
WHERE i.kind = 'incident' AND i.status IN ('occurred', 'ongoing')
QUALIFY row_number() OVER (PARTITION BY i.event_id ORDER BY r.confidence DESC, r.record_id) = 1
ORDER BY days_after, i.event_id
LIMIT 20

-- What incidents were there before and after the last summit?
-- $days = 60
-- A summit is a meeting in person of three countries or more.
WITH held AS (
    SELECT event_id, start_date, place_name
    FROM fact_event
    WHERE kind = 'meeting' AND channel = 'in_person' AND status = 'occurred' AND start_date BETWEEN $today - 120 AND $today
), summit AS (
    SELECT h.event_id, h.start_date, h.place_name
    FROM held h
    JOIN bridge_event_actor b USING (event_id)
    JOIN dim_actor a USING (actor_id)
    GROUP BY ALL
    HAVING count(DISTINCT a.country_code) >= 3
    ORDER BY h.start_date DESC, h.event_id
    LIMIT 1
), incident AS (
    SELECT s.start_date AS summit_date, s.place_name AS summit_place, i.start_date - s.start_date AS days_after,
        i.event_id, i.incident_type, i.country_code
    FROM fact_event i, summit s
    WHERE i.kind = 'incident' AND i.status IN ('occurred', 'ongoing')
        AND i.start_date BETWEEN s.start_date - $days AND s.start_date + $days
    ORDER BY days_after, i.event_id
    LIMIT 20
)
SELECT i.summit_date, i.summit_place, i.days_after, i.incident_type, i.country_code,
    any_value(r.perpetrator_names ORDER BY r.confidence DESC, r.record_id) AS perpetrators,
    any_value(r.target_names ORDER BY r.confidence DESC, r.record_id) AS targets
FROM incident i
JOIN fact_record r USING (event_id)
GROUP BY i.event_id, i.summit_date, i.summit_place, i.days_after, i.incident_type, i.country_code
ORDER BY i.days_after, i.event_id

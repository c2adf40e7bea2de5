-- What happened in the 30 days before and after the latest meeting of two presidents or prime ministers?
WITH leader AS (
    SELECT record_id FROM bridge_record_participant
    WHERE office_name ILIKE '%president%' OR office_name ILIKE '%prime minister%'
    GROUP BY record_id HAVING count(*) >= 2
), summit AS (
    SELECT record_id, start_date FROM fact_record SEMI JOIN leader USING (record_id)
    WHERE kind = 'meeting' AND status = 'occurred' AND start_date <= $today
    ORDER BY start_date DESC, record_id LIMIT 1
)
SELECT f.start_date - s.start_date AS days, f.kind, f.status, f.incident_type, f.country_code, f.participant_names
FROM fact_record f, summit s
WHERE f.start_date BETWEEN s.start_date - 30 AND s.start_date + 30 AND f.record_id <> s.record_id
ORDER BY days, f.record_id

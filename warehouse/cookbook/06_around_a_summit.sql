-- What happened in the 30 days before and after the latest meeting of two presidents or prime ministers?
WITH summit AS (
    SELECT record_id, start_date, participants FROM meetings
    WHERE status = 'occurred' AND start_date <= $today AND record_id IN (
        SELECT record_id FROM participants WHERE office_name ILIKE '%president%' OR office_name ILIKE '%prime minister%'
        GROUP BY record_id HAVING count(*) >= 2)
    ORDER BY start_date DESC, record_id LIMIT 1
)
SELECT r.start_date - s.start_date AS days, r.kind, r.status, r.incident_type, r.country_code, r.participants
FROM records r, summit s
WHERE r.start_date BETWEEN s.start_date - 30 AND s.start_date + 30 AND r.record_id <> s.record_id
ORDER BY days, r.record_id

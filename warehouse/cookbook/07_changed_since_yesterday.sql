-- What has become known since yesterday?
SELECT known_date, kind, status, start_date, country_code, participant_names, is_new
FROM changed_since($today - 1)
WHERE known_date <= $today
ORDER BY known_date, event_id, step_number

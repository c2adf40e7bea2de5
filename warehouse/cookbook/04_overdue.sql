-- What was announced for a day that is past, with nothing heard of it since?
SELECT start_date, kind, status, country_code, participant_names, known_date
FROM overdue_on($today)
ORDER BY start_date, event_id

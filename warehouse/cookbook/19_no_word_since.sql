-- What was announced for a day that is past, without a word since?
SELECT o.kind, o.status, o.start_date, o.end_date, o.place_name, o.participant_names, o.known_date
FROM overdue_on($today) o
WHERE o.end_date >= $today - 365
ORDER BY o.end_date, o.place_name, o.participant_names
LIMIT 20

-- What has changed since yesterday?
-- What became known by the articles of the day, new events and news of known ones; before is what was known until then.
SELECT c.kind, c.is_new, p.status AS status_before, c.status, c.start_date, c.place_name, c.participant_names
FROM changed_since($today - 1) c
LEFT JOIN event_history p ON p.event_id = c.event_id AND p.step_number = c.step_number - 1
WHERE c.known_date <= $today
ORDER BY c.known_date DESC, c.is_new DESC, c.event_id, c.step_number
LIMIT 20

-- What did we know of a visit on a day in the past?
-- $who = Antony Blinken
-- $then = 2023-06-30
-- What later articles said is left out.
SELECT e.kind, e.status, e.start_date, e.end_date, e.place_name, e.participant_names, e.known_date
FROM events_as_of($then) e
JOIN bridge_event_actor b USING (event_id)
JOIN dim_actor a USING (actor_id)
WHERE a.actor_name = $who AND e.kind = 'visit'
ORDER BY e.start_date NULLS LAST, e.event_id
LIMIT 20

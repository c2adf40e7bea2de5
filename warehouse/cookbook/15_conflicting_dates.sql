-- For which events do articles name days that do not fit together?
SELECT e.event_id, e.kind, e.place_name, c.value_text AS told, c.record_count, c.is_chosen
FROM event_conflict c
JOIN fact_event e USING (event_id)
WHERE c.field_name = 'time'
ORDER BY e.event_id, c.is_chosen DESC, c.value_text
LIMIT 20

-- Where has somebody been, and where are they going?
-- $who = Antony Blinken
SELECT e.start_date, e.end_date, e.place_name, e.country_code, e.status, e.article_count
FROM dim_actor a
JOIN bridge_event_actor b USING (actor_id)
JOIN fact_event e USING (event_id)
WHERE a.actor_name = $who AND b.role = 'visitor' AND e.kind = 'visit'
ORDER BY e.start_date NULLS LAST, e.event_id

-- What are they talking about?
SELECT t.topic_code, count(*) AS event_count, count(*) FILTER (e.start_date > $today - 30) AS last_month_count
FROM bridge_event_topic t
JOIN fact_event e USING (event_id)
WHERE e.kind IN ('meeting', 'visit') AND e.start_date BETWEEN $today - 365 AND $today
GROUP BY t.topic_code
ORDER BY event_count DESC, t.topic_code
LIMIT 10

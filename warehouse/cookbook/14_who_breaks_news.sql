-- Which outlets tell of events first?
-- Of the events of the last year that several outlets tell of; the lead is over the second outlet.
WITH told AS (
    SELECT b.event_id, a.source_name, min(a.published_date) AS first_date
    FROM bridge_event_article b
    JOIN dim_article a USING (article_id)
    WHERE a.published_date BETWEEN $today - 365 AND $today
    GROUP BY ALL
), ranked AS (
    SELECT event_id, source_name, first_date,
        lead(first_date) OVER (PARTITION BY event_id ORDER BY first_date, source_name) AS next_date,
        row_number() OVER (PARTITION BY event_id ORDER BY first_date, source_name) AS place
    FROM told
)
SELECT source_name, count(*) AS first_count, round(avg(next_date - first_date), 1) AS mean_lead_days
FROM ranked
WHERE place = 1 AND next_date IS NOT NULL
GROUP BY source_name
ORDER BY first_count DESC, source_name
LIMIT 10

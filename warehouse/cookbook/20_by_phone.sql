-- How do they talk: in person, by phone or by video?
SELECT date_trunc('quarter', start_date)::DATE AS quarter_start_date,
    count(*) FILTER (channel = 'in_person') AS in_person_count,
    count(*) FILTER (channel = 'phone') AS phone_count, count(*) FILTER (channel = 'video') AS video_count,
    count(*) FILTER (channel = 'unknown') AS unknown_count
FROM fact_event
WHERE kind = 'meeting' AND status IN ('occurred', 'ongoing') AND start_date BETWEEN $today - 730 AND $today
GROUP BY ALL
ORDER BY quarter_start_date

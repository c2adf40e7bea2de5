-- Which meetings and visits were put off or called off this year?
SELECT kind, status, start_date, place_name, participants, source_name, published_date
FROM records
WHERE status IN ('postponed', 'cancelled') AND published_date BETWEEN date_trunc('year', $today) AND $today
ORDER BY published_date, record_id

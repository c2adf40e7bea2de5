-- Which visits and meetings were called off or put off this year?
-- `published_date` is when the article said so.
SELECT published_date, kind, status, start_date, country_code, participants
FROM records
WHERE status IN ('cancelled', 'postponed') AND published_date BETWEEN date_trunc('year', $today) AND $today
ORDER BY published_date, record_id

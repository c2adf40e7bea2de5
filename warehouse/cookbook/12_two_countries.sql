-- How did the relation of two countries go, quarter by quarter?
-- $one = USA
-- $other = CHN
SELECT date_trunc('quarter', event_date)::DATE AS quarter_start_date,
    count(DISTINCT event_id) FILTER (kind = 'meeting' AND status = 'occurred') AS meeting_count,
    count(DISTINCT event_id) FILTER (kind = 'visit' AND status = 'occurred') AS visit_count,
    count(DISTINCT event_id) FILTER (kind = 'incident' AND status = 'occurred') AS incident_count,
    count(DISTINCT event_id) FILTER (status = 'cancelled') AS cancelled_count,
    round(avg(goldstein_score) FILTER (status = 'occurred'), 1) AS mean_score
FROM dyads
WHERE event_date <= $today AND ((source_country_code = $one AND target_country_code = $other)
    OR (source_country_code = $other AND target_country_code = $one))
GROUP BY ALL
ORDER BY quarter_start_date DESC
LIMIT 12

-- What was known a week ago of meetings and visits of the last month?
SELECT status, count(*) AS events, min(start_date) AS earliest, max(start_date) AS latest
FROM events_as_of($today - 7)
WHERE kind IN ('meeting', 'visit') AND known_date > $today - 37
GROUP BY status ORDER BY events DESC, status

-- What is announced and still to come, as far as was known on that day?
-- `upcoming_on(day)` looks from a day; what was published later does not count.
SELECT start_date, end_date, date_precision, kind, status, country_code, participant_names
FROM upcoming_on($today)
ORDER BY start_date NULLS LAST, event_id

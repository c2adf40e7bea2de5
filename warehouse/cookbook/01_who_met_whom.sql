-- Whom did China's foreign ministers and top diplomats meet in the last half year?
-- Offices are those that the articles give; the country is that of the person.
WITH held AS (
    SELECT record_id, start_date, place_name FROM fact_record
    WHERE kind = 'meeting' AND status = 'occurred' AND start_date BETWEEN $today - INTERVAL 6 MONTH AND $today
)
SELECT h.start_date, h.place_name, p.participant_name, o.participant_name AS met, o.country_code
FROM held h
JOIN participants p USING (record_id)
JOIN participants o ON o.record_id = h.record_id AND o.participant_name <> p.participant_name
WHERE p.country_code = 'CHN' AND p.actor_kind = 'person' AND o.country_code <> 'CHN'
ORDER BY h.start_date, p.participant_name, met, h.record_id

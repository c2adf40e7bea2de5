-- Whom did China's foreign ministers and top diplomats meet in the last half year?
-- Offices are those that the articles give; the country is that of the person.
SELECT m.start_date, m.place_name, p.participant_name, o.participant_name AS met, o.country_code
FROM participants p
JOIN participants o ON o.record_id = p.record_id AND o.participant_name <> p.participant_name
JOIN meetings m ON m.record_id = p.record_id
WHERE p.country_code = 'CHN' AND p.actor_kind = 'person' AND o.country_code <> 'CHN'
    AND m.status = 'occurred' AND m.start_date BETWEEN $today - INTERVAL 6 MONTH AND $today
ORDER BY m.start_date, p.participant_name, met, m.record_id

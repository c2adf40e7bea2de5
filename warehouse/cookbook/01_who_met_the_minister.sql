-- Who met China's foreign minister this quarter?
-- $country = CHN
-- $office = foreign minister|diplomat
-- By the office that an article gives the minister, as a regular expression: successors and "top diplomats" count, too.
SELECT e.start_date, e.place_name, m.participant_name AS minister,
    string_agg(DISTINCT o.participant_name, ', ' ORDER BY o.participant_name) AS met, e.channel, e.article_count
FROM bridge_record_participant m
JOIN fact_event e USING (event_id)
JOIN bridge_record_participant o ON o.record_id = m.record_id AND o.participant_number <> m.participant_number
WHERE m.country_code = $country AND regexp_matches(m.office_name, $office, 'i')
    AND e.kind = 'meeting' AND e.status IN ('occurred', 'ongoing')
    AND e.start_date BETWEEN date_trunc('quarter', $today) AND $today
GROUP BY ALL
ORDER BY e.start_date, minister

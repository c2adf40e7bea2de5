-- Who met China's foreign minister this quarter?
-- $country = CHN
-- $office = foreign minister|diplomat
-- By the office that an article gives the minister, as a regular expression: successors and "top diplomats" count, too.
WITH held AS (
    SELECT event_id, start_date, place_name, channel, article_count
    FROM fact_event
    WHERE kind = 'meeting' AND status IN ('occurred', 'ongoing')
        AND start_date BETWEEN date_trunc('quarter', $today) AND $today
), present AS (
    SELECT p.* FROM bridge_record_participant p SEMI JOIN held USING (event_id)
)
SELECT h.start_date, h.place_name, m.participant_name AS minister,
    string_agg(DISTINCT o.participant_name, ', ' ORDER BY o.participant_name) AS met, h.channel, h.article_count
FROM present m
JOIN present o ON o.record_id = m.record_id AND o.participant_number <> m.participant_number
JOIN held h ON h.event_id = m.event_id
WHERE m.country_code = $country AND regexp_matches(m.office_name, $office, 'i')
GROUP BY ALL
ORDER BY h.start_date, minister

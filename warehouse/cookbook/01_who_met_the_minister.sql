-- Who met China's foreign minister this quarter?
-- $country = CHN
-- $office = foreign minister|diplomat
-- By the office that an article gives the minister, as a regular expression: successors and "top diplomats" count, too.
WITH held AS (
    SELECT event_id, start_date, place_name, channel, article_count
    FROM fact_event
    WHERE kind = 'meeting' AND status IN ('occurred', 'ongoing')
        AND start_date BETWEEN date_trunc('quarter', $today) AND $today
), minister AS (
    SELECT record_id, event_id, participant_number, participant_name
    FROM bridge_record_participant SEMI JOIN held USING (event_id)
    WHERE country_code = $country AND regexp_matches(office_name, $office, 'i')
)
SELECT h.start_date, h.place_name, m.participant_name AS minister,
    string_agg(DISTINCT o.participant_name, ', ' ORDER BY o.participant_name) AS met, h.channel, h.article_count
FROM minister m
JOIN bridge_record_participant o ON o.record_id = m.record_id AND o.participant_number <> m.participant_number
JOIN held h ON h.event_id = m.event_id
GROUP BY ALL
ORDER BY h.start_date, minister

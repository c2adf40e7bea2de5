-- What articles count ("second meeting in two months", "first visit by a US secretary of state in five years"), held
-- against the events that the warehouse knows.
--
-- Counted are events of the claim's kind in its time, its own among them, that have taken place: meetings of the same
-- people, visits of the same people to the same country, incidents of the same type by the same side. Where the claim
-- is about an office ("a US secretary of state"), whoever holds it counts.
-- More than the claim says contradict it. As many bear it out; a "first" only where the warehouse's articles go back far
-- enough. Fewer say nothing: the warehouse does not know everything.

CREATE TEMP TABLE claim AS
SELECT
    row_number() OVER (ORDER BY record_id, c."text"."start", c.ordinal) AS claim_number,
    record_id, event_id, kind, c."text"."text" AS claim_text, c.ordinal AS ordinal, c.subject AS subject_text,
    c.period_days AS period_days, c.since AS since_date
FROM (SELECT record_id, event_id, kind, unnest(claims) AS c FROM snapshot_record);

-- Whom the claim is about, and over what time.
CREATE TEMP TABLE claim_window AS
SELECT
    c.claim_number, c.event_id, c.kind, e.country_code, e.incident_type,
    coalesce(e.end_date, e.last_published_date) AS to_date,
    coalesce(c.since_date, (coalesce(e.end_date, e.last_published_date) - c.period_days::INTEGER)::DATE) AS from_date,
FROM claim c JOIN pub.fact_event e USING (event_id);

CREATE TEMP TABLE claim_actor AS
SELECT DISTINCT c.claim_number, p.actor_id, p.country_code,
    CASE WHEN c.subject_text <> '' AND NOT contains(lower(c.subject_text), lower(p.participant_name))
        THEN lower(p.office_name) END AS office_name
FROM claim c JOIN pub.bridge_record_participant p USING (record_id)
WHERE p.role IN ('participant', 'visitor', 'perpetrator');

CREATE TEMP TABLE counted_event AS
WITH matched AS (
    SELECT w.claim_number, a.actor_id, b.event_id
    FROM claim_window w JOIN claim_actor a USING (claim_number)
    JOIN pub.bridge_record_participant b
        ON b.role IN ('participant', 'visitor', 'perpetrator') AND b.actor_id = a.actor_id
    UNION
    SELECT w.claim_number, a.actor_id, b.event_id
    FROM claim_window w JOIN claim_actor a USING (claim_number)
    JOIN pub.bridge_record_participant b
        ON b.role IN ('participant', 'visitor', 'perpetrator') AND lower(b.office_name) = a.office_name
        AND b.country_code = a.country_code
), complete AS (
    SELECT m.claim_number, m.event_id FROM matched m
    GROUP BY m.claim_number, m.event_id
    HAVING count(DISTINCT m.actor_id) = (SELECT count(*) FROM claim_actor a WHERE a.claim_number = m.claim_number)
)
SELECT w.claim_number, e.event_id
FROM complete m JOIN claim_window w USING (claim_number) JOIN pub.fact_event e ON e.event_id = m.event_id
WHERE e.event_id = w.event_id
    OR (e.kind = w.kind AND e.status IN ('occurred', 'ongoing') AND e.end_date <= w.to_date
        AND (w.from_date IS NULL OR e.start_date >= w.from_date)
        AND (w.kind <> 'visit' OR e.country_code = w.country_code)
        AND (w.kind <> 'incident' OR e.incident_type = w.incident_type));

CREATE TABLE pub.claims AS
WITH counted AS (
    SELECT claim_number, count(*)::BIGINT AS counted_count, string_agg(event_id, ' ' ORDER BY event_id) AS counted_event_ids
    FROM counted_event GROUP BY claim_number
)
SELECT
    c.record_id, c.event_id, c.claim_text, c.ordinal, c.subject_text, c.period_days, c.since_date, w.from_date, w.to_date,
    coalesce(n.counted_count, 0)::BIGINT AS counted_count,
    n.counted_event_ids,
    CASE
        WHEN n.counted_count > c.ordinal THEN 'contradicted'
        WHEN n.counted_count < c.ordinal OR n.counted_count IS NULL THEN 'not_enough_data'
        WHEN c.ordinal > 1 THEN 'consistent'
        WHEN w.from_date >= (SELECT min(published_date) FROM pub.dim_article) THEN 'consistent'
        ELSE 'not_enough_data'
    END AS verdict_code
FROM claim c JOIN claim_window w USING (claim_number)
LEFT JOIN counted n USING (claim_number)
ORDER BY c.record_id, c.claim_number;

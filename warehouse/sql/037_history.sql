-- How what is known of an event has changed: one step for each record that tells of it, in the order in which the
-- articles were published, with all that was known by then (resolution/events.py). An article without a date is known at
-- no certain day: its step comes last, without one.

CREATE TABLE pub.event_history AS
WITH step AS (
    SELECT event_id, number AS step_number, h.record_id AS record_id, array_to_string(h.changes, ', ') AS change_codes,
        h.status AS status, h."start" AS start_date, h."end" AS end_date, h."precision" AS date_precision,
        h.place_name AS place_name, h.country AS country_code, h.killed AS killed_count, h.injured AS injured_count
    FROM (
        SELECT event_id, unnest(history) AS h, unnest(range(1, len(history) + 1)) AS number FROM resolved_event
    )
    UNION ALL
    SELECT f.event_id, 1, f.record_id, 'first', f.status, f.start_date, f.end_date, f.date_precision, f.place_name,
        f.country_code, f.killed_count, f.injured_count
    FROM pub.fact_record f ANTI JOIN resolved_event e ON e.event_id = f.event_id
)
SELECT
    s.event_id,
    s.step_number,
    a.published_date AS known_date,
    lead(a.published_date) OVER (PARTITION BY s.event_id ORDER BY s.step_number) AS superseded_date,
    s.change_codes,
    s.status,
    s.start_date,
    s.end_date,
    s.date_precision,
    s.place_name,
    s.country_code,
    f.participant_names,
    s.killed_count,
    s.injured_count,
    f.status AS told_status,
    s.record_id,
    f.article_id
FROM step s
JOIN pub.fact_record f USING (record_id)
JOIN pub.dim_article a ON a.article_id = f.article_id
ORDER BY s.event_id, s.step_number;

-- How what is known of an event has changed: one step for each record that tells of it, in the order in which the
-- articles were published. An article without a date is known at no certain day: its step comes last, without one.

CREATE TABLE pub.event_history AS
SELECT
    f.event_id,
    row_number() OVER story AS step_number,
    a.published_date AS known_date,
    lead(a.published_date) OVER story AS superseded_date,
    f.status,
    f.start_date,
    f.end_date,
    f.date_precision,
    f.place_name,
    f.country_code,
    f.participant_names,
    f.killed_count,
    f.injured_count,
    f.record_id,
    f.article_id
FROM pub.fact_record f JOIN pub.dim_article a USING (article_id)
WINDOW story AS (PARTITION BY f.event_id ORDER BY a.published_date NULLS LAST, f.article_id, f.record_id)
ORDER BY f.event_id, step_number;

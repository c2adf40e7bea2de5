-- The star: tables for SQL and BI tools, made afresh for each publishing from the current records.
-- Names: _id, _code (ISO or a closed vocabulary), _name, _date (a day), _utc (a moment), is_ (true or false).
-- Types: only those that BI tools read; dates are DATE, counts BIGINT.

CREATE TABLE pub.fact_record AS
SELECT
    r.record_id,
    r.event_id,
    r.article_id,
    r.kind,
    r.status,
    r.incident_type,
    r.channel,
    r."trigger"."text" AS trigger_text,
    r."trigger"."start" AS trigger_start,
    r."trigger"."end" AS trigger_end,
    r.place."name" AS place_name,
    r.place.country AS country_code,
    r."time"."start" AS start_date,
    r."time"."end" AS end_date,
    r."time"."precision" AS date_precision,
    r."time".basis AS date_basis,
    r.killed AS killed_count,
    r.injured AS injured_count,
    r.confidence,
    r.occasion."text" AS occasion_text,
    r.attribution."text" AS attribution_text,
    r.extractor AS extractor_id
FROM current_record r
ORDER BY r.record_id;

CREATE TABLE pub.bridge_record_participant AS
SELECT
    record_id,
    event_id,
    p.i AS participant_number,
    p.participant."name" AS participant_name,
    p.participant."role" AS role,
    p.participant.country AS country_code,
    p.participant.kind AS actor_kind,
    p.participant.office AS office_name,
    'act-' || substr(sha256(lower(p.participant."name") || '|' || coalesce(p.participant.country, '')), 1, 16) AS actor_id
FROM (
    SELECT record_id, event_id, unnest(list_zip(participants, range(1, len(participants) + 1))) AS z
    FROM current_record
) zipped, LATERAL (SELECT zipped.z[1] AS participant, zipped.z[2] AS i) p
ORDER BY record_id, participant_number;

CREATE TABLE pub.dim_actor AS
SELECT
    actor_id,
    min(participant_name) AS actor_name,
    any_value(country_code ORDER BY country_code) AS country_code,
    min(actor_kind) AS actor_kind,
    count(DISTINCT record_id)::BIGINT AS record_count
FROM pub.bridge_record_participant
GROUP BY actor_id
ORDER BY actor_id;

CREATE TABLE pub.fact_event AS
WITH best AS (
    SELECT * FROM pub.fact_record
    QUALIFY row_number() OVER (PARTITION BY event_id ORDER BY confidence DESC, record_id) = 1
)
SELECT b.event_id, b.kind, b.status, b.incident_type, b.channel, b.place_name, b.country_code, b.start_date, b.end_date,
    b.date_precision, b.date_basis, b.killed_count, b.injured_count, n.record_count, n.article_count
FROM best b
JOIN (
    SELECT event_id, count(*)::BIGINT AS record_count, count(DISTINCT article_id)::BIGINT AS article_count
    FROM pub.fact_record GROUP BY event_id
) n USING (event_id)
ORDER BY b.event_id;

CREATE TABLE pub.bridge_event_actor AS
SELECT DISTINCT event_id, actor_id, role FROM pub.bridge_record_participant ORDER BY event_id, actor_id, role;

CREATE TABLE pub.bridge_event_article AS
WITH told AS (SELECT event_id, article_id, count(*)::BIGINT AS record_count FROM pub.fact_record GROUP BY ALL)
SELECT event_id, article_id, record_count, NULL::VARCHAR AS copy_of_article_id FROM told
UNION ALL
SELECT t.event_id, c.article_id, t.record_count, c.copy_of_article_id
FROM told t JOIN current_copy c ON c.copy_of_article_id = t.article_id
ORDER BY ALL;

CREATE TABLE pub.bridge_event_topic AS
SELECT DISTINCT event_id, unnest(topics) AS topic_code FROM current_record ORDER BY event_id, topic_code;

CREATE TABLE pub.bridge_record_place AS
SELECT record_id, z[2] AS place_number, z[1]."name" AS place_name, z[1].country AS country_code
FROM (SELECT record_id, unnest(list_zip(places, range(1, len(places) + 1))) AS z FROM current_record)
ORDER BY record_id, place_number;

CREATE TABLE pub.evidence AS
SELECT
    record_id,
    e.field AS field_name,
    e.span."text" AS quote_text,
    e.span."start" AS start_char,
    e.span."end" AS end_char,
    e.inference AS inference_code
FROM (SELECT record_id, unnest(evidence) AS e FROM current_record)
ORDER BY record_id, field_name;

CREATE TABLE pub.absence AS
SELECT record_id, a.field AS field_name, a.reason AS reason_code
FROM (SELECT record_id, unnest(absences) AS a FROM current_record)
ORDER BY record_id, field_name;

CREATE TABLE pub.claims AS
SELECT record_id, c."text"."text" AS claim_text, c.ordinal, c.subject AS subject_text, c.period_days,
    c.since AS since_date
FROM (SELECT record_id, unnest(claims) AS c FROM current_record)
ORDER BY record_id, claim_text;

CREATE TABLE pub.dim_article AS
SELECT
    a.article_id,
    a.title,
    a.published AS published_date,
    a.url,
    a.source AS source_name,
    a.language AS language_code,
    a.text,
    coalesce(n.record_count, 0)::BIGINT AS record_count,
    c.copy_of_article_id
FROM current_article a
LEFT JOIN current_copy c USING (article_id)
LEFT JOIN (SELECT article_id, count(*) AS record_count FROM pub.fact_record GROUP BY article_id) n USING (article_id)
ORDER BY a.article_id;

CREATE TABLE pub.dim_source AS
SELECT
    source_name,
    count(*)::BIGINT AS article_count,
    min(published_date) AS first_published_date,
    max(published_date) AS last_published_date
FROM pub.dim_article GROUP BY source_name ORDER BY source_name;

CREATE TABLE pub.dim_place AS
SELECT DISTINCT
    'plc-' || substr(sha256(lower(place_name) || '|' || coalesce(country_code, '')), 1, 16) AS place_id,
    place_name,
    country_code
FROM pub.fact_record WHERE place_name IS NOT NULL
ORDER BY place_id, place_name;

CREATE TABLE pub.dim_country AS
SELECT country_code, country_name, alpha2_code FROM country_names ORDER BY country_code;

CREATE TABLE pub.dim_date AS
SELECT
    day::DATE AS calendar_date,
    year(day)::INTEGER AS year_number,
    quarter(day)::INTEGER AS quarter_number,
    month(day)::INTEGER AS month_number,
    monthname(day) AS month_name,
    isoyear(day)::INTEGER AS iso_year_number,
    weekofyear(day)::INTEGER AS iso_week_number,
    isodow(day)::INTEGER AS iso_weekday_number,
    dayname(day) AS weekday_name
FROM (
    SELECT unnest(generate_series(
        make_date(coalesce(min(year(start_date)), 2000)::INTEGER, 1, 1),
        make_date(coalesce(max(year(end_date)), 2000)::INTEGER, 12, 31), INTERVAL 1 DAY)) AS day
    FROM pub.fact_record WHERE start_date BETWEEN DATE '1900-01-01' AND DATE '2100-12-31' AND end_date <= DATE '2100-12-31'
)
ORDER BY calendar_date;

CREATE TABLE pub.rejects AS
SELECT reject_id, origin, line AS line_number, article_id, field AS field_name, reason AS reason_code, message, remedy, excerpt
FROM reject ORDER BY origin, line_number NULLS FIRST, reject_id;

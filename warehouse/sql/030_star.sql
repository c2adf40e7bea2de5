-- The star: tables for SQL and BI tools, made afresh for each publishing from the current records (025_snapshot.sql).
-- Rows are stored in the order in which they are exported: that of the records where a table is made of them row by row
-- (no ORDER BY then), otherwise by all that tells them apart.
-- Names: _id, _code (ISO or a closed vocabulary), _name, _date (a day), _utc (a moment), is_ (true or false).
-- Types: only those that BI tools read; dates are DATE, counts BIGINT.

-- The names of those with a role, in the order of the record; of all where none is given, roles in brackets.
CREATE OR REPLACE TEMP MACRO names_of(participants, wanted) AS nullif(array_to_string(
    list_transform(
        list_filter(participants, lambda p: wanted IS NULL OR p."role" = wanted),
        lambda p: p."name" || CASE
            WHEN wanted IS NOT NULL OR p."role" = 'participant' THEN '' ELSE ' (' || p."role" || ')' END),
    ', '), '');

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
    names_of(r.participants, NULL) AS participant_names,
    names_of(r.participants, 'visitor') AS visitor_names,
    names_of(r.participants, 'host') AS host_names,
    names_of(r.participants, 'perpetrator') AS perpetrator_names,
    names_of(r.participants, 'target') AS target_names,
    r.extractor AS extractor_id,
    m.cameo_code,
    m.plover_code
FROM snapshot_record r
LEFT JOIN code_mapping m ON m.kind = r.kind AND m.status = r.status
    AND m.incident_type = coalesce(r.incident_type, '') AND m.channel = coalesce(r.channel, '')
    AND m.source_role = CASE r.kind WHEN 'meeting' THEN 'participant' WHEN 'visit' THEN 'visitor' ELSE 'perpetrator' END
    AND m.source_kind = coalesce(list_filter(r.participants, lambda p: p."role" = 'perpetrator')[1].kind, '')
ORDER BY r.record_id;

-- Every participant of every record, and whom it is linked with (016_actors.sql). What was never linked, as in a home that
-- was published without, has the id of its bare name (resolution/actor_ids.py).
CREATE TEMP TABLE participant AS
WITH told AS (
    SELECT record_id, event_id, article_id, z[2] AS participant_number, z[1]."name" AS participant_name,
        z[1]."role" AS role, z[1].country AS country_code, z[1].kind AS actor_kind, z[1].office AS office_name,
        'act-' || substr(sha256(lower(z[1]."name") || '|' || coalesce(z[1].country, '')), 1, 16) AS name_id
    FROM (
        SELECT record_id, event_id, article_id, unnest(list_zip(participants, range(1, len(participants) + 1))) AS z
        FROM snapshot_record
    )
)
SELECT t.*, l.actor_id AS linked_id, coalesce(l.shown_id, t.name_id) AS actor_id,
    coalesce(l.reason, 'not_tried') AS reason, coalesce(l.confidence, 0.0)::DOUBLE AS confidence
FROM told t
LEFT JOIN linked_mention l ON l.article_id = t.article_id AND l."name" = t.participant_name
    AND l.country IS NOT DISTINCT FROM t.country_code AND l.kind = t.actor_kind
    AND l.office IS NOT DISTINCT FROM t.office_name
ORDER BY t.record_id, t.participant_number;

CREATE TABLE pub.bridge_record_participant AS
SELECT record_id, event_id, participant_number, participant_name, role, country_code, actor_kind, office_name, actor_id
FROM participant;

CREATE TABLE pub.dim_actor AS
WITH told AS (
    SELECT actor_id, min(participant_name) AS actor_name, any_value(country_code ORDER BY country_code) AS country_code,
        min(actor_kind) AS actor_kind, count(DISTINCT record_id)::BIGINT AS record_count,
        string_agg(DISTINCT participant_name, '; ' ORDER BY participant_name) AS alias_names
    FROM participant GROUP BY actor_id
)
SELECT
    t.actor_id,
    coalesce(k."name", t.actor_name) AS actor_name,
    CASE WHEN k.actor_id IS NULL THEN t.country_code ELSE k.country END AS country_code,
    coalesce(k.kind, t.actor_kind) AS actor_kind,
    t.record_count,
    k.wikidata_id,
    t.alias_names,
    coalesce(k.basis, 'name') AS identity_code
FROM told t LEFT JOIN known_actor k USING (actor_id)
ORDER BY t.actor_id;

CREATE TABLE pub.actor_link AS
SELECT record_id, participant_number, event_id, article_id, participant_name AS mention_text, country_code, office_name,
    linked_id AS actor_id, reason AS reason_code, confidence
FROM participant;

-- The id that a name has by itself leads to the actor that all who write it so mean.
CREATE TABLE pub.actor_redirect AS
SELECT name_id AS old_actor_id, min(actor_id) AS actor_id FROM participant
WHERE name_id NOT IN (SELECT actor_id FROM pub.dim_actor)
GROUP BY name_id HAVING count(DISTINCT actor_id) = 1
ORDER BY old_actor_id;

-- Who takes part in an event: of several records everybody once, under the fullest name (resolution/events.py).
CREATE TEMP TABLE event_participant AS
SELECT e.event_id, z[2] AS position, b.participant_number, b.participant_name, b.role, b.actor_kind, b.actor_id
FROM (
    SELECT event_id, unnest(list_zip(parties, range(1, len(parties) + 1))) AS z FROM resolved_event
) e JOIN pub.bridge_record_participant b ON b.record_id = z[1].record_id AND b.participant_number = z[1].number
UNION ALL
SELECT b.event_id, b.participant_number, b.participant_number, b.participant_name, b.role, b.actor_kind, b.actor_id
FROM pub.bridge_record_participant b ANTI JOIN resolved_event e ON e.event_id = b.event_id;

-- An event of several records has what resolution has made of them (resolution/canonical.py), one of a single record
-- what that says.
CREATE TABLE pub.fact_event AS
WITH told AS (
    SELECT f.event_id, count(*)::BIGINT AS record_count, count(DISTINCT f.article_id)::BIGINT AS article_count,
        min(a.published) AS first_published_date, max(a.published) AS last_published_date, min(f.record_id) AS record_id
    FROM pub.fact_record f JOIN snapshot_article a USING (article_id) SEMI JOIN resolved_event e ON e.event_id = f.event_id
    GROUP BY f.event_id
), company AS (
    SELECT
        event_id,
        string_agg(participant_name || CASE WHEN role = 'participant' THEN '' ELSE ' (' || role || ')' END, ', '
            ORDER BY position) AS participant_names,
        arg_min(actor_kind, position) FILTER (role = 'perpetrator') AS perpetrator_kind
    FROM event_participant SEMI JOIN resolved_event USING (event_id) GROUP BY event_id
)
SELECT s.event_id, k.kind, s.status, s.incident_type, s.channel, s.place_name, s.country AS country_code,
    s."start" AS start_date, s."end" AS end_date, s."precision" AS date_precision, s.basis AS date_basis,
    c.participant_names, s.killed AS killed_count, s.injured AS injured_count, t.record_count, t.article_count,
    t.first_published_date, t.last_published_date,
    len(list_distinct(list_transform(s.conflicts, lambda c: c.field)))::BIGINT AS conflict_count,
    m.cameo_code, m.plover_code, s.status_record_id, s.time_record_id, s.place_record_id
FROM resolved_event s
JOIN told t USING (event_id)
JOIN pub.fact_record k ON k.record_id = t.record_id
LEFT JOIN company c ON c.event_id = s.event_id
LEFT JOIN code_mapping m ON m.kind = k.kind AND m.status = s.status
    AND m.incident_type = coalesce(s.incident_type, '') AND m.channel = coalesce(s.channel, '')
    AND m.source_role = CASE k.kind WHEN 'meeting' THEN 'participant' WHEN 'visit' THEN 'visitor' ELSE 'perpetrator' END
    AND m.source_kind = coalesce(c.perpetrator_kind, '')
UNION ALL BY NAME
SELECT f.* EXCLUDE (record_id, article_id, trigger_text, trigger_start, trigger_end, confidence, occasion_text,
        attribution_text, visitor_names, host_names, perpetrator_names, target_names, extractor_id),
    1::BIGINT AS record_count, 1::BIGINT AS article_count, a.published AS first_published_date,
    a.published AS last_published_date, 0::BIGINT AS conflict_count, f.record_id AS status_record_id,
    CASE WHEN f.start_date IS NOT NULL THEN f.record_id END AS time_record_id,
    CASE WHEN f.place_name IS NOT NULL THEN f.record_id END AS place_record_id
FROM pub.fact_record f JOIN snapshot_article a USING (article_id) ANTI JOIN resolved_event e ON e.event_id = f.event_id
ORDER BY event_id;

-- What the articles of an event disagree about, each value once.
CREATE TABLE pub.event_conflict AS
SELECT event_id, c.field AS field_name, c."value" AS value_text, c.record_count AS record_count, c.is_chosen AS is_chosen
FROM (SELECT event_id, unnest(conflicts) AS c FROM resolved_event)
ORDER BY event_id, field_name, is_chosen DESC, value_text;

-- The id of an event is made from its first record's. That of every other of its records leads to it: an id under which
-- an event was once published is never lost.
CREATE TABLE pub.event_redirect AS
SELECT 'evt-' || record_id AS old_event_id, event_id
FROM snapshot_record WHERE event_id <> 'evt-' || record_id
ORDER BY old_event_id;

CREATE TABLE pub.bridge_event_actor AS
SELECT DISTINCT event_id, actor_id, role FROM event_participant ORDER BY event_id, actor_id, role;

CREATE TABLE pub.bridge_event_article AS
WITH told AS (SELECT event_id, article_id, count(*)::BIGINT AS record_count FROM pub.fact_record GROUP BY ALL)
SELECT event_id, article_id, record_count, NULL::VARCHAR AS copy_of_article_id FROM told
UNION ALL
SELECT t.event_id, c.article_id, t.record_count, c.copy_of_article_id
FROM told t JOIN snapshot_copy c ON c.copy_of_article_id = t.article_id
ORDER BY ALL;

CREATE TABLE pub.bridge_event_topic AS
SELECT DISTINCT event_id, unnest(topics) AS topic_code FROM snapshot_record ORDER BY event_id, topic_code;

CREATE TABLE pub.bridge_record_place AS
SELECT record_id, z[2] AS place_number, z[1]."name" AS place_name, z[1].country AS country_code
FROM (SELECT record_id, unnest(list_zip(places, range(1, len(places) + 1))) AS z FROM snapshot_record);

CREATE TABLE pub.evidence AS
SELECT
    record_id,
    e.field AS field_name,
    e.span."text" AS quote_text,
    e.span."start" AS start_char,
    e.span."end" AS end_char,
    e.inference AS inference_code
FROM (SELECT record_id, unnest(evidence) AS e FROM snapshot_record);

CREATE TABLE pub.absence AS
SELECT record_id, a.field AS field_name, a.reason AS reason_code
FROM (SELECT record_id, unnest(absences) AS a FROM snapshot_record);

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
FROM article_version a JOIN snapshot_article USING (article_id, content_hash)
LEFT JOIN snapshot_copy c USING (article_id)
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

-- The reference as it holds: who held which office.
CREATE TABLE pub.office_holding AS
SELECT "name" AS holder_name, nullif(array_to_string(aliases, '; '), '') AS alias_names, country AS country_code,
    office AS office_name, "start" AS start_date, "end" AS end_date, coalesce(as_of, first_seen_utc::DATE) AS as_of_date,
    wikidata_id, h.actor_id
FROM current_office o LEFT JOIN actor_holding h USING (holding_id)
ORDER BY country_code, office_name, start_date, holder_name, holding_id;

CREATE TABLE pub.rejects AS
SELECT reject_id, origin, line AS line_number, article_id, field AS field_name, reason AS reason_code, message, remedy, excerpt
FROM reject ORDER BY origin, line_number NULLS FIRST, reject_id;

-- What is told no longer, kept: records of earlier versions of an article, and what its current version gave an earlier
-- extractor and does not give the current one.
CREATE TABLE pub.superseded_record AS
SELECT
    r.record_id,
    r.article_id,
    r.content_hash,
    r.extractor AS extractor_id,
    r.kind,
    r.status,
    r.incident_type,
    r."trigger"."text" AS trigger_text,
    r."time"."start" AS start_date,
    r."time"."end" AS end_date,
    CASE
        WHEN c.article_id IS NOT NULL THEN 'article_is_copy'
        WHEN a.content_hash <> r.content_hash THEN 'newer_article'
        ELSE 'newer_extractor'
    END AS reason_code,
    e.extractor AS current_extractor_id
FROM record_version r
JOIN snapshot_article a USING (article_id)
LEFT JOIN snapshot_copy c ON c.article_id = r.article_id
LEFT JOIN snapshot_extraction e ON e.article_id = r.article_id
ANTI JOIN snapshot_key k ON k.row_number = r.rowid
-- The same record again from another extractor is no other record.
WHERE r.record_id NOT IN (SELECT record_id FROM snapshot_key)
QUALIFY row_number() OVER (PARTITION BY r.record_id ORDER BY r.last_seen_utc DESC, r.content_hash, r.extractor) = 1
ORDER BY r.record_id;

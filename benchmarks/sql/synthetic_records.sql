-- Invented articles and their records, all from arithmetic on numbers: the same seed gives the same rows.
-- Three records an article, of three events; two or three articles tell of the same event. The variables seed,
-- record_count and the word lists are set by benchmarks/synthetic_records.py.

CREATE OR REPLACE MACRO pick(number, salt, choices) AS
    (hash(number::BIGINT, salt::BIGINT, getvariable('seed')::BIGINT) % choices::UBIGINT)::BIGINT;
CREATE OR REPLACE MACRO pick_of(number, salt, list) AS list[pick(number, salt, len(list)) + 1];
CREATE OR REPLACE MACRO span(span_text, span_start) AS
    {'text': span_text, 'start': span_start, 'end': span_start + length(span_text)};
CREATE OR REPLACE MACRO proof(field_path, span_text, span_start, how) AS
    {'field': field_path, 'span': span(span_text, span_start), 'inference': how::VARCHAR};

CREATE OR REPLACE MACRO synthetic(first_article, last_article, events, events_a_day) AS TABLE
WITH numbered AS (
    SELECT
        n AS record_number,
        n // 3 AS article_number,
        -- Within three days of its publication; the three of an article differ in what is left over after a third.
        3 * least(events // 3 - 1, greatest(0,
            (n // 3) * events // getvariable('record_count') + pick(n, 1, 2 * events_a_day + 1) - events_a_day
        )) + n % 3 AS event_number,
        DATE '2012-01-01' + ((n // 3) * 3 * events // getvariable('record_count') // events_a_day)::INTEGER AS published
    FROM range(first_article * 3, last_article * 3) r(n)
), event AS (
    SELECT
        *,
        DATE '2012-01-01' + (event_number // events_a_day)::INTEGER AS event_date,
        CASE WHEN pick(event_number, 2, 20) < 9 THEN 'meeting' WHEN pick(event_number, 2, 20) < 14 THEN 'visit'
            ELSE 'incident' END AS kind,
        pick_of(event_number, 3, getvariable('first_names')) || ' ' || pick_of(event_number, 4, getvariable('last_names'))
            AS leader_name,
        pick_of(event_number, 5, getvariable('countries')) AS leader_country,
        pick_of(event_number, 6, getvariable('offices')) AS office,
        pick_of(event_number, 7, getvariable('first_names')) || ' ' || pick_of(event_number, 8, getvariable('last_names'))
            || '-' || pick_of(event_number, 9, getvariable('last_names')) AS other_name,
        pick_of(event_number, 10, getvariable('countries')) AS other_country,
        pick_of(event_number, 11, getvariable('cities')) AS city,
        pick_of(event_number, 12, getvariable('topics')) AS topic,
        1 + pick(event_number, 13, 40) AS killed
    FROM numbered
), told AS (
    SELECT
        *,
        CASE
            WHEN kind = 'incident' OR event_date <= published THEN
                CASE WHEN kind <> 'incident' AND pick(record_number, 20, 25) = 0 THEN 'cancelled' ELSE 'occurred' END
            WHEN pick(record_number, 21, 10) < 7 THEN 'scheduled'
            WHEN pick(record_number, 21, 10) < 9 THEN 'proposed'
            ELSE 'postponed'
        END AS status,
        strftime(event_date, '%-d %B %Y') AS date_words
    FROM event
), phrased AS (
    SELECT
        *,
        CASE kind WHEN 'incident' THEN 'Gunmen' ELSE leader_name END AS actor_words,
        CASE kind WHEN 'incident' THEN '' ELSE ', the ' || office || ' of ' END AS link_1,
        CASE kind WHEN 'incident' THEN '' ELSE leader_country[1] END AS country_words,
        CASE kind WHEN 'incident' THEN ' ' ELSE ',' END || CASE kind || ' ' || status
            WHEN 'incident occurred' THEN ''
            WHEN 'meeting occurred' THEN ' ' WHEN 'visit occurred' THEN ' '
            WHEN 'meeting scheduled' THEN ' will ' WHEN 'visit scheduled' THEN ' will '
            WHEN 'meeting proposed' THEN ' could ' WHEN 'visit proposed' THEN ' could '
            WHEN 'meeting postponed' THEN ' has put off plans to ' WHEN 'visit postponed' THEN ' has put off plans to '
            ELSE ' has called off plans to ' END AS link_2,
        CASE kind WHEN 'incident' THEN 'attacked'
            WHEN 'meeting' THEN CASE status WHEN 'occurred' THEN 'met' ELSE 'meet' END
            ELSE CASE status WHEN 'occurred' THEN 'visited' ELSE 'visit' END END AS trigger_words,
        CASE kind WHEN 'meeting' THEN ' ' WHEN 'visit' THEN '' ELSE ' ' END AS link_3,
        CASE kind WHEN 'meeting' THEN other_name WHEN 'visit' THEN '' ELSE 'a police post' END AS other_words,
        CASE kind WHEN 'meeting' THEN ' of ' ELSE '' END AS link_4,
        CASE kind WHEN 'meeting' THEN other_country[1] ELSE '' END AS other_country_words,
        CASE kind WHEN 'visit' THEN ' ' ELSE ' in ' END AS link_5,
        CASE kind WHEN 'incident' THEN ', killing ' ELSE '' END AS link_6,
        CASE kind WHEN 'incident' THEN killed::VARCHAR ELSE '' END AS killed_words
    FROM told
), measured AS (
    SELECT
        *,
        actor_words || link_1 || country_words || link_2 || trigger_words || link_3 || other_words || link_4
            || other_country_words || link_5 || city[1] || ' on ' || date_words || link_6 || killed_words
            || ' amid a dispute over ' || topic || '. '
            || pick_of(record_number, 30, getvariable('fillers')) || ' ' || pick_of(record_number, 31, getvariable('fillers'))
            || ' ' || pick_of(record_number, 32, getvariable('fillers')) || ' ' AS sentence
    FROM phrased
), placed AS (
    SELECT
        *,
        coalesce(sum(length(sentence)) OVER (
            PARTITION BY article_number ORDER BY record_number ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING
        ), 0)::BIGINT AS at_actor
    FROM measured
), pointed AS (
    SELECT
        *,
        at_actor + length(actor_words || link_1) AS at_country,
        at_actor + length(actor_words || link_1 || country_words || link_2) AS at_trigger,
        at_actor + length(actor_words || link_1 || country_words || link_2 || trigger_words || link_3) AS at_other,
        at_actor + length(actor_words || link_1 || country_words || link_2 || trigger_words || link_3 || other_words
            || link_4) AS at_other_country,
        at_actor + length(actor_words || link_1 || country_words || link_2 || trigger_words || link_3 || other_words
            || link_4 || other_country_words || link_5) AS at_city
    FROM placed
)
SELECT
    *,
    at_city + length(city[1] || ' on ') AS at_date,
    at_city + length(city[1] || ' on ' || date_words || link_6) AS at_killed,
    at_city + length(city[1] || ' on ' || date_words || link_6 || killed_words || ' amid a dispute over ') AS at_topic,
    'url:' || substr(md5(getvariable('seed') || ':' || article_number), 1, 16) AS article_id
FROM pointed;

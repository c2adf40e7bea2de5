-- Codes of CAMEO and PLOVER beside our own types, and the pairs of actors in the row shape of GDELT and ICEWS.
-- code_mapping and cameo_codes are warehouse/codes/*.csv, with every case spelled out.
-- The codes of records and events themselves are in 030: those of the leading side, which is visitors, perpetrators, the
-- participants of a meeting.

CREATE TABLE pub.dim_event_code AS
SELECT cameo_code, cameo_root_code, code_name, quad_class::INTEGER AS quad_class, goldstein_score
FROM cameo_codes ORDER BY cameo_code;

-- Who does it to whom. Meetings go both ways, as CAMEO codes what is mutual; so do clashes, and a visit is one made
-- and one hosted. A visit without a host has the country it goes to on the other side.
-- Events and actors are numbered by their rows, which stand in the order of their ids: numbers are sorted faster.
CREATE TABLE pub.dyads AS
WITH code AS MATERIALIZED ( -- asked for twice, and numbered once
    SELECT row_number() OVER () AS code_number, m.*, k.cameo_root_code, k.quad_class, k.goldstein_score
    FROM code_mapping m JOIN pub.dim_event_code k USING (cameo_code)
), side AS (
    SELECT e.rowid AS event_number, b.role, a.rowid AS actor_number, a.actor_kind
    FROM pub.bridge_event_actor b
    JOIN pub.fact_event e USING (event_id)
    JOIN pub.dim_actor a USING (actor_id)
    UNION ALL
    SELECT e.rowid, 'host', NULL, 'government'
    FROM pub.fact_event e
    ANTI JOIN (SELECT event_id FROM pub.bridge_event_actor WHERE role = 'host') h USING (event_id)
    WHERE e.kind = 'visit' AND e.country_code IS NOT NULL
), pair AS (
    -- Who has two roles in an event is one side of it all the same.
    SELECT event_number, s.actor_number AS source_number, t.actor_number AS target_number, m.cameo_code,
        arg_min(m.code_number, s.role) AS code_number
    FROM pub.fact_event e
    JOIN side s ON s.event_number = e.rowid
    JOIN side t USING (event_number)
    JOIN code m ON m.kind = e.kind AND m.status = e.status
        AND m.incident_type = coalesce(e.incident_type, '') AND m.channel = coalesce(e.channel, '')
        AND m.source_role = s.role
        AND m.source_kind = CASE WHEN e.kind = 'incident' THEN s.actor_kind ELSE '' END
    WHERE t.actor_number IS DISTINCT FROM s.actor_number AND CASE e.kind
        WHEN 'meeting' THEN TRUE
        WHEN 'visit' THEN (s.role = 'visitor' AND t.role = 'host') OR (s.role = 'host' AND t.role = 'visitor')
        ELSE s.role = 'perpetrator' AND (t.role = 'target' OR (e.incident_type = 'clash' AND t.role = 'perpetrator'))
    END
    GROUP BY ALL
)
SELECT
    e.event_id,
    e.start_date AS event_date,
    e.date_precision,
    e.kind,
    e.status,
    s.actor_id AS source_actor_id,
    CASE WHEN p.source_number IS NULL THEN coalesce(c.country_name, e.country_code) ELSE s.actor_name END AS source_name,
    CASE WHEN p.source_number IS NULL THEN e.country_code ELSE s.country_code END AS source_country_code,
    t.actor_id AS target_actor_id,
    CASE WHEN p.target_number IS NULL THEN coalesce(c.country_name, e.country_code) ELSE t.actor_name END AS target_name,
    CASE WHEN p.target_number IS NULL THEN e.country_code ELSE t.country_code END AS target_country_code,
    m.cameo_code,
    m.cameo_root_code,
    m.plover_code,
    m.plover_mode,
    m.quad_class,
    m.goldstein_score,
    e.article_count
FROM pair p
JOIN pub.fact_event e ON e.rowid = p.event_number
JOIN code m USING (code_number)
LEFT JOIN pub.dim_actor s ON s.rowid = p.source_number
LEFT JOIN pub.dim_actor t ON t.rowid = p.target_number
LEFT JOIN pub.dim_country c ON c.country_code = e.country_code
ORDER BY p.event_number, p.source_number, p.target_number, m.cameo_code;

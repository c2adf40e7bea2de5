-- Codes of CAMEO and PLOVER beside our own types, and the pairs of actors in the row shape of GDELT and ICEWS.
-- code_mapping and cameo_codes are warehouse/codes/*.csv, with every case spelled out.
-- An event's own code is that of its leading side: visitors, perpetrators, the participants of a meeting.

CREATE TABLE pub.dim_event_code AS
SELECT cameo_code, cameo_root_code, code_name, quad_class::INTEGER AS quad_class, goldstein_score
FROM cameo_codes ORDER BY cameo_code;

CREATE OR REPLACE TABLE pub.fact_record AS
SELECT r.*, m.cameo_code, m.plover_code
FROM pub.fact_record r
LEFT JOIN (
    SELECT record_id, arg_min(actor_kind, participant_number) AS source_kind
    FROM pub.bridge_record_participant WHERE role = 'perpetrator' GROUP BY record_id
) p USING (record_id)
LEFT JOIN code_mapping m ON m.kind = r.kind AND m.status = r.status
    AND m.incident_type = coalesce(r.incident_type, '') AND m.channel = coalesce(r.channel, '')
    AND m.source_role = CASE r.kind WHEN 'meeting' THEN 'participant' WHEN 'visit' THEN 'visitor' ELSE 'perpetrator' END
    AND m.source_kind = coalesce(p.source_kind, '')
ORDER BY r.record_id;

CREATE OR REPLACE TABLE pub.fact_event AS
SELECT e.*, m.cameo_code, m.plover_code
FROM pub.fact_event e
LEFT JOIN (
    SELECT b.event_id, min(a.actor_kind) AS source_kind
    FROM pub.bridge_event_actor b JOIN pub.dim_actor a USING (actor_id)
    WHERE b.role = 'perpetrator' GROUP BY b.event_id
) p USING (event_id)
LEFT JOIN code_mapping m ON m.kind = e.kind AND m.status = e.status
    AND m.incident_type = coalesce(e.incident_type, '') AND m.channel = coalesce(e.channel, '')
    AND m.source_role = CASE e.kind WHEN 'meeting' THEN 'participant' WHEN 'visit' THEN 'visitor' ELSE 'perpetrator' END
    AND m.source_kind = coalesce(p.source_kind, '')
ORDER BY e.event_id;

-- Who does it to whom. Meetings go both ways, as CAMEO codes what is mutual; so do clashes, and a visit is one made
-- and one hosted. A visit without a host has the country it goes to on the other side.
CREATE TABLE pub.dyads AS
WITH side AS (
    SELECT b.event_id, b.role, b.actor_id, a.actor_name, a.country_code, a.actor_kind
    FROM pub.bridge_event_actor b JOIN pub.dim_actor a USING (actor_id)
    UNION ALL
    SELECT e.event_id, 'host', NULL, coalesce(c.country_name, e.country_code), e.country_code, 'government'
    FROM pub.fact_event e
    LEFT JOIN pub.dim_country c USING (country_code)
    ANTI JOIN (SELECT event_id FROM pub.bridge_event_actor WHERE role = 'host') h USING (event_id)
    WHERE e.kind = 'visit' AND e.country_code IS NOT NULL
)
SELECT DISTINCT
    e.event_id,
    e.start_date AS event_date,
    e.date_precision,
    e.kind,
    e.status,
    s.actor_id AS source_actor_id,
    s.actor_name AS source_name,
    s.country_code AS source_country_code,
    t.actor_id AS target_actor_id,
    t.actor_name AS target_name,
    t.country_code AS target_country_code,
    m.cameo_code,
    k.cameo_root_code,
    m.plover_code,
    m.plover_mode,
    k.quad_class,
    k.goldstein_score,
    e.article_count
FROM pub.fact_event e
JOIN side s USING (event_id)
JOIN side t ON t.event_id = e.event_id AND t.actor_id IS DISTINCT FROM s.actor_id
JOIN code_mapping m ON m.kind = e.kind AND m.status = e.status
    AND m.incident_type = coalesce(e.incident_type, '') AND m.channel = coalesce(e.channel, '')
    AND m.source_role = s.role
    AND m.source_kind = CASE WHEN e.kind = 'incident' THEN s.actor_kind ELSE '' END
JOIN pub.dim_event_code k ON k.cameo_code = m.cameo_code
WHERE CASE e.kind
    WHEN 'meeting' THEN TRUE
    WHEN 'visit' THEN (s.role = 'visitor' AND t.role = 'host') OR (s.role = 'host' AND t.role = 'visitor')
    ELSE s.role = 'perpetrator' AND (t.role = 'target' OR (e.incident_type = 'clash' AND t.role = 'perpetrator'))
END
ORDER BY ALL;

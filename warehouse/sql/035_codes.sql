-- Codes of CAMEO and PLOVER beside our own types, and the pairs of actors in the row shape of GDELT and ICEWS.
-- code_mapping and cameo_codes are warehouse/codes/*.csv, with every case spelled out.
-- The codes of records and events themselves are in 030: those of the leading side, which is visitors, perpetrators, the
-- participants of a meeting.

CREATE TABLE pub.dim_event_code AS
SELECT cameo_code, cameo_root_code, code_name, quad_class::INTEGER AS quad_class, goldstein_score
FROM cameo_codes ORDER BY cameo_code;

-- Who does it to whom. Meetings go both ways, as CAMEO codes what is mutual; so do clashes, and a visit is one made
-- and one hosted. A visit without a host has the country it goes to on the other side.
CREATE TABLE pub.dyads AS
WITH code AS (
    SELECT m.*, k.cameo_root_code, k.quad_class, k.goldstein_score
    FROM code_mapping m JOIN pub.dim_event_code k USING (cameo_code)
), side AS (
    SELECT b.event_id, b.role, b.actor_id, a.actor_name, a.country_code, a.actor_kind
    FROM pub.bridge_event_actor b JOIN pub.dim_actor a USING (actor_id)
    UNION ALL
    SELECT e.event_id, 'host', NULL, coalesce(c.country_name, e.country_code), e.country_code, 'government'
    FROM pub.fact_event e
    LEFT JOIN pub.dim_country c USING (country_code)
    ANTI JOIN (SELECT event_id FROM pub.bridge_event_actor WHERE role = 'host') h USING (event_id)
    WHERE e.kind = 'visit' AND e.country_code IS NOT NULL
)
SELECT
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
    m.cameo_root_code,
    m.plover_code,
    m.plover_mode,
    m.quad_class,
    m.goldstein_score,
    e.article_count
FROM pub.fact_event e
JOIN side s USING (event_id)
JOIN side t ON t.event_id = e.event_id AND t.actor_id IS DISTINCT FROM s.actor_id
JOIN code m ON m.kind = e.kind AND m.status = e.status
    AND m.incident_type = coalesce(e.incident_type, '') AND m.channel = coalesce(e.channel, '')
    AND m.source_role = s.role
    AND m.source_kind = CASE WHEN e.kind = 'incident' THEN s.actor_kind ELSE '' END
WHERE CASE e.kind
    WHEN 'meeting' THEN TRUE
    WHEN 'visit' THEN (s.role = 'visitor' AND t.role = 'host') OR (s.role = 'host' AND t.role = 'visitor')
    ELSE s.role = 'perpetrator' AND (t.role = 'target' OR (e.incident_type = 'clash' AND t.role = 'perpetrator'))
END
-- Who has two roles in an event is one side of it all the same.
QUALIFY row_number() OVER (
    PARTITION BY e.event_id, s.actor_id, t.actor_id, m.cameo_code ORDER BY s.role, t.role) = 1
ORDER BY e.event_id, s.actor_id, t.actor_id, m.cameo_code;

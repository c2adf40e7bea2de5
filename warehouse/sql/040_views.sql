-- Flat views for people in a hurry: one row a current record, participants as readable text.

CREATE VIEW participants AS
SELECT record_id, participant_name, role, country_code, actor_kind, office_name, actor_id, event_id
FROM bridge_record_participant;

CREATE VIEW records AS
SELECT
    f.record_id,
    f.event_id,
    f.kind,
    f.status,
    f.incident_type,
    f.channel,
    f.start_date,
    f.end_date,
    f.date_precision,
    f.date_basis,
    f.place_name,
    f.country_code,
    f.participant_names AS participants,
    f.trigger_text,
    f.killed_count,
    f.injured_count,
    f.confidence,
    f.article_id,
    a.published_date,
    a.source_name,
    a.title,
    a.url
FROM fact_record f
JOIN dim_article a USING (article_id);

CREATE VIEW meetings AS
SELECT * EXCLUDE (kind, incident_type, killed_count, injured_count) FROM records WHERE kind = 'meeting';

CREATE VIEW visits AS
SELECT r.* EXCLUDE (kind, incident_type, channel, killed_count, injured_count, participants),
    f.visitor_names AS visitors, f.host_names AS hosts
FROM records r JOIN fact_record f USING (record_id)
WHERE r.kind = 'visit';

CREATE VIEW incidents AS
SELECT r.* EXCLUDE (kind, channel, participants), f.perpetrator_names AS perpetrators, f.target_names AS targets
FROM records r JOIN fact_record f USING (record_id)
WHERE r.kind = 'incident';

-- Events that are announced, and not yet past as of the latest article of the warehouse.
CREATE VIEW upcoming AS
SELECT * FROM fact_event
WHERE kind IN ('meeting', 'visit') AND status IN ('scheduled', 'proposed', 'postponed')
    AND coalesce(end_date, last_published_date) >= (SELECT max(published_date) FROM dim_article);

-- Events that were fixed for a day that is past as of the latest article, of which nobody has said that they took place.
CREATE VIEW overdue AS
SELECT * FROM fact_event
WHERE kind IN ('meeting', 'visit') AND status = 'scheduled'
    AND end_date < (SELECT max(published_date) FROM dim_article);

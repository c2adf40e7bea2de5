-- Questions with a day in them.

-- What was known of each event at the end of a day: the latest step until then, events known later left out.
CREATE MACRO events_as_of(day) AS TABLE
SELECT h.event_id, e.kind, e.incident_type, h.status, h.start_date, h.end_date, h.date_precision, h.place_name,
    h.country_code, h.participant_names, h.killed_count, h.injured_count, h.known_date, h.step_number, h.record_id,
    h.article_id
FROM event_history h JOIN fact_event e USING (event_id)
WHERE h.known_date <= day::DATE AND (h.superseded_date IS NULL OR h.superseded_date > day::DATE);

-- What became known after a day; articles that say again what is known are left out.
CREATE MACRO changed_since(day) AS TABLE
SELECT h.*, e.kind, h.step_number = 1 AS is_new
FROM event_history h JOIN fact_event e USING (event_id)
WHERE h.known_date > day::DATE AND h.change_codes <> 'nothing';

-- Announced as of a day, and not past then. What has no date is announced until something else is heard.
CREATE MACRO upcoming_on(day) AS TABLE
SELECT * FROM events_as_of(day)
WHERE kind IN ('meeting', 'visit') AND status IN ('scheduled', 'proposed', 'postponed')
    AND (end_date IS NULL OR end_date >= day::DATE);

-- Announced for a time that is past as of a day, and nothing has been heard of it since.
CREATE MACRO overdue_on(day) AS TABLE
SELECT * FROM events_as_of(day)
WHERE kind IN ('meeting', 'visit') AND status IN ('scheduled', 'proposed') AND end_date < day::DATE;

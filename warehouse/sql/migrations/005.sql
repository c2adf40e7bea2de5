-- Which event a record tells of is worked out here (015_resolution.sql), and no longer said by packages.

DROP VIEW current_record;
DROP TABLE event_assignment;

CREATE VIEW current_record AS
SELECT r.* FROM record_version r JOIN current_extraction e USING (article_id, content_hash, extractor);

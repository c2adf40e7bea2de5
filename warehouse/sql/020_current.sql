-- What is current: the version of an article that was seen last, and the records of its latest extraction.
-- Ties are broken by content, so that the order of loading never matters.

CREATE VIEW current_article AS
SELECT * FROM article_version
QUALIFY row_number() OVER (PARTITION BY article_id ORDER BY last_seen_utc DESC, content_hash) = 1;

CREATE VIEW current_extraction AS
SELECT e.* FROM extraction e JOIN current_article a USING (article_id, content_hash)
QUALIFY row_number() OVER (PARTITION BY e.article_id ORDER BY e.last_seen_utc DESC, e.extractor) = 1;

CREATE VIEW current_record AS
SELECT r.*, coalesce(s.event_id, 'evt-' || r.record_id) AS event_id
FROM record_version r
JOIN current_extraction e USING (article_id, content_hash, extractor)
LEFT JOIN (
    SELECT record_id, event_id FROM event_assignment
    QUALIFY row_number() OVER (PARTITION BY record_id ORDER BY last_seen_utc DESC, event_id) = 1
) s USING (record_id);

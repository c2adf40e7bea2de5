-- What is current at this publishing, worked out once: the star (030) is made from these tables.
-- Records are sorted here; whatever is made of them row by row comes out in the same order, which is also that of the
-- exports, so that nothing larger than the records themselves needs sorting.

CREATE TEMP TABLE snapshot_copy AS FROM current_copy;

CREATE TEMP TABLE snapshot_article AS SELECT article_id, content_hash, published FROM current_article;

CREATE TEMP TABLE snapshot_extraction AS
SELECT e.article_id, e.content_hash, e.extractor
FROM extraction e JOIN snapshot_article a USING (article_id, content_hash)
ANTI JOIN snapshot_copy c ON c.article_id = e.article_id
QUALIFY row_number() OVER (PARTITION BY e.article_id ORDER BY e.last_seen_utc DESC, e.extractor) = 1;

CREATE TEMP TABLE snapshot_key AS
SELECT r.rowid AS row_number, r.record_id, coalesce(s.event_id, 'evt-' || r.record_id) AS event_id
FROM record_version r
JOIN snapshot_extraction e USING (article_id, content_hash, extractor)
LEFT JOIN resolved_record s USING (record_id, content_hash, extractor);

CREATE TEMP TABLE snapshot_record AS
SELECT r.*, k.event_id
FROM record_version r JOIN snapshot_key k ON k.row_number = r.rowid
ORDER BY r.record_id;

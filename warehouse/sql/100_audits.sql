-- Checks that a package must pass before it is merged. One query each; it returns how many rows fail.
-- The line before each query names it; staging tables are called staged_*.

-- audit: articles_without_duplicates
SELECT count(*) FROM (SELECT article_id, content_hash FROM staged_articles GROUP BY ALL HAVING count(*) > 1);

-- audit: article_ids_and_texts_present
SELECT count(*) FROM staged_articles WHERE article_id IS NULL OR article_id = '' OR text IS NULL OR text = '';

-- audit: records_without_duplicates
SELECT count(*) FROM (SELECT record_id FROM staged_records GROUP BY ALL HAVING count(*) > 1);

-- audit: kinds_in_domain
SELECT count(*) FROM staged_records WHERE kind NOT IN ('meeting', 'visit', 'incident');

-- audit: statuses_in_domain
SELECT count(*) FROM staged_records
WHERE status NOT IN ('occurred', 'ongoing', 'scheduled', 'proposed', 'postponed', 'cancelled', 'denied');

-- audit: dates_in_order
SELECT count(*) FROM staged_records WHERE "time"."end" < "time"."start";

-- audit: records_belong_to_extractions
SELECT count(*) FROM staged_records r
WHERE NOT EXISTS (
    SELECT 1 FROM staged_extractions e
    WHERE e.article_id = r.article_id AND e.content_hash = r.content_hash AND e.extractor = r.extractor
);

-- audit: extractions_count_their_records
SELECT count(*) FROM staged_extractions e
WHERE e.record_count <> (
    SELECT count(*) FROM staged_records r WHERE r.article_id = e.article_id AND r.content_hash = e.content_hash
);

-- audit: evidence_is_verbatim
SELECT count(*) FROM (SELECT article_id, content_hash, unnest(evidence).span AS span FROM staged_records) e
JOIN article_version a USING (article_id, content_hash)
WHERE e.span IS NOT NULL AND substring(a.text, e.span."start" + 1, e.span."end" - e.span."start") <> e.span."text";

-- audit: triggers_are_verbatim
SELECT count(*) FROM staged_records r JOIN article_version a USING (article_id, content_hash)
WHERE substring(a.text, r."trigger"."start" + 1, r."trigger"."end" - r."trigger"."start") <> r."trigger"."text";

-- audit: events_belong_to_records
SELECT count(*) FROM staged_event_assignments s WHERE s.record_id NOT IN (SELECT record_id FROM staged_records);

-- audit: rejects_without_duplicates
SELECT count(*) FROM (SELECT reject_id FROM staged_rejects GROUP BY ALL HAVING count(*) > 1);

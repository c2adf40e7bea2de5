-- Checks of a package before it is merged. One query each; it returns how many rows fail. The line before each query
-- names it and says what follows: a package that fails a blocking one is left out, a warning is only told.
-- Staging tables are called staged_*; the variable written_utc is when the package was written.

-- audit: articles_without_duplicates (blocking)
SELECT count(*) FROM (SELECT article_id, content_hash FROM staged_articles GROUP BY ALL HAVING count(*) > 1);

-- audit: article_ids_and_texts_present (blocking)
SELECT count(*) FROM staged_articles WHERE article_id IS NULL OR article_id = '' OR text IS NULL OR text = '';

-- audit: records_without_duplicates (blocking)
SELECT count(*) FROM (
    SELECT record_id, content_hash, extractor FROM staged_records GROUP BY ALL HAVING count(*) > 1
);

-- audit: kinds_in_domain (blocking)
SELECT count(*) FROM staged_records WHERE kind NOT IN ('meeting', 'visit', 'incident');

-- audit: statuses_in_domain (blocking)
SELECT count(*) FROM staged_records
WHERE status NOT IN ('occurred', 'ongoing', 'scheduled', 'proposed', 'postponed', 'cancelled', 'denied');

-- audit: dates_in_order (blocking)
SELECT count(*) FROM staged_records WHERE "time"."end" < "time"."start";

-- audit: records_belong_to_extractions (blocking)
SELECT count(*) FROM staged_records r
WHERE NOT EXISTS (
    SELECT 1 FROM staged_extractions e
    WHERE e.article_id = r.article_id AND e.content_hash = r.content_hash AND e.extractor = r.extractor
);

-- audit: extractions_count_their_records (blocking)
SELECT count(*) FROM staged_extractions e
WHERE e.record_count <> (
    SELECT count(*) FROM staged_records r
    WHERE r.article_id = e.article_id AND r.content_hash = e.content_hash AND r.extractor = e.extractor
);

-- audit: words_are_verbatim (blocking)
-- Every piece of evidence and every trigger stands in the article as it is quoted.
SELECT count(*) FROM (
    SELECT a."text" AS told, unnest(r.evidence) AS e
    FROM staged_records r JOIN article_version a USING (article_id, content_hash)
    UNION ALL
    SELECT a."text" AS told, {'field': 'trigger', 'span': r."trigger", 'inference': NULL} AS e
    FROM staged_records r JOIN article_version a USING (article_id, content_hash)
)
WHERE substring(told, e.span."start" + 1, e.span."end" - e.span."start") <> e.span."text";

-- audit: rejects_without_duplicates (blocking)
SELECT count(*) FROM (SELECT reject_id FROM staged_rejects GROUP BY ALL HAVING count(*) > 1);

-- audit: extractions_without_duplicates (blocking)
SELECT count(*) FROM (
    SELECT article_id, content_hash, extractor FROM staged_extractions GROUP BY ALL HAVING count(*) > 1
);

-- audit: signatures_belong_to_articles (blocking)
SELECT count(*) FROM staged_signatures ANTI JOIN staged_articles USING (article_id, content_hash);

-- audit: signatures_without_duplicates (blocking)
SELECT count(*) FROM (SELECT article_id, content_hash FROM staged_signatures GROUP BY ALL HAVING count(*) > 1);

-- audit: participants_in_domain (blocking)
SELECT count(*) FROM (SELECT kind, unnest(participants) AS p FROM staged_records)
WHERE CASE kind
    WHEN 'meeting' THEN p."role" NOT IN ('participant', 'host', 'mediator')
    WHEN 'visit' THEN p."role" NOT IN ('visitor', 'host')
    ELSE p."role" NOT IN ('perpetrator', 'target') END;

-- audit: confidences_in_domain (blocking)
SELECT count(*) FROM staged_records WHERE NOT confidence BETWEEN 0 AND 1;

-- audit: extracted_articles_known (warning)
SELECT count(*) FROM staged_extractions ANTI JOIN article_version USING (article_id, content_hash);

-- audit: articles_not_from_the_future (warning)
SELECT count(*) FROM staged_articles WHERE published > getvariable('written_utc')::DATE + 2;

-- audit: as_many_records_as_usual (warning)
-- A quarter or four times of the median of the last 20 loads, where there are at least 5 and all are of 20 articles or
-- more: an extractor that is broken, or a source that sends something else.
WITH latest AS (
    SELECT record_count / article_count AS rate FROM load_ledger
    WHERE package_kind = 'records' AND article_count >= 20 ORDER BY written_utc DESC, load_id LIMIT 20
), usual AS (
    SELECT median(rate) AS rate, count(*) AS loads FROM latest
), here AS (
    SELECT (SELECT count(*) FROM staged_extractions) AS articles, (SELECT count(*) FROM staged_records) AS records
)
SELECT count(*) FROM usual, here
WHERE loads >= 5 AND articles >= 20 AND records / articles NOT BETWEEN usual.rate / 4 AND usual.rate * 4;

-- audit: as_many_words_as_usual (warning)
-- The same for the length of articles: a source that has begun to send teasers, or whole pages.
WITH usual AS (
    SELECT median(length("text")) AS characters, count(*) AS articles FROM (
        SELECT "text" FROM article_version ORDER BY last_seen_utc DESC, article_id LIMIT 1000
    )
), here AS (
    SELECT median(length("text")) AS characters, count(*) AS articles FROM staged_articles
)
SELECT count(*) FROM usual, here
WHERE usual.articles >= 100 AND here.articles >= 20
    AND here.characters NOT BETWEEN usual.characters / 8 AND usual.characters * 8;

-- audit: offices_without_duplicates (blocking)
SELECT count(*) FROM (SELECT holding_id FROM staged_offices GROUP BY ALL HAVING count(*) > 1);

-- Which article versions have the same text: from fresh_signature (those that are asked about) and known_signature
-- (all, those among them) into found_copy, a row for each pair with a fresh one in it, whichever way round.
-- When two texts are copies, and on what that was measured: resolution/copies.py.

CREATE OR REPLACE TEMP TABLE found_copy AS
WITH asked AS (
    SELECT min(published) - 5 AS earliest, max(published) + 5 AS latest, bool_or(published IS NULL) AS is_open
    FROM fresh_signature
), in_reach AS (
    SELECT k.* FROM known_signature k, asked
    WHERE k.published IS NULL OR is_open OR k.published BETWEEN earliest AND latest
), member AS (
    SELECT band_key, article_id, content_hash, published
    FROM (SELECT unnest(bands) AS band_key, article_id, content_hash, published FROM in_reach)
    SEMI JOIN (SELECT DISTINCT unnest(bands) AS band_key FROM fresh_signature) USING (band_key)
), leader AS (
    -- Each is compared with the first few only that share a key: a thousand copies make thousands of pairs, no million.
    SELECT * FROM member
    QUALIFY row_number() OVER (PARTITION BY band_key ORDER BY published NULLS LAST, article_id, content_hash) <= 8
), candidate AS (
    SELECT DISTINCT m.article_id, m.content_hash, l.article_id AS other_article_id, l.content_hash AS other_content_hash
    FROM member m JOIN leader l USING (band_key)
    WHERE m.article_id <> l.article_id
), fresh AS (
    SELECT DISTINCT article_id, content_hash FROM fresh_signature
)
SELECT DISTINCT c.*, one.published, other.published AS other_published
FROM candidate c
JOIN in_reach one ON one.article_id = c.article_id AND one.content_hash = c.content_hash
JOIN in_reach other ON other.article_id = c.other_article_id AND other.content_hash = c.other_content_hash
WHERE ((c.article_id, c.content_hash) IN (FROM fresh) OR (c.other_article_id, c.other_content_hash) IN (FROM fresh))
    AND coalesce(abs(one.published - other.published) <= 5, TRUE)
    AND len(list_intersect(one.numbers, other.numbers)) = least(len(one.numbers), len(other.numbers))
    AND list_sum(list_transform(list_zip(one.minhash, other.minhash), lambda pair: (pair[1] = pair[2])::INTEGER))
        >= 0.85 * len(one.minhash);

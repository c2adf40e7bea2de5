-- What is current: the newest version of an article, and the records of its latest extraction.
-- Ties are broken by content, so that the order of loading never matters.

-- A version is as new as its source says that it is, though not newer than when it was fetched: a source's clock may
-- be wrong. Where nothing is said, it is as new as when it was last put into the lake.
CREATE VIEW current_article AS
SELECT * FROM article_version
QUALIFY row_number() OVER (
    PARTITION BY article_id
    ORDER BY least(coalesce(updated, fetched, last_seen_utc), coalesce(fetched, last_seen_utc)) DESC,
        coalesce(fetched, last_seen_utc) DESC, last_seen_utc DESC, content_hash
) = 1;

-- Articles whose current text another article has, too, and had first: published earlier, or of the same day (or
-- without a date) and with the smaller id. Of a chain of copies all are copies of its first.
CREATE VIEW current_copy AS
WITH RECURSIVE pair AS (
    SELECT DISTINCT n.article_id, n.other_article_id
    FROM near_duplicate n JOIN current_article a USING (article_id, content_hash)
), ranked AS (
    SELECT article_id, row_number() OVER (ORDER BY min(published) NULLS LAST, article_id) AS number
    FROM article_version
    WHERE article_id IN (SELECT article_id FROM near_duplicate)
    GROUP BY article_id
), parent AS (
    SELECT p.article_id, arg_min(p.other_article_id, o.number) AS parent_id
    FROM pair p
    JOIN ranked own ON own.article_id = p.article_id
    JOIN ranked o ON o.article_id = p.other_article_id
    WHERE o.number < own.number
    GROUP BY p.article_id
), chain AS (
    SELECT article_id, parent_id FROM parent
    UNION ALL
    SELECT c.article_id, p.parent_id FROM chain c JOIN parent p ON p.article_id = c.parent_id
)
SELECT c.article_id, c.parent_id AS copy_of_article_id
FROM chain c ANTI JOIN parent p ON p.article_id = c.parent_id;

CREATE VIEW current_extraction AS
SELECT e.* FROM extraction e JOIN current_article a USING (article_id, content_hash)
ANTI JOIN current_copy USING (article_id)
QUALIFY row_number() OVER (PARTITION BY e.article_id ORDER BY e.last_seen_utc DESC, e.extractor) = 1;

CREATE VIEW current_record AS
SELECT r.* FROM record_version r JOIN current_extraction e USING (article_id, content_hash, extractor);

-- The reference: of the rows that speak of one person in one office from one day on, the one imported last.
CREATE VIEW current_office AS
SELECT * FROM office_holding
QUALIFY row_number() OVER (
    PARTITION BY coalesce(wikidata_id, "name"), country, office, "start" ORDER BY last_seen_utc DESC, holding_id
) = 1;

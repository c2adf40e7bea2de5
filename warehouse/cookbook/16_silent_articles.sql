-- Which articles gave no record?
-- To look for what the extractor misses; most tell of something else.
SELECT published_date, source_name, title, length("text") AS character_count
FROM dim_article
WHERE record_count = 0 AND copy_of_article_id IS NULL
ORDER BY published_date DESC NULLS LAST, article_id
LIMIT 10

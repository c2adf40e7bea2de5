-- In which articles was nothing found?
SELECT published_date, source_name, title, length("text") AS characters
FROM dim_article
WHERE record_count = 0 AND copy_of_article_id IS NULL
ORDER BY published_date NULLS LAST, article_id

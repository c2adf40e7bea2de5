-- What does each source yield: articles, records, and how many of them announce something?
WITH told AS (
    SELECT article_id, count(*) FILTER (status IN ('scheduled', 'proposed')) AS announcements
    FROM fact_record GROUP BY article_id
)
SELECT a.source_name, count(*) AS articles, sum(a.record_count)::BIGINT AS records,
    coalesce(sum(t.announcements), 0)::BIGINT AS announcements,
    round(sum(a.record_count) / count(*), 1) AS records_an_article
FROM dim_article a LEFT JOIN told t USING (article_id)
GROUP BY a.source_name ORDER BY records DESC, a.source_name

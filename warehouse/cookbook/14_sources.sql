-- What does each source yield: articles, records, and how many of them announce something?
SELECT s.source_name, any_value(s.article_count) AS articles, count(f.record_id) AS records,
    count(f.record_id) FILTER (f.status IN ('scheduled', 'proposed')) AS announcements,
    round(count(f.record_id) / any_value(s.article_count), 1) AS records_an_article
FROM dim_source s
LEFT JOIN dim_article a USING (source_name)
LEFT JOIN fact_record f USING (article_id)
GROUP BY s.source_name ORDER BY records DESC, s.source_name

-- Which records would a careful reader look at first?
-- Confidence is calibrated: of records with 0.7, seven in ten have a counterpart among annotated events.
WITH least AS (FROM fact_record ORDER BY confidence, record_id LIMIT 8)
SELECT round(l.confidence, 2) AS confidence, l.kind, l.status, l.trigger_text, l.participant_names, a.title
FROM least l JOIN dim_article a USING (article_id) ORDER BY l.confidence, l.record_id

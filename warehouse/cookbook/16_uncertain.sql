-- Which records would a careful reader look at first?
-- Confidence is calibrated: of records with 0.7, seven in ten have a counterpart among annotated events.
SELECT round(confidence, 2) AS confidence, kind, status, trigger_text, participants, title
FROM records ORDER BY confidence, record_id LIMIT 8

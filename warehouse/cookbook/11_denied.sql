-- Which reports were denied, and in what words?
-- `evidence` has the article's own words for every field.
SELECT r.start_date, r.kind, r.participants, e.quote_text AS words, r.title
FROM records r JOIN evidence e ON e.record_id = r.record_id AND e.field_name = 'status'
WHERE r.status = 'denied'
ORDER BY r.start_date NULLS LAST, r.record_id

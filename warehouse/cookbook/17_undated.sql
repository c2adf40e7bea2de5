-- What has no date, and why not?
SELECT r.kind, r.status, r.participants, a.reason_code, r.published_date
FROM records r JOIN absence a ON a.record_id = r.record_id AND a.field_name = 'time'
ORDER BY r.published_date NULLS LAST, r.record_id

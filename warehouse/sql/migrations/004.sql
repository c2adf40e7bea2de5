-- Audits have a severity and name the kind of package; the ledger counts articles and records.

ALTER TABLE audit_result RENAME TO audit_result_of_version_3;
CREATE TABLE audit_result (
    load_id VARCHAR NOT NULL,
    package_kind VARCHAR NOT NULL,
    audit_name VARCHAR NOT NULL,
    severity_code VARCHAR NOT NULL,
    failing_count BIGINT NOT NULL,
    audited_utc TIMESTAMP NOT NULL
);
-- A package of articles and one of records never had the same checks to fail; the ledger knows which it was.
INSERT INTO audit_result
SELECT a.load_id, coalesce(l.package_kind, 'records'), a.audit_name, 'blocking', a.failing_count, a.audited_utc
FROM audit_result_of_version_3 a
LEFT JOIN (SELECT load_id, min(package_kind) AS package_kind FROM load_ledger GROUP BY load_id) l USING (load_id);
DROP TABLE audit_result_of_version_3;

ALTER TABLE load_ledger ADD COLUMN article_count BIGINT DEFAULT 0;
ALTER TABLE load_ledger ADD COLUMN record_count BIGINT DEFAULT 0;

-- The base tables: what the packages said, each thing once, with when it was first and last said.
-- Nothing is deleted here; what is current follows from `last_seen_utc` (views in 020).

CREATE TABLE schema_info (schema_version INTEGER NOT NULL);

CREATE TABLE load_ledger (
    load_id VARCHAR NOT NULL,
    package_kind VARCHAR NOT NULL,
    written_utc TIMESTAMP NOT NULL,   -- when the package was written
    loaded_utc TIMESTAMP NOT NULL,    -- when it came into this file
    row_count BIGINT NOT NULL,
    package_sha256 VARCHAR NOT NULL,
    article_count BIGINT DEFAULT 0,   -- articles that it holds, or that were read for it
    record_count BIGINT DEFAULT 0
);

CREATE TABLE audit_result (
    load_id VARCHAR NOT NULL,
    package_kind VARCHAR NOT NULL,
    audit_name VARCHAR NOT NULL,
    severity_code VARCHAR NOT NULL,   -- blocking: not loaded; warning: loaded, and said
    failing_count BIGINT NOT NULL,
    audited_utc TIMESTAMP NOT NULL
);

CREATE TABLE article_version (
    article_id VARCHAR NOT NULL,
    content_hash VARCHAR NOT NULL,
    text VARCHAR NOT NULL,
    title VARCHAR NOT NULL,
    published DATE,
    url VARCHAR,
    source VARCHAR NOT NULL,
    language VARCHAR NOT NULL,
    origin VARCHAR NOT NULL,
    updated TIMESTAMP,            -- when this version was made, as its source says
    fetched TIMESTAMP,            -- when it was had from there
    copy_of_article_id VARCHAR,   -- what it was found to be a copy of when it came in; what holds: current_copy
    first_seen_utc TIMESTAMP NOT NULL,
    last_seen_utc TIMESTAMP NOT NULL
);

-- What copies are found by (schemas/signature.py).
CREATE TABLE article_signature (
    article_id VARCHAR NOT NULL,
    content_hash VARCHAR NOT NULL,
    published DATE,
    minhash UTINYINT[] NOT NULL,
    bands BIGINT[] NOT NULL,
    numbers INTEGER[] NOT NULL,
    first_seen_utc TIMESTAMP NOT NULL,
    last_seen_utc TIMESTAMP NOT NULL
);

-- Pairs of article versions with the same text, in both directions; made while loading (050_copies.sql).
CREATE TABLE near_duplicate (
    article_id VARCHAR NOT NULL,
    content_hash VARCHAR NOT NULL,
    other_article_id VARCHAR NOT NULL,
    other_content_hash VARCHAR NOT NULL
);

CREATE TABLE extraction (
    article_id VARCHAR NOT NULL,
    content_hash VARCHAR NOT NULL,
    extractor VARCHAR NOT NULL,
    record_count BIGINT NOT NULL,
    first_seen_utc TIMESTAMP NOT NULL,
    last_seen_utc TIMESTAMP NOT NULL
);

-- One row a record, as nested as the model; record_version's columns come from the first package's Arrow schema.
CREATE TABLE record_version (
    record_id VARCHAR NOT NULL,
    article_id VARCHAR NOT NULL,
    content_hash VARCHAR NOT NULL,
    extractor VARCHAR NOT NULL,
    kind VARCHAR NOT NULL,
    status VARCHAR NOT NULL,
    incident_type VARCHAR,
    channel VARCHAR,
    killed BIGINT,
    injured BIGINT,
    confidence DOUBLE NOT NULL,
    "trigger" STRUCT("text" VARCHAR, "start" BIGINT, "end" BIGINT) NOT NULL,
    participants STRUCT("name" VARCHAR, "role" VARCHAR, country VARCHAR, kind VARCHAR, office VARCHAR)[] NOT NULL,
    place STRUCT("name" VARCHAR, country VARCHAR),
    places STRUCT("name" VARCHAR, country VARCHAR)[] NOT NULL,
    "time" STRUCT("start" DATE, "end" DATE, "precision" VARCHAR, basis VARCHAR) NOT NULL,
    topics VARCHAR[] NOT NULL,
    occasion STRUCT("text" VARCHAR, "start" BIGINT, "end" BIGINT),
    attribution STRUCT("text" VARCHAR, "start" BIGINT, "end" BIGINT),
    claims STRUCT("text" STRUCT("text" VARCHAR, "start" BIGINT, "end" BIGINT), ordinal BIGINT, subject VARCHAR,
                  period_days BIGINT, since DATE)[] NOT NULL,
    relations STRUCT("type" VARCHAR, record_id VARCHAR)[] NOT NULL,
    evidence STRUCT(field VARCHAR, span STRUCT("text" VARCHAR, "start" BIGINT, "end" BIGINT), inference VARCHAR)[]
        NOT NULL,
    absences STRUCT(field VARCHAR, reason VARCHAR)[] NOT NULL,
    first_seen_utc TIMESTAMP NOT NULL,
    last_seen_utc TIMESTAMP NOT NULL
);

CREATE TABLE reject (
    reject_id VARCHAR NOT NULL,
    origin VARCHAR NOT NULL,
    line BIGINT,
    article_id VARCHAR,
    field VARCHAR,
    reason VARCHAR NOT NULL,
    message VARCHAR NOT NULL,
    remedy VARCHAR NOT NULL,
    excerpt VARCHAR NOT NULL,
    first_seen_utc TIMESTAMP NOT NULL,
    last_seen_utc TIMESTAMP NOT NULL
);

-- The reference that actors are known by (schemas/office.py).
CREATE TABLE office_holding (
    holding_id VARCHAR NOT NULL,
    "name" VARCHAR NOT NULL,
    aliases VARCHAR[] NOT NULL,
    country VARCHAR,
    office VARCHAR NOT NULL,
    "start" DATE,
    "end" DATE,
    as_of DATE,
    wikidata_id VARCHAR,
    first_seen_utc TIMESTAMP NOT NULL,
    last_seen_utc TIMESTAMP NOT NULL
);

-- What resolution has worked out of the current records (flows/resolving.py). All of it follows from the records: it is
-- kept so that the next run compares only what is new, and can be dropped at any time.

CREATE TABLE IF NOT EXISTS resolution_method (method_id VARCHAR NOT NULL);

-- The records that have been resolved, in the version in which they were, each with its event.
CREATE TABLE IF NOT EXISTS resolved_record (
    record_id VARCHAR NOT NULL,
    article_id VARCHAR NOT NULL,
    content_hash VARCHAR NOT NULL,
    extractor VARCHAR NOT NULL,
    published DATE,
    event_id VARCHAR NOT NULL
);

-- By what records that may tell of one event find each other (resolution/blocking.py). Two that are settled under a key
-- do not.
CREATE TABLE IF NOT EXISTS resolution_key (key BIGINT NOT NULL, settled BOOLEAN NOT NULL, record_id VARCHAR NOT NULL);

-- Pairs that are likely of one event, each once, the smaller id first.
CREATE TABLE IF NOT EXISTS resolution_pair (
    record_id VARCHAR NOT NULL,
    other_record_id VARCHAR NOT NULL,
    score DOUBLE NOT NULL
);

-- Events of several records. Those of one are what their record says.
CREATE TABLE IF NOT EXISTS resolved_event (
    event_id VARCHAR NOT NULL,
    status VARCHAR NOT NULL,
    incident_type VARCHAR,
    channel VARCHAR,
    place_name VARCHAR,
    country VARCHAR,
    "start" DATE,
    "end" DATE,
    "precision" VARCHAR NOT NULL,
    basis VARCHAR NOT NULL,
    killed BIGINT,
    injured BIGINT,
    status_record_id VARCHAR NOT NULL,
    time_record_id VARCHAR,
    place_record_id VARCHAR,
    parties STRUCT(record_id VARCHAR, number BIGINT)[] NOT NULL,
    conflicts STRUCT(field VARCHAR, "value" VARCHAR, record_count BIGINT, is_chosen BOOLEAN)[] NOT NULL,
    history STRUCT(
        record_id VARCHAR,
        changes VARCHAR[],
        status VARCHAR,
        "start" DATE,
        "end" DATE,
        "precision" VARCHAR,
        place_name VARCHAR,
        country VARCHAR,
        killed BIGINT,
        injured BIGINT
    )[] NOT NULL
);

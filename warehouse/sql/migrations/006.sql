-- Who held which office (schemas/office.py): the reference that actors are known by.

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

-- The reference: of the rows that speak of one person in one office from one day on, the one imported last.
CREATE VIEW current_office AS
SELECT * FROM office_holding
QUALIFY row_number() OVER (
    PARTITION BY coalesce(wikidata_id, "name"), country, office, "start" ORDER BY last_seen_utc DESC, holding_id
) = 1;

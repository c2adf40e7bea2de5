-- Whom participants are linked with (flows/linking.py). All of it follows from the current records and the reference,
-- and is worked out anew each time.

-- A participant as an article names it: of several in the same words, one.
CREATE TABLE IF NOT EXISTS linked_mention (
    article_id VARCHAR NOT NULL,
    "name" VARCHAR NOT NULL,
    country VARCHAR,
    kind VARCHAR NOT NULL,
    office VARCHAR,
    actor_id VARCHAR,             -- null where it is not linked
    shown_id VARCHAR NOT NULL,    -- the actor's, or that of the bare name
    reason VARCHAR NOT NULL,
    confidence DOUBLE NOT NULL
);

CREATE TABLE IF NOT EXISTS known_actor (
    actor_id VARCHAR NOT NULL,
    "name" VARCHAR NOT NULL,
    kind VARCHAR NOT NULL,
    country VARCHAR,
    basis VARCHAR NOT NULL,
    wikidata_id VARCHAR
);

-- The rows of the reference that speak of an actor.
CREATE TABLE IF NOT EXISTS actor_holding (actor_id VARCHAR NOT NULL, holding_id VARCHAR NOT NULL);

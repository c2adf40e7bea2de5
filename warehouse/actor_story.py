"""The story of one actor, read from the published copy: offices, names, events, company, sources."""

from datetime import date

from schemas.base import Model
from schemas.errors import WrongConfiguration
from warehouse.home import Home
from warehouse.query import open_published, published_rows


class HeldOffice(Model):
    """An office: from when to when by the reference, or between which days articles name the actor by it."""

    office_name: str
    start_date: date | None
    end_date: date | None
    basis_code: str
    """`reference`, or `articles`: then the days are those of the first and the last article."""
    mention_count: int | None


class WrittenName(Model):
    """How articles write the actor, and why that is taken to mean it."""

    mention_text: str
    mention_count: int
    reason_codes: str
    confidence: float
    """The lowest of its links."""


class ActorEvent(Model):
    """An event in which the actor takes part."""

    event_id: str
    start_date: date | None
    what: str
    """The type of an incident, the kind of other events."""
    status: str
    role: str
    place_name: str | None
    country_code: str | None
    participant_names: str | None


class Companion(Model):
    """Another actor, and of how many of the events."""

    actor_id: str
    actor_name: str
    country_code: str | None
    event_count: int


class ActorSource(Model):
    """An outlet, and how many of its articles mention the actor."""

    source_name: str
    article_count: int
    first_published_date: date | None
    last_published_date: date | None


class ActorStory(Model):
    """An actor as the warehouse knows it."""

    actor_id: str
    actor_name: str
    actor_kind: str
    country_code: str | None
    identity_code: str
    wikidata_id: str | None
    event_count: int
    offices: tuple[HeldOffice, ...]
    names: tuple[WrittenName, ...]
    events: tuple[ActorEvent, ...]
    """The latest ones, in the order of their days."""
    company: tuple[Companion, ...]
    sources: tuple[ActorSource, ...]


class FoundActor(Model):
    """An actor among several that were found."""

    actor_id: str
    actor_name: str
    actor_kind: str
    country_code: str | None
    identity_code: str
    record_count: int
    alias_names: str


_FOUND = """
SELECT actor_id, actor_name, actor_kind, country_code, identity_code, record_count, alias_names FROM dim_actor
WHERE list_bool_and(list_transform($words::VARCHAR[], lambda word: list_contains(
    regexp_split_to_array(lower(strip_accents(concat_ws(' ', actor_name, alias_names, country_code))), '[^\\w]+'),
    lower(strip_accents(word)))))
ORDER BY identity_code = 'name', record_count DESC, actor_id
"""
_PARTS = {
    "offices": """
        SELECT office_name, start_date, end_date, 'reference' AS basis_code, NULL::BIGINT AS mention_count
        FROM office_holding WHERE actor_id = $id
        UNION ALL
        SELECT min(b.office_name), min(a.published_date), max(a.published_date), 'articles', count(*)
        FROM bridge_record_participant b JOIN fact_record f USING (record_id) JOIN dim_article a USING (article_id)
        WHERE b.actor_id = $id AND b.office_name IS NOT NULL GROUP BY lower(b.office_name)
        ORDER BY 4 DESC, 2 NULLS FIRST, 1""",
    "names": """
        SELECT mention_text, count(*) AS mention_count,
            string_agg(DISTINCT reason_code, ', ' ORDER BY reason_code) AS reason_codes, min(confidence) AS confidence
        FROM actor_link JOIN bridge_record_participant b USING (record_id, participant_number)
        WHERE b.actor_id = $id GROUP BY mention_text ORDER BY mention_count DESC, mention_text""",
    "events": """
        SELECT event_id, e.start_date, coalesce(e.incident_type, e.kind) AS what, e.status,
            string_agg(role, ', ' ORDER BY role) AS role, e.place_name, e.country_code, e.participant_names
        FROM bridge_event_actor b JOIN fact_event e USING (event_id) WHERE b.actor_id = $id
        GROUP BY ALL ORDER BY e.start_date DESC NULLS LAST, event_id LIMIT $limit""",
    "company": """
        SELECT a.actor_id, a.actor_name, a.country_code, count(DISTINCT event_id) AS event_count
        FROM bridge_event_actor own JOIN bridge_event_actor other USING (event_id)
        JOIN dim_actor a ON a.actor_id = other.actor_id
        WHERE own.actor_id = $id AND other.actor_id <> $id AND a.identity_code <> 'name'
        GROUP BY ALL ORDER BY event_count DESC, a.actor_name LIMIT 10""",
    "sources": """
        SELECT a.source_name, count(DISTINCT a.article_id) AS article_count,
            min(a.published_date) AS first_published_date, max(a.published_date) AS last_published_date
        FROM bridge_record_participant b JOIN fact_record f USING (record_id) JOIN dim_article a USING (article_id)
        WHERE b.actor_id = $id GROUP BY a.source_name ORDER BY article_count DESC, a.source_name""",
}


def actor_story(home: Home, actor_id: str, limit: int) -> ActorStory:
    """The story of the actor of that id, or to which an earlier id leads; its latest `limit` events.

    Raises WrongConfiguration where there is none.
    """
    with open_published(home) as copy:
        led = published_rows(copy, "SELECT actor_id FROM actor_redirect WHERE old_actor_id = $id", {"id": actor_id})
        own = {"id": led[0]["actor_id"] if led else actor_id}
        actor = published_rows(copy, "SELECT * FROM dim_actor WHERE actor_id = $id", own)
        if not actor:
            raise WrongConfiguration(
                f"there is no actor {actor_id}",
                "Ids are in dim_actor; a name finds actors too: `chancery actor Blinken`.",
            )
        parts = {
            name: published_rows(copy, sql, own | ({"limit": limit} if "$limit" in sql else {}))
            for name, sql in _PARTS.items()
        }
        (counted,) = published_rows(
            copy, "SELECT count(DISTINCT event_id) AS event_count FROM bridge_event_actor WHERE actor_id = $id", own
        )
    parts["events"].reverse()
    fields = {key: actor[0][key] for key in ActorStory.model_fields if key in actor[0]}
    return ActorStory.model_validate(fields | counted | parts)


def find_actors(home: Home, words: list[str]) -> list[FoundActor]:
    """Actors that have all the words in their names or as their country, those most written of first."""
    with open_published(home) as copy:
        return [FoundActor.model_validate(row) for row in published_rows(copy, _FOUND, {"words": words})]

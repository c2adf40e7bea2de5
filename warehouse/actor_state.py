"""Mentions out of the current records, and what they were linked with: rows in and rows out.

Whoever uses it holds the lock, and has begun a transaction.
"""

import duckdb
import pyarrow as pa

from schemas.actor import Linked, Mention
from schemas.vocabulary import ActorKind
from warehouse.database import run_script


def current_mentions(connection: duckdb.DuckDBPyConnection) -> list[Mention]:
    """The participants of all current records, each once for an article and the words in which it names them."""
    rows = connection.execute(
        "SELECT DISTINCT article_id, published, p.name, p.country, p.kind, p.office FROM ("
        "SELECT a.article_id, a.published, unnest(r.participants) AS p "
        "FROM record_version r JOIN current_extraction e USING (article_id, content_hash, extractor) "
        "JOIN current_article a USING (article_id)) ORDER BY ALL"
    ).fetchall()
    return [
        Mention(article, day, name, country, ActorKind(kind), office)
        for article, day, name, country, kind, office in rows
    ]


def keep_links(connection: duckdb.DuckDBPyConnection, linked: Linked) -> None:
    """Keep the links in place of all earlier ones."""
    run_script(connection, "016_actors.sql")
    columns: dict[str, list[object]] = {
        "article_id": [link.mention.article_id for link in linked.links],
        "name": [link.mention.name for link in linked.links],
        "country": [link.mention.country for link in linked.links],
        "kind": [link.mention.kind.value for link in linked.links],
        "office": [link.mention.office for link in linked.links],
        "actor_id": [link.actor_id for link in linked.links],
        "shown_id": [link.shown_id for link in linked.links],
        "reason": [link.reason.value for link in linked.links],
    }
    links = pa.table({name: pa.array(values, pa.string()) for name, values in columns.items()})
    confidences = pa.array([link.confidence for link in linked.links], pa.float64())
    _replace(connection, "linked_mention", links.append_column("confidence", confidences))
    known: dict[str, list[object]] = {
        "actor_id": [actor.actor_id for actor in linked.actors],
        "name": [actor.name for actor in linked.actors],
        "kind": [actor.kind.value for actor in linked.actors],
        "country": [actor.country for actor in linked.actors],
        "basis": [actor.basis.value for actor in linked.actors],
        "wikidata_id": [actor.wikidata_id for actor in linked.actors],
    }
    _replace(
        connection, "known_actor", pa.table({name: pa.array(values, pa.string()) for name, values in known.items()})
    )
    pairs = [(actor.actor_id, holding_id) for actor in linked.actors for holding_id in actor.holding_ids]
    holdings = {
        "actor_id": pa.array([pair[0] for pair in pairs], pa.string()),
        "holding_id": pa.array([pair[1] for pair in pairs], pa.string()),
    }
    _replace(connection, "actor_holding", pa.table(holdings))


def _replace(connection: duckdb.DuckDBPyConnection, table: str, rows: pa.Table) -> None:
    connection.register("coming", rows)
    connection.execute(f"DELETE FROM {table}")  # noqa: S608 - our own tables
    connection.execute(f"INSERT INTO {table} BY NAME SELECT * FROM coming")  # noqa: S608
    connection.unregister("coming")

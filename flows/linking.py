"""Participants linked with actors: what the warehouse has read, and the reference, by the rules of resolution."""

import duckdb

from resolution.actors import link
from warehouse.actor_state import current_mentions, keep_links
from warehouse.reference import current_offices


def link_actors(connection: duckdb.DuckDBPyConnection) -> None:
    """Link all mentions of the warehouse anew. Whoever calls it holds the lock, and has begun a transaction.

    Anew, because a name that was the only one of its kind yesterday may not be so today.
    """
    keep_links(connection, link(current_offices(connection), current_mentions(connection)))

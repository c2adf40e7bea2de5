"""What resolution knows of the records in the warehouse: which are new to it, which resemble each other, which are one.

Everything here is rows in and rows out; what resembles what is decided elsewhere (flows/resolving.py brings the two
together). Whoever uses it holds the lock, and has begun a transaction.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import duckdb
import pyarrow as pa

from schemas.event import Conflict, Event, NamedBy, State
from schemas.telling import BlockingKey, Count, Location, Party, Telling
from schemas.vocabulary import ActorKind, Basis, Channel, IncidentType, Kind, Precision, Role, Status
from warehouse.database import run_script

Pair = tuple[str, str]

_TABLES = ("resolved_record", "resolution_key", "resolution_pair", "resolved_event")
_CONFLICT = pa.struct(
    [("field", pa.string()), ("value", pa.string()), ("record_count", pa.int64()), ("is_chosen", pa.bool_())]
)
_STEP = pa.struct(
    [
        ("record_id", pa.string()),
        ("changes", pa.list_(pa.string())),
        ("status", pa.string()),
        ("start", pa.date32()),
        ("end", pa.date32()),
        ("precision", pa.string()),
        ("place_name", pa.string()),
        ("country", pa.string()),
        ("killed", pa.int64()),
        ("injured", pa.int64()),
    ]
)
_EVENT = pa.schema(
    [
        *((name, pa.string()) for name in ("event_id", "status", "incident_type", "channel", "place_name", "country")),
        *((name, pa.date32()) for name in ("start", "end")),
        *((name, pa.string()) for name in ("precision", "basis")),
        *((name, pa.int64()) for name in ("killed", "injured")),
        *((name, pa.string()) for name in ("status_record_id", "time_record_id", "place_record_id")),
        ("parties", pa.list_(pa.struct([("record_id", pa.string()), ("number", pa.int64())]))),
        ("conflicts", pa.list_(_CONFLICT)),
        ("history", pa.list_(_STEP)),
    ]
)
_KEY = pa.schema([("key", pa.int64()), ("settled", pa.bool_()), ("record_id", pa.string())])
# Under one key, a record is compared with so many on either side, by publication: under the name of a president there
# are hundreds in a week. Whoever tells of the same event is found under a rarer key, or near by.
_NEAR = 64
# Tellings are fetched so many at a time: what a step holds does not grow with the warehouse.
_FETCHED = 20_000


class ResolutionState:
    """The tables of sql/015_resolution.sql."""

    def __init__(self, connection: duckdb.DuckDBPyConnection, method_id: str) -> None:
        """`method_id` names the rules that resolve; what other rules have worked out is dropped."""
        self._connection = connection
        run_script(connection, "015_resolution.sql")
        if connection.execute("SELECT method_id FROM resolution_method").fetchall() != [(method_id,)]:
            for table in (*_TABLES, "resolution_method"):
                connection.execute(f"DROP TABLE {table}")
            run_script(connection, "015_resolution.sql")
            connection.execute("INSERT INTO resolution_method VALUES (?)", [method_id])
        connection.execute(
            "CREATE OR REPLACE TEMP TABLE now_current AS "
            "SELECT r.record_id, r.article_id, r.content_hash, r.extractor, a.published, r.rowid AS row_number "
            "FROM record_version r JOIN current_extraction e USING (article_id, content_hash, extractor) "
            "JOIN current_article a USING (article_id)"
        )
        connection.execute("CREATE OR REPLACE TEMP TABLE touched (record_id VARCHAR)")

    def forget_gone(self) -> int:
        """Drop the records that are current no longer, or in another version; those paired with them are touched.

        Returns how many there were.
        """
        self._connection.execute(
            "CREATE OR REPLACE TEMP TABLE gone AS SELECT record_id FROM resolved_record "
            "ANTI JOIN (SELECT record_id, content_hash, extractor, coalesce(published, DATE '0001-01-01') AS day "
            "FROM now_current) n ON n.record_id = resolved_record.record_id "
            "AND n.content_hash = resolved_record.content_hash AND n.extractor = resolved_record.extractor "
            "AND n.day = coalesce(resolved_record.published, DATE '0001-01-01')"
        )
        self._connection.execute(
            "CREATE OR REPLACE TEMP TABLE left_key AS "
            "SELECT key, count(*) AS gone_count FROM resolution_key SEMI JOIN gone USING (record_id) GROUP BY key"
        )
        count = self._count("gone")
        if count:
            self._connection.execute(
                "INSERT INTO touched SELECT other_record_id FROM resolution_pair SEMI JOIN gone USING (record_id) "
                "UNION SELECT p.record_id FROM resolution_pair p SEMI JOIN gone ON gone.record_id = p.other_record_id "
                "EXCEPT SELECT record_id FROM gone"
            )
            for table in ("resolved_record", "resolution_key", "resolution_pair"):
                self._connection.execute(f"DELETE FROM {table} WHERE record_id IN (FROM gone)")  # noqa: S608
            self._connection.execute("DELETE FROM resolution_pair WHERE other_record_id IN (FROM gone)")
        return count

    def take_new(self) -> int:
        """Take in the records that are new; each is an event of its own until it is put to others. Returns how many."""
        self._connection.execute(
            "CREATE OR REPLACE TEMP TABLE fresh AS "
            "SELECT * FROM now_current ANTI JOIN resolved_record USING (record_id) ORDER BY published, record_id"
        )
        self._connection.execute(
            "INSERT INTO resolved_record "
            "SELECT record_id, article_id, content_hash, extractor, published, 'evt-' || record_id FROM fresh"
        )
        self._connection.execute("INSERT INTO touched SELECT record_id FROM fresh")
        return self._count("fresh")

    def fresh_tellings(self) -> Iterator[list[Telling]]:
        """The tellings of the new records, in batches, in the order of their publication."""
        ids = [row[0] for row in self._connection.execute("SELECT record_id FROM fresh ORDER BY rowid").fetchall()]
        for start in range(0, len(ids), _FETCHED):
            yield list(self.tellings(ids[start : start + _FETCHED]).values())

    def keep_keys(self, keys: Iterable[tuple[BlockingKey, str]]) -> None:
        """Remember by which keys records are found."""
        numbers, settled, records = [], [], []
        for key, record_id in keys:
            numbers.append(key.number)
            settled.append(key.settled)
            records.append(record_id)
        self._insert("resolution_key", pa.table([numbers, settled, records], schema=_KEY))

    def candidates(self) -> Iterator[list[Pair]]:
        """Pairs of records of two articles that share a key and of which at least one is new, each once, the smaller id
        first, in batches; neighbours in time lie together, so that few tellings are fetched twice.

        Under a crowded key only near neighbours are compared. Who these are changes with every record that comes or
        goes: all records of such a key are due again then, and what was paired before is forgotten.
        """
        self._find_due()
        # Neighbours are in the same stretch of ranks, or in the next one.
        self._connection.execute(
            "CREATE OR REPLACE TEMP TABLE candidate AS "
            "WITH ranked AS ("
            "    SELECT k.key, k.settled, k.record_id, r.article_id, d.record_id IS NOT NULL AS is_due, "
            "        row_number() OVER (PARTITION BY k.key ORDER BY r.published, md5(k.record_id), k.record_id) AS rank"
            "    FROM resolution_key k"
            "    SEMI JOIN (SELECT key FROM resolution_key SEMI JOIN due USING (record_id)) USING (key)"
            "    JOIN resolved_record r USING (record_id) LEFT JOIN due d USING (record_id)"
            "), reaching AS (SELECT *, rank // $near + unnest([0, 1]) AS stretch FROM ranked) "
            "SELECT DISTINCT least(f.record_id, k.record_id) AS record_id, "
            "greatest(f.record_id, k.record_id) AS other_record_id "
            "FROM reaching f JOIN ranked k ON k.key = f.key AND k.rank // $near = f.stretch "
            "WHERE k.rank > f.rank AND k.rank <= f.rank + $near AND k.article_id <> f.article_id "
            "AND (f.is_due OR k.is_due) AND NOT (f.settled AND k.settled)",
            {"near": _NEAR},
        )
        self._connection.execute(
            "CREATE OR REPLACE TEMP TABLE ordered_candidate AS SELECT c.record_id, c.other_record_id, "
            "row_number() OVER (ORDER BY r.published, c.record_id, c.other_record_id) AS number "
            "FROM candidate c JOIN resolved_record r USING (record_id)"
        )
        for start in range(1, self._count("ordered_candidate") + 1, _FETCHED):
            yield self._connection.execute(
                "SELECT record_id, other_record_id FROM ordered_candidate WHERE number BETWEEN ? AND ?",
                [start, start + _FETCHED - 1],
            ).fetchall()

    def _find_due(self) -> None:
        """The records that are to be compared: the new ones, and all under crowded keys that they or those gone had."""
        self._connection.execute(
            "CREATE OR REPLACE TEMP TABLE due AS "
            "WITH changed AS ("
            "    SELECT key, 0 AS gone_count FROM resolution_key SEMI JOIN fresh USING (record_id) "
            "    UNION ALL FROM left_key"
            "), crowded AS ("
            "    SELECT k.key FROM resolution_key k JOIN (SELECT key, max(gone_count) AS gone_count FROM changed "
            "    GROUP BY key) c USING (key) GROUP BY k.key HAVING count(*) + max(c.gone_count) > $near"
            ") SELECT record_id FROM fresh UNION SELECT record_id FROM resolution_key SEMI JOIN crowded USING (key)",
            {"near": _NEAR},
        )
        self._connection.execute(
            "CREATE OR REPLACE TEMP TABLE old_pair AS SELECT rowid AS number, record_id, other_record_id "
            "FROM resolution_pair WHERE record_id IN (FROM due) OR other_record_id IN (FROM due)"
        )
        self._connection.execute(
            "INSERT INTO touched SELECT record_id FROM old_pair UNION SELECT other_record_id FROM old_pair"
        )
        self._connection.execute("DELETE FROM resolution_pair WHERE rowid IN (SELECT number FROM old_pair)")

    def keep_pairs(self, scores: Mapping[Pair, float]) -> None:
        """Remember pairs that are likely of one event; both records are touched."""
        if not scores:
            return
        ones, others = ([pair[side] for pair in scores] for side in (0, 1))
        table = pa.table({"record_id": ones, "other_record_id": others, "score": list(scores.values())})
        self._insert("resolution_pair", table)
        self._insert("touched", pa.table({"record_id": ones + others}))

    def touched_pairs(self) -> dict[Pair, float]:
        """All pairs that hang together with a touched record, by way of whichever others."""
        self._connection.execute("CREATE OR REPLACE TEMP TABLE reached AS SELECT DISTINCT record_id FROM touched")
        before = 0
        while (count := self._count("reached")) > before:
            before = count
            self._connection.execute(
                "INSERT INTO reached "
                "(SELECT other_record_id FROM resolution_pair SEMI JOIN reached USING (record_id) UNION "
                "SELECT p.record_id FROM resolution_pair p SEMI JOIN reached r ON r.record_id = p.other_record_id) "
                "EXCEPT SELECT record_id FROM reached"
            )
        rows = self._connection.execute(
            "SELECT record_id, other_record_id, score FROM resolution_pair SEMI JOIN reached USING (record_id)"
        ).fetchall()
        return {(one, other): score for one, other, score in rows}

    def keep_events(self, members: Mapping[str, Sequence[str]], events: Iterable[Event]) -> None:
        """Remember the events of all records reached by the last `touched_pairs`.

        `members` are the records of each event that has several, `events` what it is; every other record reached is an
        event of its own.
        """
        self._connection.execute(
            "DELETE FROM resolved_event WHERE event_id IN (SELECT event_id FROM resolved_record SEMI JOIN reached "
            "USING (record_id))"
        )
        self._connection.execute(
            "UPDATE resolved_record SET event_id = 'evt-' || record_id WHERE record_id IN (FROM reached)"
        )
        self._connection.execute(
            "DELETE FROM resolved_event WHERE event_id NOT IN (SELECT event_id FROM resolved_record)"
        )
        ids = [(record_id, event_id) for event_id, records in members.items() for record_id in records]
        if not ids:
            return
        records, owners = zip(*ids, strict=True)
        self._connection.register("membership", pa.table({"record_id": records, "event_id": owners}))
        self._connection.execute(
            "UPDATE resolved_record SET event_id = m.event_id FROM membership m "
            "WHERE m.record_id = resolved_record.record_id"
        )
        self._connection.unregister("membership")
        self._insert("resolved_event", pa.Table.from_pylist([_row(event) for event in events], schema=_EVENT))

    def tellings(self, record_ids: Iterable[str]) -> dict[str, Telling]:
        """The tellings of current records, by their ids."""
        wanted = pa.table({"record_id": pa.array(sorted(set(record_ids)), pa.string())})
        self._connection.register("wanted", wanted)
        result = self._connection.execute(
            "SELECT r.record_id, r.article_id, n.published, r.kind, r.status, r.incident_type, r.channel, "
            'r.participants, r.place, r.places, r."time", r.killed, r.injured, r.claims, r.confidence '
            "FROM wanted JOIN now_current n USING (record_id) JOIN record_version r ON r.rowid = n.row_number"
        )
        found = {row[0]: _telling(row) for row in result.fetchall()}
        self._connection.unregister("wanted")
        return found

    def counts(self) -> tuple[int, int]:
        """How many records there are, and how many events they tell of."""
        row = self._connection.execute("SELECT count(*), count(DISTINCT event_id) FROM resolved_record").fetchone()
        return row if row is not None else (0, 0)

    def _insert(self, table: str, rows: pa.Table) -> None:
        self._connection.register("coming", rows)
        self._connection.execute(f"INSERT INTO {table} BY NAME SELECT * FROM coming")  # noqa: S608 - our own tables
        self._connection.unregister("coming")

    def _count(self, table: str) -> int:
        row = self._connection.execute(f"SELECT count(*) FROM {table}").fetchone()  # noqa: S608 - our own tables
        return int(row[0]) if row else 0


def _telling(row: tuple[Any, ...]) -> Telling:
    record_id, article_id, published, kind, status, incident_type, channel = row[:7]
    participants, place, places, time, killed, injured, claims, confidence = row[7:]
    return Telling(
        record_id=record_id,
        article_id=article_id,
        published=published,
        kind=Kind(kind),
        status=Status(status),
        incident_type=IncidentType(incident_type) if incident_type else None,
        channel=Channel(channel) if channel else None,
        parties=tuple(Party(p["name"], Role(p["role"]), p["country"], ActorKind(p["kind"])) for p in participants),
        locations=tuple(Location(p["name"], p["country"]) for p in places or ([place] if place else [])),
        start=time["start"],
        end=time["end"],
        precision=Precision(time["precision"]),
        basis=Basis(time["basis"]),
        killed=killed,
        injured=injured,
        counts=tuple(Count(c["ordinal"], c["period_days"], c["since"]) for c in claims),
        confidence=confidence,
    )


def _row(event: Event) -> dict[str, Any]:
    # Fields of a state that a table has no column for are left out when the rows are made.
    history = [{"record_id": step.record_id, "changes": step.changes, **_fields(step.state)} for step in event.history]
    return {
        "event_id": event.event_id,
        **_fields(event.state),
        "parties": [_fields(party) for party in event.parties],
        "conflicts": [_fields(conflict) for conflict in event.conflicts],
        "history": history,
    }


def _fields(value: Conflict | NamedBy | State) -> dict[str, Any]:
    # dataclasses.asdict copies each value, which takes ten times as long.
    return {field: getattr(value, field) for field in value.__slots__}

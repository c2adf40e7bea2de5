"""What each published table and column means: dictionary.yaml, put into the published copy as comments."""

from collections.abc import Iterator
from functools import cache
from importlib.resources import files

import duckdb
import yaml
from pydantic import Field

from schemas.base import Model


class Dictionary(Model):
    """Meanings by name."""

    tables: dict[str, str]
    columns: dict[str, str]
    exceptions: dict[str, str] = Field(default_factory=dict)
    """By table and column ("rejects.reason_code"): where the column means something else than in other tables."""

    def column(self, table: str, name: str) -> str | None:
        """What the column means there; None where nobody has said so."""
        return self.exceptions.get(f"{table}.{name}", self.columns.get(name))


@cache
def dictionary() -> Dictionary:
    """The shipped meanings."""
    return Dictionary.model_validate(yaml.safe_load((files("warehouse") / "dictionary.yaml").read_text("utf-8")))


def comment(connection: duckdb.DuckDBPyConnection) -> None:
    """Give every table, view and column of the open copy its meaning as a comment."""
    meanings = dictionary()
    for table, is_view, names in _described(connection):
        if meaning := meanings.tables.get(table):
            connection.execute(f'COMMENT ON {"VIEW" if is_view else "TABLE"} "{table}" IS {_quoted(meaning)}')
        for name in names:
            if meaning := meanings.column(table, name):
                connection.execute(f'COMMENT ON COLUMN "{table}"."{name}" IS {_quoted(meaning)}')


def _described(connection: duckdb.DuckDBPyConnection) -> Iterator[tuple[str, bool, list[str]]]:
    rows = connection.execute(
        "SELECT t.table_name, t.table_type = 'VIEW', list(c.column_name ORDER BY c.ordinal_position) "
        "FROM information_schema.tables t JOIN information_schema.columns c USING (table_name) "
        "WHERE t.table_schema = 'main' GROUP BY ALL ORDER BY 1"
    ).fetchall()
    yield from rows


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"

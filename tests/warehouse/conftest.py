"""A home in a temporary folder, and short ways to fill it and look into it."""

import hashlib
from pathlib import Path
from typing import Any

import duckdb
import pytest

from warehouse.home import Home


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home.open(tmp_path / "home")


@pytest.fixture
def ask() -> Any:
    """The rows that a query of the loader's own database gives."""

    def rows(home: Home, sql: str) -> list[tuple[Any, ...]]:
        with duckdb.connect(str(home.warehouse_file), read_only=True) as connection:
            return connection.execute(sql).fetchall()

    return rows


@pytest.fixture
def digests() -> Any:
    """Name and hash of every exported file."""

    def of(home: Home) -> dict[str, str]:
        return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in sorted(home.exports.iterdir())}

    return of

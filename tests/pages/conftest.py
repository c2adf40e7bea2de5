"""A home that was published twice, and its pages."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import newsroom
import pytest

from warehouse.home import Home

Data = Callable[[str], Any]


@pytest.fixture(scope="session")
def home(tmp_path_factory: pytest.TempPathFactory) -> Home:
    """First the announcement is published, then that the meeting was held, with a visit and a hostile article."""
    home = Home.open(tmp_path_factory.mktemp("pages") / "home")
    newsroom.publish(home, newsroom.ANNOUNCED)
    newsroom.publish(home, newsroom.HELD, newsroom.kishida(), newsroom.hostile(), hour=1)
    return home


@pytest.fixture(scope="session")
def data(home: Home) -> Data:
    """The value of a chunk of the home's pages."""
    return lambda name: chunk_value(home.pages, name)


def chunk_value(folder: Path, name: str) -> Any:
    text = (folder / "data" / f"{name}.js").read_text(encoding="utf-8")
    return json.loads(text.removeprefix(f'chancery.chunk("{name}",').removesuffix(");\n"))

"""Short ways to write an input and read it."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from schemas.article import Article
from schemas.reject import Reject
from sources.read import read

ReadFile = Callable[[str, bytes | str], list[Article | Reject]]


@pytest.fixture
def read_file(tmp_path: Path) -> Iterator[ReadFile]:
    """Writes one file of the given name and content, and reads it."""

    def write_and_read(name: str, content: bytes | str) -> list[Article | Reject]:
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return list(read([str(path)]))

    yield write_and_read

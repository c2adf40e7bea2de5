"""Data for the pages' scripts: JavaScript files that each call one function with one value.

A page that was opened from the file system may not fetch files, but may load scripts. Entries are cut into chunks in
the order of their keys; who knows the first key of each chunk knows where an entry is.
"""

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any


def script_of(name: str, value: Any) -> str:
    """The text of a chunk: a call of `chancery.chunk` with its name and value; dates become ISO text.

    JSON is JavaScript. `<` is written as an escape, so that no text can end a script wherever it is put.
    """
    return f"chancery.chunk({_json(name)},{_json(value)});\n"


def write_chunk(folder: Path, name: str, value: Any) -> None:
    """Write one value under `data/`."""
    _write(folder, name, script_of(name, value))


def write_keyed(folder: Path, name: str, entries: Iterable[tuple[str, Any]], size: int) -> list[str]:
    """Write entries, which come in ascending order of their keys, as chunks of about `size` characters.

    The chunks are named `name-0`, `name-1` and so on. Returns the first key of each.
    """
    starts: list[str] = []
    for number, chunk in enumerate(_cut(entries, size)):
        starts.append(chunk[0][0])
        members = ",".join(f"{_json(key)}:{text}" for key, text in chunk)
        _write(folder, f"{name}-{number}", f"chancery.chunk({_json(f'{name}-{number}')},{{{members}}});\n")
    return starts


def _cut(entries: Iterable[tuple[str, Any]], size: int) -> Iterator[list[tuple[str, str]]]:
    chunk: list[tuple[str, str]] = []
    length = 0
    for key, value in entries:
        text = _json(value)
        if chunk and length + len(text) > size:
            yield chunk
            chunk, length = [], 0
        chunk.append((key, text))
        length += len(text)
    if chunk:
        yield chunk


def _json(value: Any) -> str:
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), default=str)
    return text.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")


def _write(folder: Path, name: str, text: str) -> None:
    path = folder / "data" / f"{name}.js"
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, encoding="utf-8")

"""Reads the lexicon from its files; every error names file and line."""

import csv
import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any, TypeVar

import yaml
from pydantic import BaseModel, ValidationError

from extraction.lexicon.details import Attributions, Claims, Details, Occasions, Relations, Topics
from extraction.lexicon.models import (
    ActorNouns,
    Country,
    Frame,
    Lexicon,
    Offices,
    Organization,
    Site,
    StatusCues,
    Support,
)
from schemas.errors import WrongConfiguration

SHIPPED = Path(__file__).parent
M = TypeVar("M", bound=BaseModel)


class _Loader(yaml.SafeLoader):
    """Reads `on`, `off`, `yes` and `no` as the words they are: "on" is a preposition here."""


_Loader.yaml_implicit_resolvers = {
    first: [(tag, regexp) for tag, regexp in resolvers if tag != "tag:yaml.org,2002:bool" or first in "tTfF"]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def load_lexicon(folder: Path = SHIPPED) -> Lexicon:
    """The lexicon of a folder.

    Raises WrongConfiguration naming file and line for what does not parse or validate, and for a frame id
    that is used twice.
    """
    frame_files = sorted((folder / "frames").glob("*.yaml"))
    frames = [frame for path in frame_files for frame in _items(path, Frame)]
    _refuse_repeated_ids(frames, folder)
    return Lexicon(
        frames=tuple(frames),
        supports=tuple(_items(folder / "supports.yaml", Support)),
        status=_document(folder / "status.yaml", StatusCues),
        offices=_document(folder / "offices.yaml", Offices),
        actors=_document(folder / "actors.yaml", ActorNouns),
        details=Details(
            topics=_topics(folder / "topics.yaml"),
            occasions=_document(folder / "occasions.yaml", Occasions),
            claims=_document(folder / "claims.yaml", Claims),
            relations=_document(folder / "relations.yaml", Relations),
            attribution=_document(folder / "attribution.yaml", Attributions),
        ),
        countries=tuple(
            _row(path, line, Country, code=row["code"], names=_split(row["names"]),
                 adjectives=_split(row["adjectives"]), seats=_split(row["seats"]))
            for path, line, row in _rows(folder / "countries.csv")
        ),
        sites=tuple(
            _row(path, line, Site, name=row["name"], place=row["place"], country=row["country"] or None)
            for path, line, row in _rows(folder / "sites.csv")
        ),
        organizations=tuple(
            _row(path, line, Organization, name=row["name"], aliases=_split(row["aliases"]), kind=row["kind"],
                 country=row["country"] or None)
            for path, line, row in _rows(folder / "organizations.csv")
        ),
        irregular_verbs={
            row["lemma"]: (frozenset(_split(row["past"])), frozenset(_split(row["participle"])))
            for _, _, row in _rows(folder / "irregular_verbs.csv")
        },
        fingerprint=_fingerprint(folder),
    )  # fmt: skip


def _topics(path: Path) -> Topics:
    topics = _document(path, Topics)
    seen: set[str] = set()
    for topic in topics.topics:
        if topic.id in seen:
            raise WrongConfiguration(f"{path}: two topics are called {topic.id!r}", "Put their words together.")
        seen.add(topic.id)
    return topics


def _items(path: Path, model: type[M]) -> Iterator[M]:
    root = _compose(path)
    if not isinstance(root, yaml.SequenceNode):
        raise WrongConfiguration(f"{path}:1: a list is expected here")
    for node in root.value:
        yield _validated(path, node, model)


def _document(path: Path, model: type[M]) -> M:
    return _validated(path, _compose(path), model)


def _compose(path: Path) -> yaml.Node:
    try:
        node = yaml.compose(path.read_text(encoding="utf-8"), Loader=_Loader)
    except OSError as error:
        raise WrongConfiguration(f"{path}: {error.strerror}", "Restore the file, or reinstall Chancery.") from error
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise WrongConfiguration(f"{path}:{line}: {error.problem}", "Mend the YAML on that line.") from error
    if node is None:
        raise WrongConfiguration(f"{path}:1: the file is empty")
    return node


def _validated(path: Path, node: yaml.Node, model: type[M]) -> M:
    data = yaml.constructor.SafeConstructor().construct_document(node)
    try:
        return model.model_validate(data)
    except ValidationError as error:
        first = error.errors()[0]
        line = _line_of(node, first["loc"])
        field = ".".join(map(str, first["loc"])) or "the entry"
        raise WrongConfiguration(
            f"{path}:{line}: {field}: {first['msg']}", "docs/lexicon.md lists the fields."
        ) from error


def _line_of(node: yaml.Node, location: tuple[int | str, ...]) -> int:
    """The line (from 1) of the deepest part of `location` that exists in the file."""
    for step in location:
        child = None
        if isinstance(node, yaml.MappingNode):
            child = next((value for key, value in node.value if key.value == str(step)), None)
        elif isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
            child = node.value[step]
        if child is None:
            break
        node = child
    return int(node.start_mark.line) + 1


def _rows(path: Path) -> Iterator[tuple[Path, int, dict[str, str]]]:
    with path.open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file)
        for row in reader:
            if None in row or None in row.values():
                raise WrongConfiguration(
                    f"{path}:{reader.line_num}: the header has {len(reader.fieldnames or [])} columns"
                )
            yield path, reader.line_num, row


def _row(path: Path, line: int, model: type[M], **values: Any) -> M:
    try:
        return model.model_validate(values)
    except ValidationError as error:
        first = error.errors()[0]
        raise WrongConfiguration(f"{path}:{line}: {'.'.join(map(str, first['loc']))}: {first['msg']}") from error


def _split(cell: str) -> tuple[str, ...]:
    return tuple(part for part in cell.split("|") if part)


def _refuse_repeated_ids(frames: list[Frame], folder: Path) -> None:
    seen: set[str] = set()
    for frame in frames:
        if frame.id in seen:
            raise WrongConfiguration(f"{folder / 'frames'}: two frames are called {frame.id!r}", "Rename one of them.")
        seen.add(frame.id)


def _fingerprint(folder: Path) -> str:
    digest = hashlib.sha256()
    for path in sorted([*folder.rglob("*.yaml"), *folder.glob("*.csv")]):
        digest.update(path.relative_to(folder).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()[:12]

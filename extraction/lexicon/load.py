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
from schemas.yaml_file import compose, validated

SHIPPED = Path(__file__).parent
M = TypeVar("M", bound=BaseModel)

_FIELDS = "docs/lexicon.md lists the fields."


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
    root = compose(path)
    if not isinstance(root, yaml.SequenceNode):
        raise WrongConfiguration(f"{path}:1: a list is expected here")
    for node in root.value:
        yield validated(path, node, model, _FIELDS)


def _document(path: Path, model: type[M]) -> M:
    return validated(path, compose(path), model, _FIELDS)


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

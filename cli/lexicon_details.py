"""The examples of topics, occasions, claims, relations and attribution, held against the extractor."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import yaml

from extraction.lexicon.details import DetailExample, Details, ExpectedClaim
from extraction.rules import RulesExtractor
from schemas.article import Article
from schemas.records import Claim, Record

EXAMPLES_PUBLISHED = date(2023, 7, 13)
"""The day on which every example counts as published: a Thursday."""


@dataclass(frozen=True)
class Entry:
    """Where something stands in the lexicon: file, and line from 1."""

    path: Path
    line: int


@dataclass(frozen=True)
class Failure:
    """An example that does not come out as it says: what was expected of which field, and what came."""

    where: Entry
    of: str
    """What the example belongs to: "frame defacement", "topics.yaml"."""
    text: str
    field: str
    expected: object
    got: object


_FILES = ("topics.yaml", "occasions.yaml", "claims.yaml", "relations.yaml", "attribution.yaml")
"""In the order in which `Details.examples` has them."""


def check_details(folder: Path, details: Details, extractor: RulesExtractor) -> tuple[int, list[Failure]]:
    """Run the examples of the files of details; returns how many there are, and what fails."""
    examples = details.examples
    articles = [
        Article(article_id=f"detail-{i}", text=example.text, published=EXAMPLES_PUBLISHED)
        for i, example in enumerate(examples)
    ]
    failures = []
    for example, where, found in zip(examples, _places(folder), extractor.extract(articles), strict=True):
        for field, expected, got in detail_mismatches(example, found.records):
            failures.append(Failure(where, where.path.name, example.text, field, expected, got))
    return len(examples), failures


def detail_mismatches(example: DetailExample, records: tuple[Record, ...]) -> list[tuple[str, str, str]]:
    """(field, expected, got) of what does not come out: all that the records of the sentence carry together."""
    wrong = []
    topics = sorted({topic for record in records for topic in record.topics})
    if example.topics is not None and sorted(example.topics) != topics:
        wrong.append(("topics", ", ".join(sorted(example.topics)), ", ".join(topics)))
    for field in ("occasion", "attribution"):
        expected = getattr(example, field)
        texts = sorted({span.text for record in records if (span := getattr(record, field))})
        if expected is not None and texts != ([expected] if expected else []):
            wrong.append((field, expected, ", ".join(texts)))
    claims = [claim for record in records for claim in record.claims]
    if example.claims is not None and not _agree(example.claims, claims):
        wrong.append(("claims", _shown(example.claims), _shown(claims)))
    relations = sorted(relation.type for record in records for relation in record.relations)
    if example.relations is not None and sorted(example.relations) != relations:
        wrong.append(("relations", ", ".join(sorted(example.relations)), ", ".join(relations)))
    return wrong


def _agree(expected: tuple[ExpectedClaim, ...], claims: list[Claim]) -> bool:
    return len(expected) == len(claims) and all(
        (wanted.ordinal, wanted.period_days, wanted.since) == (claim.ordinal, claim.period_days, claim.since)
        and wanted.subject in (None, claim.subject)
        for wanted, claim in zip(expected, claims, strict=True)
    )


def _shown(claims: tuple[ExpectedClaim, ...] | list[Claim]) -> str:
    shown = [(claim.ordinal, claim.subject, claim.period_days, claim.since) for claim in claims]
    return "; ".join(" ".join(str(part) for part in parts if part is not None) for parts in shown)


def _places(folder: Path) -> Iterator[Entry]:
    """Where each example stands, in the order of `Details.examples`."""
    for name in _FILES:
        path = folder / name
        root = yaml.compose(path.read_text(encoding="utf-8"), Loader=yaml.SafeLoader)
        if root is None:
            continue
        fields = {key.value: value for key, value in root.value}
        owners = fields["topics"].value if "topics" in fields else [root]
        for owner in owners:
            for key, value in owner.value:
                if key.value == "examples":
                    yield from (Entry(path, node.start_mark.line + 1) for node in value.value)

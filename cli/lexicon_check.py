"""The lexicon's own examples held against the extractor, and the frames that a word triggers."""

from collections.abc import Iterator, Mapping
from pathlib import Path

import yaml

from cli.lexicon_details import EXAMPLES_PUBLISHED, Entry, Failure, check_details
from extraction.lexicon.index import GAP, LexiconIndex, Pattern
from extraction.lexicon.load import load_lexicon
from extraction.lexicon.models import Expectation, Frame, Lexicon
from extraction.rules import RulesExtractor
from schemas.article import Article
from schemas.records import Incident, Record


def check_examples(folder: Path) -> tuple[int, list[Failure]]:
    """Run all examples with the lexicon of a folder; returns how many there are, and what fails.

    Raises WrongConfiguration naming file and line for a lexicon that does not validate.
    """
    lexicon, extractor = load_lexicon(folder), RulesExtractor(folder)
    frames, of_frames = _check_frames(folder, lexicon, extractor)
    details, of_details = check_details(folder, lexicon.details, extractor)
    return frames + details, of_frames + of_details


def _check_frames(folder: Path, lexicon: Lexicon, extractor: RulesExtractor) -> tuple[int, list[Failure]]:
    examples = [(frame, i) for frame in lexicon.frames for i in range(len(frame.examples))]
    places = _entries(folder)
    articles = [
        Article(article_id=f"{frame.id}-{i}", text=frame.examples[i].text, published=EXAMPLES_PUBLISHED)
        for frame, i in examples
    ]
    failures = []
    for (frame, i), found in zip(examples, extractor.extract(articles), strict=True):
        own = places[frame.id]
        where = own[min(i + 1, len(own) - 1)]
        for field, expected, got in _mismatches(frame, frame.examples[i], found.records):
            failures.append(Failure(where, f"frame {frame.id}", frame.examples[i].text, field, expected, got))
    return len(examples), failures


def patterns_of(words: str, folder: Path) -> Iterator[tuple[Entry, Pattern]]:
    """The triggers that hold all of these words in any of their forms, with the place of their frame."""
    wanted = words.lower().split()
    places = _entries(folder)
    seen: set[int] = set()
    for patterns in LexiconIndex(load_lexicon(folder)).patterns.values():
        for pattern in patterns:
            is_met = all(any(word in forms for forms in pattern.words) for word in wanted)
            if is_met and id(pattern) not in seen:
                seen.add(id(pattern))
                yield places[pattern.frame.id][0], pattern


def shown_trigger(pattern: Pattern) -> str:
    """A trigger as text, with the forms of its words: "meet|meets|meeting|met up"."""
    return " ".join(GAP if GAP in forms else "|".join(sorted(forms)) for forms in pattern.words)


def _mismatches(frame: Frame, example: Expectation, records: tuple[Record, ...]) -> list[tuple[str, object, object]]:
    """(field, expected, got) of what does not hold; of several records, for the one that holds best."""
    of_kind = [record for record in records if record.kind is frame.kind]
    if len(of_kind) != example.count:
        return [(f"number of {frame.kind} records", example.count, len(of_kind))]
    return min((_of_record(example, record) for record in of_kind), key=len, default=[])


def _of_record(example: Expectation, record: Record) -> list[tuple[str, object, object]]:
    names = [participant.name for participant in record.participants]
    wanted = {
        "status": (example.status, record.status),
        "place": (example.place, record.place.country if record.place else None),
        "type": (example.type, record.incident_type if isinstance(record, Incident) else None),
        "killed": (example.killed, record.killed if isinstance(record, Incident) else None),
    }
    wrong: list[tuple[str, object, object]] = [
        (field, expected, got) for field, (expected, got) in wanted.items() if expected not in (None, got)
    ]
    if not set(example.participants) <= set(names):
        wrong.insert(0, ("participants", ", ".join(example.participants), ", ".join(names)))
    return wrong


def _entries(folder: Path) -> Mapping[str, list[Entry]]:
    """By frame id: where the frame stands, then where each example does that is written out in it."""
    entries: dict[str, list[Entry]] = {}
    for path in sorted((folder / "frames").glob("*.yaml")):
        root = yaml.compose(path.read_text(encoding="utf-8"), Loader=yaml.SafeLoader)
        for node in root.value if root else ():
            fields = {key.value: value for key, value in node.value}
            nodes = [node, *(fields["examples"].value if "examples" in fields else [])]
            entries[fields["id"].value] = [Entry(path, each.start_mark.line + 1) for each in nodes]
    return entries

"""How well records answer to the event classes of PLOVER, over its annotated sentences.

    python -m benchmarks.plover [PATH] [--errors N]

PATH is a JSONL file with `text` and `gold.event`, one of PLOVER's classes. A sentence that stands in it more than
once has all its classes. Sentences are read without a publication date: none of them has a real one.

A class is found in a sentence where a record that has come about (status occurred or ongoing) answers to it:

CONSULT           a meeting or a visit
PROTEST           a protest
ASSAULT or FIGHT  an armed attack, a clash or a coup: PLOVER tells them apart by conventional arms, the codebook
                  does not, so they are one class here, with the recall of each beside it
SANCTION          a sanction, an expulsion (of diplomats, inspectors, agencies)
COERCE            an arrest, abduction, seizure, cyberattack or other incident; an expulsion where that is annotated
                  (PLOVER counts deportations here)

Border violations, weapons tests, espionage, accidents and disasters have no class among these. Threatened, planned
or called-off events are other classes in PLOVER (THREATEN, AGREE, REJECT), hence only what has come about.

PLOVER annotates one event in a sentence as a rule, and so does not deny a second one: a meeting that the sentence
mentions beside the demand made there counts as wrong here. Precision is therefore a lower bound.
"""

import argparse
import json
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from extraction.extractor import load_extractor
from schemas.article import Article
from schemas.records import ArticleRecords, Incident, Record
from schemas.vocabulary import IncidentType, Status

_DEFAULT_PATH = Path(__file__).resolve().parents[1].parent / "shared" / "yardsticks" / "plover_gsr.jsonl"

CONSULT, PROTEST, VIOLENCE, SANCTION, COERCE = "CONSULT", "PROTEST", "ASSAULT or FIGHT", "SANCTION", "COERCE"
CLASSES = (CONSULT, PROTEST, VIOLENCE, SANCTION, COERCE)
ALL, INCIDENT = "all classes", "any incident class"
_KINDS_OF_VIOLENCE = ("ASSAULT", "FIGHT")

# The classes that an incident of each type can answer to, the usual one first.
_CLASSES_OF_TYPES: dict[IncidentType, tuple[str, ...]] = {
    IncidentType.PROTEST: (PROTEST,),
    IncidentType.ARMED_ATTACK: (VIOLENCE,),
    IncidentType.CLASH: (VIOLENCE,),
    IncidentType.COUP: (VIOLENCE,),
    IncidentType.SANCTION: (SANCTION,),
    IncidentType.EXPULSION: (SANCTION, COERCE),
    IncidentType.ARREST: (COERCE,),
    IncidentType.ABDUCTION: (COERCE,),
    IncidentType.SEIZURE: (COERCE,),
    IncidentType.CYBERATTACK: (COERCE,),
    IncidentType.OTHER: (COERCE,),
}
_HAS_COME_ABOUT = (Status.OCCURRED, Status.ONGOING)


@dataclass
class Score:
    """Counts of one class over the sentences, and the sentences that were got wrong."""

    has_precision: bool = True
    annotated: int = 0
    found: int = 0
    right: int = 0
    wrong: list[str] = field(default_factory=list)

    def count(self, is_annotated: bool, is_found: bool, told: str) -> None:
        """Count one sentence; `told` is shown where it was got wrong."""
        self.annotated += is_annotated
        self.found += is_found
        self.right += is_annotated and is_found
        if is_annotated is not is_found:
            self.wrong.append(f"{'-' if is_annotated else '+'} {told}")

    def row(self) -> str:
        """Counts, then precision, recall and F1 in percent."""
        recall = 100 * self.right / self.annotated if self.annotated else 0.0
        if not self.has_precision:
            return f"{self.annotated:10} {'-':>6} {self.right:6} {'-':>7} {recall:7.1f} {'-':>7}"
        precision = 100 * self.right / self.found if self.found else 0.0
        total = self.annotated + self.found
        f1 = 200 * self.right / total if total else 0.0
        return f"{self.annotated:10} {self.found:6} {self.right:6} {precision:7.1f} {recall:7.1f} {f1:7.1f}"


def main() -> None:
    """Print the table for a file, and on demand the first errors of each class."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("path", nargs="?", type=Path, default=_DEFAULT_PATH)
    parser.add_argument("--errors", type=int, default=0, metavar="N", help="show the first N errors of each class")
    arguments = parser.parse_args()
    if not arguments.path.is_file():
        parser.error(f"{arguments.path} is no file: give the path of PLOVER's annotated sentences")
    annotated = annotated_sentences(arguments.path)
    articles = [Article(article_id=str(number), text=text) for number, text in enumerate(annotated)]
    extracted = list(load_extractor().extract(articles))
    scores = score(list(annotated.values()), extracted)
    print(f"{f'{len(articles)} sentences':20} annotated  found  right   prec.    rec.      F1")
    for name, each in scores.items():
        print(f"{name:20}{each.row()}")
        for line in each.wrong[: arguments.errors]:
            print(f"    {line}")


def annotated_sentences(path: Path) -> dict[str, set[str]]:
    """The classes of each sentence, under PLOVER's own names."""
    classes: dict[str, set[str]] = defaultdict(set)
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        classes[row["text"]].add(row["gold"]["event"])
    return classes


def score(annotated: Sequence[set[str]], extracted: Sequence[ArticleRecords]) -> dict[str, Score]:
    """The score of each class, of all together, and of incidents as such; of ASSAULT and FIGHT the recall alone."""
    scores = {name: Score() for name in (CONSULT, PROTEST, VIOLENCE)}
    scores |= {f"  {name} alone": Score(has_precision=False) for name in _KINDS_OF_VIOLENCE}
    scores |= {name: Score() for name in (SANCTION, COERCE, ALL, INCIDENT)}
    for names, article in zip(annotated, extracted, strict=True):
        wanted = {VIOLENCE if name in _KINDS_OF_VIOLENCE else name for name in names} & set(CLASSES)
        records = [record for record in article.records if record.status in _HAS_COME_ABOUT]
        found = {name for record in records if (name := class_of(record, wanted))}
        told = f"{'/'.join(sorted(names))}, found {'/'.join(sorted(found)) or 'nothing'}: {article.article.text}"
        for name in CLASSES:
            scores[name].count(name in wanted, name in found, told)
            scores[ALL].count(name in wanted, name in found, told)
        for name in _KINDS_OF_VIOLENCE:
            if name in names:
                scores[f"  {name} alone"].count(True, VIOLENCE in found, told)
        scores[INCIDENT].count(bool(wanted - {CONSULT}), any(isinstance(r, Incident) for r in records), told)
    return scores


def class_of(record: Record, wanted: set[str]) -> str | None:
    """The class that a record answers to: an annotated one if it can, else the usual one; None where it has none."""
    if not isinstance(record, Incident):
        return CONSULT
    possible = _CLASSES_OF_TYPES.get(record.incident_type, ())
    return next((name for name in possible if name in wanted), possible[0] if possible else None)


if __name__ == "__main__":
    main()

"""What encoders thought of articles that they had not seen: what the confidence of records is learned with.

An encoder is too sure of the articles that it was taught with. So `make train-encoder` also teaches one for each half
of the articles and keeps here what each says of the other half.
"""

import hashlib
import json
from collections.abc import Sequence
from pathlib import Path

from spacy.tokens import Doc, Span

from extraction.encoder import ROLES, Opinion, whole_odds

FILE = Path(__file__).parent / "annotations" / "encoder_opinions.jsonl"
_EVEN = 6
"""Log odds of parts are kept in whole numbers, one hexadecimal digit each: 6 is even, c is +6 or more."""


class FoldedOpinions:
    """Gives the opinions that are on file; for texts that are not, it has none."""

    def __init__(self, path: Path = FILE) -> None:
        self._by_trigger: dict[tuple[str, int, int], Opinion] = {}
        for line in path.open(encoding="utf-8"):
            row = json.loads(line)
            roles = {
                word: [int(digit, 16) - _EVEN for digit in digits]
                for word, digits in enumerate(row["roles"].split(), row["from"])
            }
            self._by_trigger[row["text"], row["start"], row["end"]] = Opinion(row["event"], roles)

    def opinions(self, doc: Doc, triggers: Sequence[Span]) -> list[Opinion | None]:
        """One for each trigger, from an encoder that has not seen the document."""
        key = text_key(doc.text)
        return [self._by_trigger.get((key, trigger.start, trigger.end)) for trigger in triggers]


def text_key(text: str) -> str:
    """What a text is known by on file."""
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def line_of(text: str, trigger: Span, opinion: Opinion) -> str:
    """An opinion as a line of the file: the text's key, first and last word of the trigger, the opinion."""
    first = min(opinion.roles)
    words = (opinion.roles.get(word, [-_EVEN] * len(ROLES)) for word in range(first, max(opinion.roles) + 1))
    digits = " ".join("".join(f"{whole_odds(odds) + _EVEN:x}" for odds in each) for each in words)
    row = {"text": text_key(text), "start": trigger.start, "end": trigger.end, "event": round(opinion.event, 1)}
    return json.dumps(row | {"from": first, "roles": digits}, separators=(",", ":")) + "\n"

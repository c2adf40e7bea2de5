"""What every kind of source is: batches of articles and rejects, each with what to remember once it is safe."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from pydantic import JsonValue

from schemas.article import Article
from schemas.reject import Reject

Cursor = Mapping[str, JsonValue]
"""How far a source has been read; JSON that only its kind understands. Empty at the very first run."""


@dataclass(frozen=True)
class Batch:
    """Some articles and rejects of a source, in its order.

    `cursor` is what the next run starts from. It holds only after everything in this batch and in those before it
    is in the lake: whoever takes the batches stores it then, and not earlier.
    """

    items: Sequence[Article | Reject]
    cursor: Cursor


class Source(Protocol):
    """One configured source. A kind (feed, pages, folder, archive ...) is a module with a class of this shape."""

    @property
    def name(self) -> str:
        """The name in its settings, by which its cursor is kept and its articles are marked."""

    def batches(self, cursor: Cursor, now: datetime) -> Iterator[Batch]:
        """What is new since `cursor`, streamed: memory does not grow with the source.

        One bad item is a reject in a batch. Raises SourceUnavailable where the source as a whole does not answer or is
        not what it is said to be; batches that were handed out before stay good.
        """

"""Items of a source in batches, each with the cursor that holds after it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from schemas.article import Article
from schemas.reject import Reject
from sources.source import Batch, Cursor

BATCH_ITEMS = 200


@dataclass
class Batching:
    """Collects items until there are enough; `cursor` gives what holds after those collected so far."""

    cursor: Callable[[], Cursor]
    _items: list[Article | Reject] = field(default_factory=list)
    _has_moved: bool = False
    _is_due: bool = False

    def add(self, item: Article | Reject) -> None:
        """One more item, of what the cursor does not tell of yet."""
        self._items.append(item)

    def moved(self) -> None:
        """The cursor has moved, though perhaps no item came of it."""
        self._has_moved = True

    def due(self) -> None:
        """The cursor is to be kept before long, however few the items are."""
        self._has_moved = self._is_due = True

    def full(self) -> Iterator[Batch]:
        """A batch, if there is enough for one; to be asked where the cursor holds for all that was added."""
        if len(self._items) >= BATCH_ITEMS or self._is_due:
            yield from self.rest()

    def rest(self) -> Iterator[Batch]:
        """A batch of what is left, if anything is to be kept."""
        if self._items or self._has_moved:
            items, self._items, self._has_moved = self._items, [], False
            self._is_due = False
            yield Batch(items, self.cursor())

"""Reading the sources, one after the other: what each gave, and which of them failed. No Prefect here."""

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime

from pydantic import Field

from flows.intake import Intake, Taken
from schemas.article import Article
from schemas.base import Model
from schemas.errors import ChanceryError, WarehouseBusy
from schemas.reject import Reject
from sources.source import Batch, Source
from warehouse.home import Home
from warehouse.lake import write_rejects
from warehouse.source_states import SourceStates
from warehouse.unread import note_unread, unread


class SourceOutcome(Model):
    """What became of one source in a run. `error` says why it could not be read to its end, `too_little` that it gives
    less than is expected of it."""

    source: str
    taken: int = 0
    copies: int = 0
    known: int = 0
    rejected: dict[str, int] = Field(default_factory=dict)
    error: str | None = None
    too_little: str | None = None


class Gathered(Model):
    """What reading the sources gave: packages that are due for extraction, those of a run that died among them, and the
    outcome of each source."""

    packages: tuple[str, ...]
    outcomes: tuple[SourceOutcome, ...]


def gather(sources: Iterable[Source], expected: Mapping[str, int], home: Home, extractor: str) -> Gathered:
    """Read what is new of every source into the lake.

    `expected` is the least number of new articles a day by the source's name, where something is expected; `extractor`
    is a fingerprint. A source that fails stops none of the others, and what it gave before stays. Its cursor is kept
    after each batch that is safe in the lake. Raises WarehouseBusy.
    """
    packages = unread(home)
    outcomes: list[SourceOutcome] = []
    states = SourceStates(home)
    with Intake(home, extractor, _now(), packages) as intake:
        for source in sources:
            outcome = _read(source, intake, states, home, packages)
            if outcome.error is None:
                outcome = outcome.model_copy(update={"too_little": _too_little(source.name, expected, states)})
            outcomes.append(outcome)
    return Gathered(packages=tuple(packages), outcomes=tuple(outcomes))


def _read(source: Source, intake: Intake, states: SourceStates, home: Home, packages: list[str]) -> SourceOutcome:
    counts, rejected = Counter[str](), Counter[str]()
    error = None
    try:
        for batch in source.batches(states.begun(source.name, _now()).cursor, _now()):
            taken = keep_batch(batch, source.name, intake, states, home)
            packages += taken.packages
            counts.update(taken=taken.due, copies=taken.copies, known=taken.known)
            rejected.update(item.reason.value for item in batch.items if isinstance(item, Reject))
        states.finished(source.name, _now())
    except WarehouseBusy:
        raise
    except (ChanceryError, OSError) as failure:
        remedy = failure.remedy if isinstance(failure, ChanceryError) else ""
        error = f"{failure}. {remedy}".strip()
    return SourceOutcome(source=source.name, **counts, rejected=dict(sorted(rejected.items())), error=error)


def keep_batch(batch: Batch, source: str, intake: Intake, states: SourceStates, home: Home) -> Taken:
    """Put a batch into the lake, then note what is to be extracted, then how far the source has been read: whoever dies
    between two of these repeats the batch, and what it wrote before comes out the same."""
    rejects = [item for item in batch.items if isinstance(item, Reject)]
    taken = intake.take([item for item in batch.items if isinstance(item, Article)], _now())
    if rejects:
        write_rejects(home, rejects, _now())
    for package in taken.packages:
        note_unread(home, package)
    states.keep(source, batch.cursor, taken.due + taken.copies, _now())
    return taken


def _too_little(name: str, expected: Mapping[str, int], states: SourceStates) -> str | None:
    least, delivered = expected.get(name, 0), states.delivered_in_a_day(name, _now())
    if delivered is None or delivered >= least:
        return None
    return f"{delivered} new articles in the last 24 hours, at least {least} are expected"


def _now() -> datetime:
    """The clock of a run, at its edge."""
    return datetime.now(UTC)

"""What a source lists, turned into articles: from the list itself, or from the page that it leads to."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from schemas.article import Article
from schemas.errors import BadInput
from schemas.reject import Reject
from schemas.vocabulary import RejectReason
from sources.addresses import page_address
from sources.documents import Document
from sources.parsing import Parser
from sources.read import Reader
from sources.rejects import rejected
from sources.web.failures import Failure, FetchFailed
from sources.web.fetching import NO_VALIDATORS, Fetcher, Validators


@dataclass(frozen=True)
class Listed:
    """One article as a source lists it. `name` is what the source calls it, `stamp` changes when it does; `fields` are
    those of an article (docs/sources.md) that the list has. Where `text` is not among them, the page at `link` has it.
    `is_asked_each_time`: the list does not say when it changes, its server does."""

    name: str
    stamp: str
    link: str
    fields: Mapping[str, str] = field(default_factory=dict)
    is_asked_each_time: bool = False


@dataclass(frozen=True)
class Taken:
    """What came of one that is listed: an article, a reject, or nothing where it is as it was."""

    items: Sequence[Article | Reject]
    validators: Validators = NO_VALIDATORS


@dataclass(frozen=True)
class Pages:
    """Reads what is listed. `now` is the time of the run."""

    fetcher: Fetcher
    parser: Parser
    reader: Reader
    now: datetime

    def take(self, listed: Listed, known: Validators | None) -> Taken:
        """The article. Raises FetchFailed where the page may be there later; any other failure is a reject."""
        if "text" in listed.fields:
            return Taken(tuple(self._article(listed, {"url": listed.link or None})))
        try:
            return self._fetched(listed, known)
        except FetchFailed as error:
            if error.is_temporary:
                raise
            return Taken((rejected_fetch(error, listed.link or listed.name),))
        except BadInput as error:
            return Taken((rejected(error, listed.link),))

    def _fetched(self, listed: Listed, known: Validators | None) -> Taken:
        limit = self.reader.limits.max_page_bytes
        found = self.fetcher.fetch(listed.link, known, limit)
        if found.is_unchanged:
            return Taken((), found.validators)
        page = self.parser.page(found.body, found.content_type)
        declared = page.get("url")
        address = page_address(found.address, declared if isinstance(declared, str) else None)
        return Taken(tuple(self._article(listed, {**page, "url": address})), found.validators)

    def _article(self, listed: Listed, page: Mapping[str, object]) -> list[Article | Reject]:
        """The article of a page, and what the list says of it: that goes first, since titles of pages often carry the
        site's name, and dates of pages are often those of their last change."""
        told = {name: value for name, value in listed.fields.items() if value}
        fields: dict[str, object] = {**page, **told}
        fields["published"] = self._believable(told.get("published")) or self._believable(page.get("published"))
        fields["updated"] = self._believable(told.get("updated"))
        fields["fetched"] = self.now.isoformat()
        return list(self.reader.document(Document(fields), listed.link or listed.name))

    def _believable(self, written: object) -> str | None:
        """A date that can be that of something that is there already (in whatever zone); else none."""
        if not isinstance(written, str):
            return None
        try:
            day = datetime.fromisoformat(written).date()
        except ValueError:
            return None
        return written if day.year >= 1800 and day <= (self.now + timedelta(days=1)).date() else None


def rejected_fetch(error: FetchFailed, origin: str) -> Reject:
    """The reject of a page that could not be fetched."""
    reason = RejectReason.TOO_LARGE if error.failure is Failure.TOO_LARGE else RejectReason.UNREADABLE
    return rejected(BadInput(reason, error.message, error.remedy), origin)

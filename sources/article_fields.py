"""From the fields of a document to an article: each checked, each complaint naming field and value."""

from collections.abc import Mapping
from datetime import date, datetime

from schemas.article import Article
from schemas.errors import BadInput
from schemas.vocabulary import RejectReason
from sources.addresses import canonical_url
from sources.cleaning import clean_text
from sources.documents import Document
from sources.identity import article_id
from sources.language import other_language
from sources.limits import Limits
from sources.rejects import InvalidField

_LONGEST_ID = 512
_YEARS = range(1800, 2201)


def article_from(document: Document, origin: str, published: date | None, limits: Limits) -> Article:
    """The article of a document; `published` is its date if it has none itself. Fields: docs/sources.md.

    Raises BadInput (`empty`, `invalid_field`, `too_large`, `unsupported_language`).
    """
    fields = document.fields
    text = _text(fields, limits)
    url = _url(fields)
    _refuse_other_languages(_short(fields, "language"), text)
    return Article(
        article_id=article_id(_id(fields), url, text),
        text=text,
        title=_short(fields, "title") or "",
        published=_published(fields) or published,
        url=url,
        source=_short(fields, "source") or "",
        origin=clean_text(origin),
        updated=_moment(fields, "updated"),
        fetched=_moment(fields, "fetched"),
    )


def given_id(document: Document) -> str | None:
    """The id that the document itself carries, for its reject; None where it has none that can be taken."""
    try:
        return _id(document.fields)
    except BadInput:
        return None


def _text(fields: Mapping[str, object], limits: Limits) -> str:
    if "text" not in fields:
        raise InvalidField("text", "the field text is missing", 'Give the article\'s text as "text".')
    text = fields["text"]
    if not isinstance(text, str):
        raise InvalidField("text", f"text is {_named(text)}, not a string", "Give the text as one string.")
    text = clean_text(text)
    if not text.strip():
        raise BadInput(RejectReason.EMPTY, "has no text", "Nothing to do, unless the text was lost on the way.")
    if len(text) > limits.max_text_characters:
        raise BadInput(
            RejectReason.TOO_LARGE,
            f"has a text of {len(text):,} characters, over the limit of {limits.max_text_characters:,}",
            "Split it into its articles.",
        )
    return text


def _short(fields: Mapping[str, object], name: str) -> str | None:
    """A field of one line, trimmed; None where absent, null or blank."""
    value = fields.get(name)
    if value is None:
        return None
    if not isinstance(value, str):
        raise InvalidField(name, f"{name} is {_named(value)}, not a string", f"Put {name} in quotes, or leave it out.")
    return clean_text(value).strip() or None


def _id(fields: Mapping[str, object]) -> str | None:
    given = fields.get("id")
    if isinstance(given, int) and not isinstance(given, bool):
        # Databases count their articles: 42 and "42" are the same one.
        return str(given)
    given = _short(fields, "id")
    if given and len(given) > _LONGEST_ID:
        raise InvalidField(
            "id",
            f"id has {len(given)} characters, over the limit of {_LONGEST_ID}",
            "Give a shorter id, or none.",
        )
    return given


def _url(fields: Mapping[str, object]) -> str | None:
    url = _short(fields, "url")
    if url is None:
        return None
    try:
        canonical_url(url)
    except ValueError as error:
        raise InvalidField(
            "url",
            f"url is no web address: {_named(url)}",
            "Give a full http or https address, or leave it out.",
        ) from error
    return url


def _published(fields: Mapping[str, object]) -> date | None:
    """The day of an ISO date, or of a date and time: as written there, in its own time zone."""
    moment = _moment(fields, "published")
    return moment and moment.date()


def _moment(fields: Mapping[str, object], name: str) -> datetime | None:
    """An ISO date (its midnight) or date and time; without a zone where none is written."""
    remedy = "Write it as 2023-07-13 or 2023-07-13T18:30:00+07:00, or leave it out."
    value = fields.get(name)
    if value is None:
        return None
    if not isinstance(value, str):
        raise InvalidField(name, f"{name} is {_named(value)}, not a date in quotes", remedy)
    written = value.strip()
    if not written:
        return None
    try:
        moment = datetime.fromisoformat(written)
    except ValueError as error:
        raise InvalidField(name, f"{name} is no possible date: {_named(written)}", remedy) from error
    if moment.year not in _YEARS:
        raise InvalidField(name, f"{name} is in the year {moment.year}: {_named(written)}", remedy)
    return moment


def _refuse_other_languages(stated: str | None, text: str) -> None:
    if stated is None:
        other = other_language(text)
    else:
        main = stated.lower().replace("_", "-").split("-")[0]
        other = None if main in ("en", "eng", "english") else stated
    if other is not None:
        raise BadInput(
            RejectReason.UNSUPPORTED_LANGUAGE,
            f"is in another language than English: {other}",
            'Translate it first; if it is English, say so in its field language: "en".',
        )


def _named(value: object) -> str:
    """A value as a message shows it: a container by its kind, a scalar as written, 80 characters of it."""
    match value:
        case dict():
            return "an object"
        case list():
            return "a list"
        case None:
            return "null"
        case _:
            shown = repr(value)
            return shown if len(shown) <= 80 else shown[:77] + "..."

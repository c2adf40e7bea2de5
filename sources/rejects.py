"""Rejects made from what a source could not take, under ids that the next run finds again."""

import hashlib

from schemas.errors import BadInput
from schemas.reject import Reject
from schemas.secrets import without_secrets
from schemas.vocabulary import RejectReason
from sources.cleaning import clean_text

EXCERPT_CHARACTERS = 200


class InvalidField(BadInput):
    """A field of an article has a value that cannot be taken."""

    def __init__(self, field: str, message: str, remedy: str) -> None:
        super().__init__(RejectReason.INVALID_FIELD, message, remedy)
        self.field = field


def rejected(
    error: BadInput,
    origin: str,
    *,
    line: int | None = None,
    article_id: str | None = None,
    excerpt: str | bytes = "",
) -> Reject:
    """The reject that tells of `error`, met in `origin` at `line` (from 1; None: the whole of it).

    `excerpt` is the offending input: its beginning is kept, cleaned. The id is a hash of place, reason and
    excerpt, so that reading the same input again gives the same reject.
    """
    shown = _shown(excerpt)
    return Reject(
        reject_id=_reject_id(origin, line, error.reason, shown),
        origin=without_secrets(clean_text(origin)),
        line=line,
        article_id=article_id,
        field=error.field if isinstance(error, InvalidField) else None,
        reason=error.reason,
        message=clean_text(error.message),
        remedy=error.remedy,
        excerpt=shown,
    )


def _shown(excerpt: str | bytes) -> str:
    if isinstance(excerpt, bytes):
        excerpt = excerpt[: 4 * EXCERPT_CHARACTERS].decode("utf-8", errors="replace")
    return without_secrets(clean_text(excerpt[: 2 * EXCERPT_CHARACTERS])).strip()[:EXCERPT_CHARACTERS]


def _reject_id(origin: str, line: int | None, reason: RejectReason, excerpt: str) -> str:
    parts = (origin, "" if line is None else str(line), reason.value, excerpt)
    return "reject:" + hashlib.sha256("\x1f".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:16]

"""A reject: what was not taken, from where, and why. Kept, never dropped."""

from schemas.base import Model
from schemas.vocabulary import RejectReason


class Reject(Model):
    """One input that did not become an article, or one article that could not be read.

    `line` counts from 1 and is null for whole files; `field` names the offending field; `excerpt` holds at
    most 200 cleaned characters of the input, for whoever looks into it.
    """

    reject_id: str
    origin: str
    line: int | None = None
    article_id: str | None = None
    field: str | None = None
    reason: RejectReason
    message: str
    remedy: str = ""
    excerpt: str = ""

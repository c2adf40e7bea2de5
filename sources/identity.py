"""Which article it is: the same address or the same text gives the same id, on every machine."""

import hashlib

from sources.addresses import canonical_url


def article_id(given: str | None, url: str | None, text: str) -> str:
    """The id of an article: the one that it was given, else one made from its address, else from its text.

    "url:" or "text:" and 16 hex digits: 64 bits, enough that a billion articles collide once in a dozen
    archives. An article keeps its id over its versions only if it has an id or an address.
    """
    if given:
        return given
    if url:
        return "url:" + _short_hash(canonical_url(url))
    return "text:" + _short_hash(text)


def _short_hash(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8")).hexdigest()[:16]

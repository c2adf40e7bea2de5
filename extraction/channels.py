"""How a meeting takes place: in person, by phone, by video."""

import re

from extraction.draft import Characters, Trigger
from schemas.vocabulary import Channel

_PHONE = re.compile(
    r"\b(?:by|over the|on the|via|a)\s+(?:tele)?phone\b|\b(?:tele)?phone (?:call|conversation|talks)\b",
    re.IGNORECASE,
)
_VIDEO = re.compile(
    r"\bvideo[- ]?(?:call|conferenc\w*|link|teleconference|meeting|summit)\b|\bvirtual(?:ly)?\b|\bonline\b"
    r"|\bvia (?:zoom|video)\b",
    re.IGNORECASE,
)


_CALL = re.compile(r"\bcalls?\b(?! (?:for|on)\b)", re.IGNORECASE)


def channel(trigger: Trigger, default: Channel, has_place: bool, title: str = "") -> tuple[Channel, Characters | None]:
    """The channel and the words that say so; the frame's own channel where the sentence says nothing.

    Talks with a place are taken to be in person (codebook: unknown only without place, travel or medium). Where the
    title announces a call, who "spoke" did so by phone.
    """
    sentence = trigger.words.sent
    for pattern, found in ((_VIDEO, Channel.VIDEO), (_PHONE, Channel.PHONE)):
        if match := pattern.search(sentence.text):
            start = sentence.start_char + match.start()
            return found, Characters(start, start + len(match[0]))
    if default is Channel.UNKNOWN and has_place:
        return Channel.IN_PERSON, None
    if default is Channel.UNKNOWN and _CALL.search(title):
        return Channel.PHONE, None
    return default, None

"""Keys, passwords and tokens taken out of what people are shown: messages, remedies, logs."""

import re

_NAMES = (
    r"(?:[\w-]*(?:api|access|secret|private|account)[_-]?key(?:[_-]?id)?|[\w-]*password|passwd|[\w-]*secret"
    r"|[\w-]*token|(?:x-amz-)?signature|x-amz-credential|authorization)"
)
# https://user:password@host, the password with slashes in it or not; https://key@host
_IN_ADDRESS = re.compile(r"(?<=://)(?:[^/:@\s'\"]+:[^@\s'\"]*|[^/:@\s'\"]+)@")
# token=abc, "token": "abc", 'token': 'abc'; what is quoted may have spaces in it.
_GIVEN = re.compile(rf"(?i)(\b{_NAMES}(?:=|['\"]\s*[:=]\s*))(?:'[^']*'|\"[^\"]*\"|[^\s&'\",;)}}\]]+)")
# password: abc, as in YAML. Not every "token:": a parser's complaint has one, too.
_WRITTEN = re.compile(
    r"(?i)(\b[\w-]*(?:password|passwd|(?:api|access|secret|private)[_-]?key|client[_-]?secret):\s+)\S+"
)
_HEADER = re.compile(r"(?i)\b(authorization:\s*|bearer\s+|basic\s+(?=[\w+/]{12,}))[^\s'\",]+(?:\s+[\w+/=._-]{8,})?")
_AMAZON = re.compile(r"\b(AKIA|ASIA)[0-9A-Z]{16}\b")


def without_secrets(text: str) -> str:
    """The text with "…" where there was a key, a password or a token, in an address, a setting or a header."""
    text = _IN_ADDRESS.sub("…@", text)
    text = _HEADER.sub(r"\1…", text)
    for pattern in (_GIVEN, _WRITTEN, _AMAZON):
        text = pattern.sub(r"\1…", text)
    return text

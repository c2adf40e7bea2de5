"""From the bytes of a web page or feed to its text: by what is true of them, and only then by what is said of them."""

import re

from sources.cleaning import decode, refuse_binary

# Only what pages are really written in: Python also knows "encodings" that transform, some in quadratic time.
_CHARSETS = (
    r"iso-8859-\d{1,2}|windows-\d{3,4}|koi8-[ru]|macintosh|gb2312|gbk|gb18030|big5|shift_jis|euc-jp|euc-kr"
    r"|utf-16(?:le|be)?"
)
_DECLARED = re.compile(
    rf"""<(?:meta|\?xml)[^>]{{0,200}}?(?:charset|encoding)\s*=\s*["']?({_CHARSETS})\b""".encode(), re.IGNORECASE
)
_IN_HEADER = re.compile(rf"""charset\s*=\s*["']?({_CHARSETS})\b""", re.IGNORECASE)
_OF_ONE_BYTE = ("iso-8859-", "windows-")
_SAMPLE_BYTES = 262_144


def decode_page(data: bytes, content_type: str = "") -> str:
    """The text of a page or a feed; `content_type` is the header under which it was sent.

    UTF-8 is what it is, whatever is said of it. Otherwise a byte order mark counts, then the header, then what the page
    says of itself, then what can be told for certain. Raises BadInput: `binary`, `wrong_encoding`.
    """
    try:
        if data[:256].count(0) < 64:  # UTF-16 without a mark would pass for UTF-8 with NULs
            return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        pass
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return decode(data)
    said = _IN_HEADER.search(content_type)
    in_page = _DECLARED.search(data[:4096])
    for charset in (said and said[1], in_page and in_page[1].decode("ascii")):
        if charset and (text := _as(data, charset.lower())) is not None:
            return text
    return decode(data)


def _as(data: bytes, charset: str) -> str | None:
    """The text in the encoding, if it can be that."""
    if charset.startswith("utf-16"):
        # Without a mark, of the two orders only one makes sense of what is mostly ASCII.
        charset = charset if charset[-1] != "6" else ("utf-16-be" if data[:1] == b"\x00" else "utf-16-le")
    else:
        refuse_binary(data)
    if charset.startswith(_OF_ONE_BYTE) and _is_damaged_utf8(data):
        return None
    try:
        # As browsers do: pages that say ISO-8859-1 mean the larger set of Windows.
        return data.decode("windows-1252" if charset == "iso-8859-1" else charset)
    except (LookupError, UnicodeDecodeError):
        return None


def _is_damaged_utf8(data: bytes) -> bool:
    """Whether more of what is not ASCII is UTF-8 than is not: each letter of it would become two or three."""
    sample = data[:_SAMPLE_BYTES]
    whole = sum(ord(character) > 127 for character in sample.decode("utf-8", errors="ignore"))
    broken = sample.decode("utf-8", errors="replace").count("\ufffd")
    return whole > broken

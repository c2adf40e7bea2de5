"""`.html` and `.htm`: the article in a saved web page, without its menus, comments and footers."""

import logging
import re
from typing import BinaryIO

from trafilatura import bare_extraction
from trafilatura.settings import Document as Page

from schemas.errors import BadInput
from schemas.vocabulary import RejectReason
from sources.cleaning import decode, refuse_binary
from sources.documents import Document, Documents, read_whole
from sources.limits import Limits

# What they log of a broken page, the reject says; without a handler it would go to standard error.
for _library in ("trafilatura", "htmldate"):
    logging.getLogger(_library).addHandler(logging.NullHandler())

# Only what pages are really written in: Python also knows "encodings" that transform, some in quadratic time.
_DECLARED_CHARSET = re.compile(
    rb"""<(?:meta|\?xml)[^>]{0,200}?(?:charset|encoding)\s*=\s*["']?"""
    rb"""(iso-8859-\d{1,2}|windows-\d{3,4}|koi8-[ru]|macintosh|gb2312|gbk|gb18030|big5|shift_jis|euc-jp|euc-kr)\b""",
    re.IGNORECASE,
)

# A date that the page does not declare is none: the search through its text would take the year of a
# copyright notice. The latest date is fixed so that the outcome does not hang on the clock.
_DATES = {"extensive_search": False, "original_date": True, "max_date": "2200-12-31"}


def page_documents(stream: BinaryIO, limits: Limits) -> Documents:
    """The one article of an HTML page: text, title, and date, address and outlet as the page declares them.

    Raises BadInput: `too_large`, `binary`, `wrong_encoding`, `empty` where the page holds no article.
    """
    html = _decode_page(read_whole(stream, limits.max_page_bytes))
    page = bare_extraction(html, include_comments=False, with_metadata=True, date_extraction_params=_DATES)
    if not isinstance(page, Page) or not page.text:
        raise BadInput(
            RejectReason.EMPTY,
            "is a page without an article",
            "Save the page of the article itself, or its text.",
        )
    yield Document(
        {
            "text": page.text,
            "title": page.title,
            "published": page.date,
            "url": page.url,
            "source": page.sitename,
        }
    )


def _decode_page(data: bytes) -> str:
    """Like `decode`, but a page that is not UTF-8 is believed what it says of its encoding."""
    declared = _DECLARED_CHARSET.search(data[:4096])
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        if declared is None:
            return decode(data)
    refuse_binary(data)
    charset = declared[1].decode("ascii").lower()
    try:
        # As browsers do: pages that say ISO-8859-1 mean the larger set of Windows.
        return data.decode("windows-1252" if charset == "iso-8859-1" else charset)
    except (LookupError, UnicodeDecodeError):
        return decode(data)

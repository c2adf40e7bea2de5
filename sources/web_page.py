"""`.html` and `.htm`: the article in a saved web page, without its menus, comments and footers."""

import logging
from collections.abc import Iterator
from typing import BinaryIO

from schemas.errors import BadInput
from schemas.vocabulary import RejectReason
from sources.documents import Document, read_whole
from sources.limits import Limits
from sources.page_encoding import decode_page

# What they log of a broken page, the reject says; without a handler it would go to standard error.
for _library in ("trafilatura", "htmldate"):
    logging.getLogger(_library).addHandler(logging.NullHandler())

# A date that the page does not declare is none: the search through its text would take the year of a
# copyright notice. The latest date is fixed so that the outcome does not hang on the clock.
_DATES = {"extensive_search": False, "original_date": True, "max_date": "2200-12-31"}


def page_documents(stream: BinaryIO, limits: Limits, content_type: str = "") -> Iterator[Document]:
    """The one article of an HTML page: text, title, and date, address and outlet as the page declares them.

    `content_type` is the header under which it was sent, where it was. Raises BadInput: `too_large`, `binary`,
    `wrong_encoding`, `empty` where the page holds no article.
    """
    # Half a second to import, which whoever reads plain text need not wait for.
    from trafilatura import bare_extraction
    from trafilatura.settings import Document as Page

    html = decode_page(read_whole(stream, limits.max_page_bytes), content_type)
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

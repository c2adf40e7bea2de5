"""The article in a web page, without its menus and comments; called where a page can do no harm (parsing.py)."""

import logging

from schemas.errors import BadInput
from schemas.vocabulary import RejectReason
from sources.page_encoding import decode_page

# What they log of a broken page, the reject says; without a handler it would go to standard error.
for _library in ("trafilatura", "htmldate"):
    logging.getLogger(_library).addHandler(logging.NullHandler())

# A date that the page does not declare is none: the search through its text would take the year of a
# copyright notice. The latest date is fixed so that the outcome does not hang on the clock.
_DATES = {"extensive_search": False, "original_date": True, "max_date": "2200-12-31"}


def page_fields(data: bytes, content_type: str) -> dict[str, object]:
    """The one article of an HTML page: text, title, and date, address and outlet as the page declares them.

    `content_type` is the header under which it was sent, empty where it was not. Raises BadInput: `binary`,
    `wrong_encoding`, `empty` where the page holds no article.
    """
    # Half a second to import, which whoever reads plain text need not wait for.
    from trafilatura import bare_extraction
    from trafilatura.settings import Document as Page

    html = decode_page(data, content_type)
    page = bare_extraction(html, include_comments=False, with_metadata=True, date_extraction_params=_DATES)
    if not isinstance(page, Page) or not page.text:
        raise BadInput(
            RejectReason.EMPTY,
            "is a page without an article",
            "Save the page of the article itself, or its text.",
        )
    return {
        "text": page.text,
        "title": page.title,
        "published": page.date,
        "url": page.url,
        "source": page.sitename,
    }

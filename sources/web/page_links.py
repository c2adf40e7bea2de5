"""Where a page leads: the addresses of its links."""

from lxml import etree, html

from schemas.errors import BadInput
from schemas.vocabulary import RejectReason
from sources.page_encoding import decode_page

_MOST_LINKS = 2_000


def page_links(data: bytes, content_type: str, address: str) -> list[str]:
    """The web addresses that the page at `address` links to, each once and without its fragment, in their order.

    Raises BadInput: `empty` for a page without links, `binary`, `wrong_encoding`.
    """
    text = decode_page(data, content_type)
    try:
        # As bytes: lxml refuses a text that says in what encoding it was.
        root = html.document_fromstring(text.encode("utf-8", "surrogatepass"), html.HTMLParser(encoding="utf-8"))
        root.make_links_absolute(address, resolve_base_href=True, handle_failures="ignore")
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise BadInput(RejectReason.EMPTY, f"is no page: {error}", "Look at it in a browser.") from error
    links = dict.fromkeys(str(each).partition("#")[0].strip() for each in root.xpath("//a/@href"))
    found = [link for link in links if link.lower().startswith(("http://", "https://"))]
    if not found:
        raise BadInput(RejectReason.EMPTY, "is a page without links", "It may be made by scripts, which are not run.")
    return found[:_MOST_LINKS]

"""Sitemaps (sitemaps.org): the addresses that a site lists, and the sitemaps that it has them in."""

from lxml import etree

from schemas.errors import BadInput
from schemas.vocabulary import RejectReason
from sources.page_encoding import decode_page
from sources.web.entries import Sitemap, SitemapEntry

# As many a sitemap may have by its rules.
MOST_ENTRIES = 50_000
_LONGEST_FIELD = 4_096
_LOOK = "Look at it in a browser."


def sitemap_entries(data: bytes, content_type: str) -> Sitemap:
    """What a sitemap lists, in its order.

    Raises BadInput: `unknown_format`, `too_large`, `binary`, `wrong_encoding`.
    """
    text = decode_page(data, content_type)
    if "<!ENTITY" in text or "<!DOCTYPE" in text:
        raise BadInput(RejectReason.UNKNOWN_FORMAT, "has a document type, as no sitemap has", _LOOK)
    parser = etree.XMLParser(
        encoding="utf-8", resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True
    )
    try:
        root = etree.fromstring(text.encode("utf-8", "surrogatepass"), parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise BadInput(RejectReason.UNKNOWN_FORMAT, f"is no XML: {error}", _LOOK) from error
    match _name(root):
        case "urlset":
            return Sitemap(_entries(root, "url"), [])
        case "sitemapindex":
            return Sitemap([], _entries(root, "sitemap"))
        case other:
            raise BadInput(
                RejectReason.UNKNOWN_FORMAT,
                f"is no sitemap, but <{other[:40]}>",
                "Its robots.txt may name the sitemap.",
            )


def _entries(root: etree._Element, kind: str) -> list[SitemapEntry]:
    found = []
    for element in root:
        if _name(element) != kind:
            continue
        fields = {_name(each): (each.text or "").strip()[:_LONGEST_FIELD] for each in element.iter()}
        if fields.get("loc"):
            found.append(
                SitemapEntry(
                    link=fields["loc"],
                    modified=fields.get("lastmod", ""),
                    published=fields.get("publication_date", ""),
                    title=fields.get("title", ""),
                )
            )
        if len(found) > MOST_ENTRIES:
            raise BadInput(RejectReason.TOO_LARGE, f"has more than {MOST_ENTRIES:,} addresses", "Take a part of it.")
    return found


def _name(element: etree._Element) -> str:
    return etree.QName(element).localname if isinstance(element.tag, str) else ""

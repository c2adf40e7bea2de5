"""The text of the small pieces of HTML that feeds carry."""

import re

from lxml import etree, html

# What people do not read, or what is no part of the text where it stands.
_LEFT_OUT = set("script style noscript template iframe object embed svg math form figure nav".split())
_BLOCKS = set(
    "address article aside blockquote br dd div dl dt footer h1 h2 h3 h4 h5 h6 header hr li main ol p pre section "
    "table td th tr ul".split()
)
_SPACES = re.compile(r"[^\S\n]+")
_LINES = re.compile(r"\s*\n\s*")


def text_of(markup: str) -> str:
    """What a reader sees of a piece of HTML: its text without scripts, pictures and forms, a line a paragraph."""
    if "<" not in markup and "&" not in markup:
        return _tidied(markup)
    try:
        root = html.fragment_fromstring(markup, create_parent="div")
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return ""
    parts: list[str] = []
    walk = etree.iterwalk(root, events=("start", "end", "comment", "pi"))
    for event, element in walk:
        name = element.tag.lower() if isinstance(element.tag, str) else ""
        if name in _BLOCKS:
            parts.append("\n")
        if name in _LEFT_OUT and event == "start":
            walk.skip_subtree()
        elif event == "start":
            parts.append(element.text or "")
        elif element is not root:
            parts.append(element.tail or "")
    return _tidied("".join(parts))


def _tidied(text: str) -> str:
    return _LINES.sub("\n", _SPACES.sub(" ", text.replace("\r", "\n"))).strip()

"""`.txt` and `.md`: the text as it stands, after an optional head of YAML between lines of three dashes."""

import re
from typing import Any, BinaryIO

import yaml

from schemas.errors import BadInput
from schemas.vocabulary import RejectReason
from sources.cleaning import clean_text, decode
from sources.documents import Document, Documents, read_whole
from sources.limits import Limits

_OPENING = re.compile(r"---[ \t]*\r?\n")
_CLOSING = re.compile(r"^---[ \t]*(?:\r?\n|\Z)", re.MULTILINE)
_BLANK_LINE = re.compile(r"[ \t]*\r?\n")
_LONGEST_FRONT_MATTER = 65_536
_LINES_BEFORE = 2  # the line of dashes, and that YAML counts from 0
_NULLS = ("", "~", "null")
_REMEDY = "Write it as `key: value` lines between two lines of ---, or take the first --- away."


def text_documents(stream: BinaryIO, limits: Limits) -> Documents:
    """The one article of a text file; the keys of its front matter are its fields.

    Raises BadInput: `too_large`, `binary`, `wrong_encoding`, `broken_front_matter`.
    """
    content = decode(read_whole(stream, limits.max_file_bytes))
    opening = _OPENING.match(content)
    if opening is None:
        yield Document({"text": content})
        return
    closing = _CLOSING.search(content, opening.end(), opening.end() + _LONGEST_FRONT_MATTER)
    if closing is None:
        raise BadInput(RejectReason.BROKEN_FRONT_MATTER, "the front matter begins with ---, but never ends", _REMEDY)
    fields, lines = _front_matter(content[opening.end() : closing.start()])
    blank = _BLANK_LINE.match(content, closing.end())
    text = content[blank.end() if blank else closing.end() :]
    yield Document({**fields, "text": text}, field_lines=lines)


def _front_matter(head: str) -> tuple[dict[str, Any], dict[str, int]]:
    """The fields, and the line of the file that each of them stands on.

    YAML's base loader makes strings, lists and objects and nothing else: an impossible date or a number for
    a title is left to the checks of the fields, and a tag can construct nothing.
    """
    loader = yaml.BaseLoader(clean_text(head))
    try:
        node = loader.get_single_node()
        if node is None:
            return {}, {}
        if not isinstance(node, yaml.MappingNode):
            raise BadInput(RejectReason.BROKEN_FRONT_MATTER, "the front matter has no keys", _REMEDY)
        fields = loader.construct_document(node)
    except yaml.MarkedYAMLError as error:
        raise BadInput(RejectReason.BROKEN_FRONT_MATTER, _complaint(error), _REMEDY) from error
    except (yaml.YAMLError, ValueError, OverflowError, RecursionError) as error:
        raise BadInput(RejectReason.BROKEN_FRONT_MATTER, f"the front matter is no YAML: {error}", _REMEDY) from error
    lines = {str(key.value): key.start_mark.line + _LINES_BEFORE for key, _ in node.value}
    return {key: None if value in _NULLS else value for key, value in fields.items()}, lines


def _complaint(error: yaml.MarkedYAMLError) -> str:
    where = f" in line {error.problem_mark.line + _LINES_BEFORE}" if error.problem_mark else ""
    return f"the front matter is no YAML{where}: {error.problem}"

"""`.json`: one article as an object, or many in an array."""

import json
from typing import Any, BinaryIO

from schemas.errors import BadInput
from schemas.vocabulary import RejectReason
from sources.cleaning import decode
from sources.documents import BadDocument, Document, Documents, read_whole
from sources.limits import Limits

_REMEDY = "Correct the JSON there; many articles may also stand one a line in a .jsonl file."


def json_documents(stream: BinaryIO, limits: Limits) -> Documents:
    """The articles of a JSON file; an item of an array that is no object is a BadDocument.

    Raises BadInput: `too_large`, `binary`, `wrong_encoding`, `empty`, `broken_json`.
    """
    written = decode(read_whole(stream, limits.max_array_bytes))
    content = parsed(written) if written.strip() else []
    if isinstance(content, dict):
        yield Document(content)
        return
    if not isinstance(content, list):
        raise not_an_object(content)
    if not content:
        raise no_articles()
    for number, item in enumerate(content, start=1):
        if isinstance(item, dict):
            yield Document(item, item=number)
        else:
            yield BadDocument(not_an_object(item), item=number, excerpt=repr(item))


def no_articles() -> BadInput:
    """What to say of a file without any article."""
    return BadInput(RejectReason.EMPTY, "has no articles", "Nothing to do, unless they were lost on the way.")


def parsed(content: str) -> Any:
    """The value of a JSON text. Raises BadInput (`broken_json`) saying where it breaks."""
    try:
        return json.loads(content)
    except json.JSONDecodeError as error:
        line = f"line {error.lineno}, " if "\n" in content else ""
        said = error.msg.removesuffix(" at").removesuffix(" starting")
        raise BadInput(
            RejectReason.BROKEN_JSON, f"is no JSON at {line}column {error.colno}: {said}", _REMEDY
        ) from error
    except (ValueError, RecursionError) as error:
        raise BadInput(RejectReason.BROKEN_JSON, f"is no JSON that can be read: {error}", _REMEDY) from error


def not_an_object(value: object) -> BadInput:
    """What to say of a JSON value that should have been an article."""
    kind = {str: "a string", list: "a list", bool: "a truth value", type(None): "null"}.get(type(value), "a number")
    return BadInput(
        RejectReason.BROKEN_JSON,
        f"is {kind}, not an object",
        'Write each article as {"id": ..., "text": ...}.',
    )

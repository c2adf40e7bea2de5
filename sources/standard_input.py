"""Standard input: which format it holds, told by its first line."""

import codecs
import io
import re
from typing import BinaryIO

from sources.documents import Documents, ReadDocuments
from sources.json_documents import json_documents
from sources.json_lines import json_line_documents
from sources.limits import Limits
from sources.plain_text import text_documents

_SNIFFED_BYTES = 65_536
_OBJECT = re.compile(rb'\{\s*["}]')
_ARRAY = re.compile(rb"\[\s*\{")
_UNFINISHED = (b"{", b"[", b",", b":")


def piped_documents(stream: BinaryIO, limits: Limits) -> Documents:
    """The articles of a stream that is JSON lines if it looks so, JSON if it looks so, else one plain text.

    Reads no further ahead than the first line that is not blank.
    """
    head = _first_line(stream)
    whole = io.BufferedReader(_Rejoined(head, stream))
    return _format_of(head.removeprefix(codecs.BOM_UTF8).strip())(whole, limits)


def _first_line(stream: BinaryIO) -> bytes:
    head = b""
    while not head.strip() and len(head) < _SNIFFED_BYTES and (line := stream.readline(_SNIFFED_BYTES)):
        head += line
    return head


def _format_of(line: bytes) -> ReadDocuments:
    if line in (b"{", b"[") or _ARRAY.match(line):
        return json_documents
    if _OBJECT.match(line):
        # An object that goes on in the next line is one article, written over many lines.
        return json_documents if line.endswith(_UNFINISHED) else json_line_documents
    return text_documents


class _Rejoined(io.RawIOBase):
    """What was read ahead, and then the rest."""

    def __init__(self, head: bytes, rest: BinaryIO) -> None:
        super().__init__()
        self._head = head
        self._rest = rest

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        size = len(buffer)
        data, self._head = self._head[:size], self._head[size:]
        # By lines: a plain read would wait until a slow pipe has filled the whole buffer.
        data = data or self._rest.readline(size)
        buffer[: len(data)] = data
        return len(data)

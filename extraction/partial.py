"""Parsing parts of a document: they are put together for the model, and what it says is put back in their places."""

from collections.abc import Sequence

import numpy as np
from spacy.attrs import DEP, ENT_IOB, ENT_TYPE, HEAD, TAG
from spacy.tokens import Doc

_ATTRIBUTES = [HEAD, DEP, TAG, ENT_IOB, ENT_TYPE]
_OUTSIDE = 2
"""The code of "in no entity" for ENT_IOB."""


def excerpt(doc: Doc, parts: Sequence[range]) -> Doc:
    """A document of these tokens only; each part begins a sentence. Where they are all, the document itself."""
    if sum(map(len, parts)) == len(doc):
        return doc
    tokens = [doc[i] for part in parts for i in part]
    short = Doc(doc.vocab, words=[token.text for token in tokens], spaces=[bool(t.whitespace_) for t in tokens])
    begin = 0
    for part in parts:
        short[begin].is_sent_start = True
        begin += len(part)
    return short


def put_back(doc: Doc, parts: Sequence[range], parsed: Doc) -> Doc:
    """The whole document with what was found in its parts. What was not parsed has no tags and no entities; each
    stretch of it is one sentence."""
    if parsed is doc:
        return doc
    table = np.zeros((len(doc), len(_ATTRIBUTES)), dtype=np.uint64)
    table[:, _ATTRIBUTES.index(ENT_IOB)] = _OUTSIDE
    table[:, _ATTRIBUTES.index(HEAD)] = _heads_of_unparsed(len(doc), parts)
    table[[i for part in parts for i in part]] = parsed.to_array(_ATTRIBUTES)
    return doc.from_array(_ATTRIBUTES, table)  # type: ignore[arg-type] # any numpy array of uint64 will do


def _heads_of_unparsed(length: int, parts: Sequence[range]) -> "np.ndarray[tuple[int], np.dtype[np.uint64]]":
    """How far the head of each token is from it: the first of its stretch is the head of all."""
    heads = np.zeros(length, dtype=np.int64)
    start = 0
    for stop, following in [(part.start, part.stop) for part in parts] + [(length, length)]:
        heads[start:stop] = -np.arange(stop - start)
        start = following
    return heads.astype(np.uint64)

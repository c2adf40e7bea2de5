"""By what a copy of an article is known: MinHash over its words in order, and its numbers.

A copy is the same text under another address: an agency's report as several outlets print it. Two versions are taken
for copies of one another (warehouse/sql/050_copies.sql applies the rule) if all of this holds:

- they share 85 % of their shingles of SHINGLE_WORDS words, as far as 128 hashes tell (within 3 %);
- every number of the one that has fewer stands in the other, too: a daily report of the same wording with other figures
  is no copy;
- they were published at most five days apart, as far as both have a date: a notice that is given anew every year is
  none either;
- both have at least MINIMAL_WORDS words: a line is soon the same by chance.

Measured on 14,396 White House documents and 120,023 WCEP items: docs/sources.md, "Copies".
"""

import re
import unicodedata
from hashlib import blake2b

from schemas.article import Article
from schemas.signature import Signature

SHINGLE_WORDS = 4
MINIMAL_WORDS = 30

_PERMUTATIONS = 128
_BANDS = 16
_WORD = re.compile(r"\w+")
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")


def signature_of(article: Article) -> Signature | None:
    """The signature of an article version; None where its text is too short to be known again. Pure: the same text
    gives the same on every machine."""
    # Not before it is needed: it brings scipy along, two seconds for a run that has nothing new.
    from datasketch import MinHash

    words = _WORD.findall(unicodedata.normalize("NFKC", article.text).casefold())
    if len(words) < MINIMAL_WORDS:
        return None
    shingles = {" ".join(words[at : at + SHINGLE_WORDS]) for at in range(len(words) - SHINGLE_WORDS + 1)}
    # Seed and scheme are part of what is stored: with others nothing would be found again.
    minhash = MinHash(num_perm=_PERMUTATIONS, seed=1, scheme="affine32")
    minhash.update_batch([shingle.encode() for shingle in shingles])
    rows = _PERMUTATIONS // _BANDS
    values = [int(value) for value in minhash.hashvalues]
    return Signature(
        article_id=article.article_id,
        content_hash=article.content_hash,
        published=article.published,
        minhash=tuple(value & 0xFF for value in values),
        bands=tuple(_key(f"{band}:{values[band * rows : (band + 1) * rows]}", 8) for band in range(_BANDS)),
        numbers=tuple(sorted({_key(number, 4) for number in _NUMBER.findall(article.text)})),
    )


def _key(text: str, size: int) -> int:
    """A signed integer of `size` bytes."""
    return int.from_bytes(blake2b(text.encode(), digest_size=size).digest(), signed=True)

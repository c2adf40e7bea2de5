"""The signature of an article version: enough of its text to find copies by, in some 250 bytes."""

from datetime import date

from schemas.base import Model


class Signature(Model):
    """What `resolution.copies.signature_of` makes of an article version, and `warehouse.copies` compares.

    `minhash` are the lowest bytes of 128 minima over hashed word shingles: the share in which two texts agree is
    that of the shingles that they share (Jaccard). `bands` are keys under which texts that share much are found: such
    texts have at least one in common. `numbers` are hashes of the numbers in the text, each once.
    """

    article_id: str
    content_hash: str
    published: date | None
    minhash: tuple[int, ...]
    bands: tuple[int, ...]
    numbers: tuple[int, ...]

"""How much of one input is read: the bounds that keep memory flat and hostile files harmless."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Limits:
    """Bounds in bytes, except for `max_text_characters`; what exceeds one becomes a `too_large` reject.

    `max_text_characters` is as much as spaCy's parser takes in one piece (its `nlp.max_length`).
    `max_page_bytes` is small because HTML is parsed at seconds per ten megabytes, whatever it holds.
    `max_array_bytes` bounds a `.json` file: the only format with many articles that is not streamed.
    """

    max_file_bytes: int = 5_000_000
    max_page_bytes: int = 5_000_000
    max_array_bytes: int = 50_000_000
    max_line_bytes: int = 5_000_000
    max_text_characters: int = 1_000_000


DEFAULT_LIMITS = Limits()

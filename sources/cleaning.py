"""From bytes to clean text: what is binary, which encoding it is, and which characters go."""

import codecs
import re

from charset_normalizer import from_bytes

from schemas.article import FORBIDDEN_CHARACTERS
from schemas.errors import BadInput
from schemas.vocabulary import RejectReason

_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_CONTROL_BYTES = bytes(b for b in range(32) if b not in b"\t\n\x0b\x0c\r\x1b")

# UTF-32's little-endian mark begins with UTF-16's: it has to be looked for first.
_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)

_MAGIC = {
    b"%PDF-": "a PDF document",
    b"\x89PNG": "a PNG image",
    b"\xff\xd8\xff": "a JPEG image",
    b"GIF8": "a GIF image",
    b"PK\x03\x04": "a ZIP archive (.docx, .xlsx and .epub are such archives)",
    b"\x1f\x8b": "a gzip archive",
    b"BZh": "a bzip2 archive",
    b"\xfd7zXZ": "an xz archive",
    b"\x28\xb5\x2f\xfd": "a zstd archive",
    b"7z\xbc\xaf": "a 7-Zip archive",
    b"Rar!": "a RAR archive",
    b"\x7fELF": "a program",
    b"\xd0\xcf\x11\xe0": "an Office document of the old format",
    b"PAR1": "a Parquet file",
    b"SQLite format 3": "an SQLite database",
}

_SAMPLE_BYTES = 65_536
_SAVE_AS_UTF8 = "Save it as UTF-8 and read it again."


def clean_text(text: str) -> str:
    """`text` without NULs and other control characters (but tab and line ends), lone surrogates and
    bidirectional controls. Nothing else changes, so that evidence points into the text as it was given.
    """
    return _CONTROLS.sub("", FORBIDDEN_CHARACTERS.sub("", text))


def decode(data: bytes) -> str:
    """The text in `data`: by its byte order mark, else UTF-8, else an older encoding if that is certain.

    The mark itself is dropped. Raises BadInput: `binary` for what is no text at all, `wrong_encoding` where
    no encoding is certain.
    """
    for mark, encoding in _BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return _decode_marked(data[len(mark) :], encoding)
    refuse_binary(data)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        return _decode_older(data, error)


def refuse_binary(data: bytes) -> None:
    """Raises BadInput (`binary`) if `data` has the magic bytes or the control bytes of something not text."""
    for magic, kind in _MAGIC.items():
        if data.startswith(magic):
            raise BadInput(RejectReason.BINARY, f"is {kind}, not text", "Export its text as UTF-8 first.")
    sample = data[:_SAMPLE_BYTES]
    controls = len(sample) - len(sample.translate(None, _CONTROL_BYTES))
    # A text damaged by a few NULs is cleaned; random bytes hold about one control in nine.
    if controls >= 8 and controls > len(sample) / 20:
        raise BadInput(
            RejectReason.BINARY,
            f"is binary: {controls} of its first {len(sample)} bytes are control bytes",
            "Export its text as UTF-8 first.",
        )


def _decode_marked(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise BadInput(
            RejectReason.WRONG_ENCODING,
            f"has the byte order mark of {encoding}, but byte {error.start} does not fit it",
            _SAVE_AS_UTF8,
        ) from error


def _decode_older(data: bytes, error: UnicodeDecodeError) -> str:
    unsure = BadInput(
        RejectReason.WRONG_ENCODING,
        f"is not UTF-8 (byte 0x{data[error.start]:02x} at {error.start}), and no other encoding is certain",
        _SAVE_AS_UTF8,
    )
    if _has_utf8_sequences(data):
        # Damaged UTF-8: any other encoding would take it, and turn every apostrophe into three characters.
        raise unsure
    encoding = _western(data) or _guessed(data)
    if encoding is None:
        raise unsure
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        raise unsure from error


def _has_utf8_sequences(data: bytes) -> bool:
    kept = data[:_SAMPLE_BYTES].decode("utf-8", errors="ignore")
    return any(ord(character) > 127 for character in kept)


# What an English text holds beyond ASCII: typographic signs and the letters of Western names. No capital
# follows a small letter: that would be the apostrophe of an old Macintosh.
_WESTERN_SIGNS = frozenset("€‚„…‘’“”•–—™ ¡£§©«®°²´·»½¿")
_CAPITAL_WITHIN_A_WORD = re.compile("[a-zà-ÿ][À-Þ]")


def _western(data: bytes) -> str | None:
    """Windows-1252 if `data` is mostly ASCII, and what is not makes sense in it."""
    sample = data[:_SAMPLE_BYTES]
    if _high_bytes(sample) > len(sample) / 6:
        return None
    try:
        text = sample.decode("cp1252")
    except UnicodeDecodeError:
        return None
    makes_sense = all(c.isascii() or c.isalpha() or c in _WESTERN_SIGNS for c in text)
    return "cp1252" if makes_sense and not _CAPITAL_WITHIN_A_WORD.search(text) else None


def _guessed(data: bytes) -> str | None:
    """The encoding of another script, if charset-normalizer is certain of one; then the language has a name.

    Of the encodings of Latin script, which differ by a few letters only, it is never certain enough.
    """
    sample = data[:_SAMPLE_BYTES]
    if _high_bytes(sample) < len(sample) / 3:
        return None
    best = from_bytes(sample).best()
    return best.encoding if best is not None and best.chaos == 0 and best.coherence >= 0.3 else None


def _high_bytes(sample: bytes) -> int:
    return sum(byte > 127 for byte in sample)

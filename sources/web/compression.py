"""Bodies unpacked, never further than they may grow."""

import zlib

import brotli

from sources.web.failures import Failure, FetchFailed
from sources.web.limits import FetchLimits

ACCEPTED = "gzip, deflate, br"
_GZIP = b"\x1f\x8b"
# Nobody sends more than a few one after the other; each is copied, so that a body of nothing else would take hours.
_MOST_MEMBERS = 50
_BLOCK_BYTES = 65_536


def unpacked(data: bytes, encoding: str, limits: FetchLimits) -> bytes:
    """The body that was sent as `data`, compressed as `encoding` (the header Content-Encoding) says.

    Raises FetchFailed: `too_large` where it is more than the limits allow, `bad_compression` for an encoding that is
    not read (several at once among them) and for data that is not what it is said to be.
    """
    names = [name for part in encoding.lower().split(",") if (name := part.strip()) not in ("", "identity", "none")]
    if len(names) > 1:
        raise _bad(f"is compressed {len(names)} times over")
    match names:
        case []:
            check_size(len(data), limits)
            return data
        case ["gzip" | "x-gzip" | "deflate"]:
            return inflated(data, limits)
        case ["br"]:
            return _unbrotlied(data, limits)
        case _:
            raise _bad(f"is compressed in a way that is not read: {names[0][:40]!r}")


def inflated(data: bytes, limits: FetchLimits) -> bytes:
    """gzip, with one member or several, or deflate, with its header or (as some servers send it) without.

    Raises FetchFailed like `unpacked`.
    """
    body, rest = bytearray(), data
    for _ in range(_MOST_MEMBERS):
        if not rest:
            return bytes(body)
        inflater = zlib.decompressobj(_window_bits(rest))
        try:
            body += inflater.decompress(rest, limits.body_bytes + 1 - len(body))
        except zlib.error as error:
            raise _bad(f"is not compressed as it says: {error}") from error
        _check_growth(len(body), len(data), limits)
        if not inflater.eof:
            raise _bad("breaks off in the middle of its compressed body")
        # What is left and no further member is padding.
        rest = inflater.unused_data if inflater.unused_data.startswith(_GZIP) else b""
    raise _bad(f"is more than {_MOST_MEMBERS} compressed bodies in one")


def _window_bits(data: bytes) -> int:
    # A zlib header (RFC 1950) is divisible by 31; 32 takes gzip and zlib, a negative number raw deflate.
    is_zlib = data[0] & 0x0F == 8 and int.from_bytes(data[:2], "big") % 31 == 0
    return zlib.MAX_WBITS | 32 if is_zlib or data.startswith(_GZIP) else -zlib.MAX_WBITS


def _unbrotlied(data: bytes, limits: FetchLimits) -> bytes:
    body, given = bytearray(), data
    unpacker = brotli.Decompressor()
    try:
        while given or not unpacker.is_finished():
            piece = unpacker.process(given, output_buffer_limit=_BLOCK_BYTES)
            if not piece and unpacker.can_accept_more_data():
                break
            body += piece
            given = b""
            _check_growth(len(body), len(data), limits)
    except brotli.error as error:
        raise _bad(f"is not compressed as it says: {error}") from error
    if data and not unpacker.is_finished():
        raise _bad("breaks off in the middle of its compressed body")
    return bytes(body)


def check_size(size: int, limits: FetchLimits) -> None:
    """Raises FetchFailed (`too_large`) for more bytes than the limits allow."""
    if size > limits.body_bytes:
        raise FetchFailed(
            Failure.TOO_LARGE,
            f"is larger than {limits.body_bytes:,} bytes",
            "If it is an article all the same, give its source a larger limits.max_page_bytes.",
        )


def _check_growth(size: int, sent: int, limits: FetchLimits) -> None:
    if size > limits.free_bytes and size > sent * limits.ratio:
        raise FetchFailed(Failure.TOO_LARGE, f"grows to more than {limits.ratio} times of what was sent: a bomb")
    check_size(size, limits)


def _bad(what: str) -> FetchFailed:
    return FetchFailed(Failure.BAD_COMPRESSION, what, "Nothing to do: the server is at fault.")

"""A page in pieces, compressed piece by piece: what is the same for everybody once, what is one visitor's not at all.

A fixed piece ends at a whole byte and refers to nothing before it (a full flush of deflate, RFC 1951), so pieces may follow one another
with other things between them; those go in as they are. Compressing the whole page for each visitor took as long as all else that
is done for it. A token in a page is compressed with nothing, so how long an answer is tells nothing of it.
"""

from __future__ import annotations

import re
import secrets
import zlib
from collections.abc import Sequence

from django.http import HttpRequest

MOST_IN_A_BLOCK = 0xFFFF  # bytes that go in as they are
PADDING = 100  # bytes at most, as Django does it: the length of two answers to the same question differs
HEAD = b"\x1f\x8b\x08\x08\x00\x00\x00\x00\x00\xff"  # of RFC 1952: deflated, with a name, of no moment and any system
LAST_BLOCK = b"\x03\x00"
ACCEPTS = re.compile(r"\bgzip\b")


def accepts_gzip(request: HttpRequest) -> bool:
    return ACCEPTS.search(request.META.get("HTTP_ACCEPT_ENCODING", "")) is not None


def squeezed(piece: bytes) -> bytes:
    """A fixed piece as it goes into each answer."""
    packer = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    return packer.compress(piece) + packer.flush(zlib.Z_FULL_FLUSH)


def as_it_is(piece: bytes) -> bytes:
    """What is one visitor's."""
    blocks = (piece[begin : begin + MOST_IN_A_BLOCK] for begin in range(0, len(piece), MOST_IN_A_BLOCK))
    return b"".join(
        b"\x00%s%s%s" % (len(block).to_bytes(2, "little"), (len(block) ^ 0xFFFF).to_bytes(2, "little"), block)
        for block in blocks
    )


def put_together(pieces: Sequence[bytes], packed: Sequence[bytes]) -> bytes:
    """The gzip file of these pieces; `packed` are the same, each by one of the two above."""
    check, length = 0, 0
    for piece in pieces:
        check, length = zlib.crc32(piece, check), length + len(piece)
    name = b"a" * secrets.randbelow(PADDING) + b"\x00"
    end = check.to_bytes(4, "little") + (length & 0xFFFFFFFF).to_bytes(4, "little")
    return b"".join((HEAD, name, *packed, LAST_BLOCK, end))

"""Bytes packed the same way on any machine, for archives and for the PDF.

Arrow's own zlib packs, pinned with it: the system's may give other bytes for the same content.
"""

from __future__ import annotations

import zlib

import pyarrow

GZIP_HEAD, GZIP_TAIL = 10, 8
ZLIB_HEAD = b"\x78\xda"
"""What a zlib stream begins with when it was packed as tightly as zlib can."""


def deflated(content: bytes) -> bytes:
    """Return content packed by DEFLATE, bare as it stands in a ZIP archive."""
    whole = pyarrow.Codec("gzip", compression_level=9).compress(content).to_pybytes()
    packed: bytes = whole[GZIP_HEAD:-GZIP_TAIL]
    return packed


def zlib_stream(content: bytes) -> bytes:
    """Return content packed as a zlib stream, what PDF calls FlateDecode."""
    return ZLIB_HEAD + deflated(content) + zlib.adler32(content).to_bytes(4, "big")

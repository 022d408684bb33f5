"""The bytes of a file, plain or gzip, in blocks; what a cut gzip still holds is not lost."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

GZIP_MAGIC = b"\x1f\x8b"
GZIP = 16 + zlib.MAX_WBITS
BOM = b"\xef\xbb\xbf"
READ_BYTES = 1 << 20
LARGEST_WHOLE = 64 << 20
"""Files that are read whole are a few megabytes, the ministry's 24; of so much, search results
take half a gigabyte of memory. More is to be split, or is a packed nothing."""
PACKED = 500
"""How many times its size a compressed file may unpack to; published tables come to twenty."""
FREE_BYTES = 64 << 20
"""Unpacked bytes up to which nobody asks."""


class CutShort(Exception):
    """Raised after the last good byte of a compressed file that is cut or damaged."""


def blocks(path: Path, size: int = READ_BYTES) -> Iterator[bytes]:
    """Yield the file's bytes, decompressed, in blocks of at most about `size` bytes.

    Raise `CutShort` once all that could be decompressed has been given.
    """
    with path.open("rb") as file:
        zipped = file.read(2) == GZIP_MAGIC
        file.seek(0)
        yield from _gunzipped(file, size) if zipped else iter(lambda: file.read(size), b"")


class TooLarge(ValueError):
    """Raised for a file that is to be read whole and is too large for that, once unpacked."""


def whole(path: Path) -> tuple[bytes, str]:
    """Return a file's bytes, decompressed, and why they end early if they do.

    Raise `TooLarge` if there are more than `LARGEST_WHOLE`.
    """
    data = bytearray()
    try:
        for block in blocks(path):
            data += block
            if len(data) > LARGEST_WHOLE:
                raise TooLarge(f"it holds more than {LARGEST_WHOLE:,} bytes")
    except CutShort as cut:
        return bytes(data), str(cut)
    return bytes(data), ""


def head(path: Path, size: int = 65_536) -> bytes:
    """Return the first decompressed bytes, without byte-order marks, for telling formats."""
    data = b""
    try:
        for block in blocks(path, size):
            data += block
            if len(data) >= size:
                break
    except CutShort:
        pass  # what there is may still tell the format; the reader tells of the cut
    while data.startswith(BOM):
        data = data[len(BOM) :]
    return data[:size]


def is_gzip(path: Path) -> bool:
    """Tell a compressed file."""
    with path.open("rb") as file:
        return file.read(2) == GZIP_MAGIC


def cut_in_first_line(path: Path) -> bool:
    """Tell a compressed file that ends early before its first line does."""
    if not is_gzip(path):
        return False
    try:
        any(b"\n" in block for block in blocks(path))
    except CutShort:
        return True
    return False


def _gunzipped(file: BinaryIO, size: int) -> Iterator[bytes]:
    unzip = zlib.decompressobj(GZIP)
    fed, given = b"", 0
    while True:
        fed = fed or file.read(READ_BYTES)
        if unzip.eof and not fed.strip(b"\0"):
            if not file.read(1):
                return
            raise CutShort("the compressed file has something after its end")
        if not fed:
            raise CutShort("the compressed file ends early; what followed is lost")
        if unzip.eof:
            unzip = zlib.decompressobj(GZIP)  # a file may hold several gzip members
        try:
            data = unzip.decompress(fed, size)
        except zlib.error as err:
            raise CutShort(f"the compressed file is damaged here: {err}") from err
        fed = unzip.unused_data if unzip.eof else unzip.unconsumed_tail
        given += len(data)
        if given > max(FREE_BYTES, PACKED * (file.tell() - len(fed))):
            raise CutShort(f"the compressed file holds more than {PACKED} times its size")
        if data:
            yield data

"""A file's lines, given out in chunks to the threads that read it.

A thread takes the next chunk when it is free, and cuts it out of the file itself: no more
chunks are held than there are threads, and none waits for another's.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from itertools import chain
from math import ceil
from pathlib import Path
from threading import Lock
from typing import TypeVar

import pyarrow as pa

from futuregazing.procurement.engine import THREADS
from futuregazing.procurement.line_chunks import Chunk, Unreadable
from futuregazing.procurement.lines import CHUNK_BYTES, chunks
from futuregazing.procurement.raw_bytes import READ_BYTES, is_gzip

LEAST_SHARE = 4 << 20
"""Bytes of text below which planning the queries again costs more than a second thread saves."""

Made = TypeVar("Made")


class Piece:
    """A chunk of a file: its number from 1, what of it is unreadable, and its lines."""

    def __init__(self, number: int, table: pa.Table, unreadable: Sequence[Unreadable]) -> None:
        """Hold the lines until they are taken."""
        self.number = number
        self.unreadable = unreadable
        self._held: list[pa.Table] = [table]

    def lines(self) -> pa.Table:
        """Give up the lines, once: whoever takes them decides how long they are held."""
        return self._held.pop()


class Lines:
    """The chunks of a file, for several threads to take from."""

    def __init__(self, path: Path, file_id: str) -> None:
        """Look into the file's first chunk."""
        self._file_id = file_id
        self._lock = Lock()
        found = chunks(path, _share(path))
        self.first = next(found, None)
        self._left: Iterator[tuple[int, Chunk]] = enumerate(
            chain([self.first] if self.first else [], found), 1
        )

    def take(self) -> Piece | None:
        """Return the next piece; None if there is none."""
        with self._lock:
            number, chunk = next(self._left, (0, None))
            self.first = None
        if chunk is None:
            return None
        return Piece(number, chunk.table(self._file_id), chunk.unreadable)

    def stop(self) -> None:
        """Give nothing more to anyone."""
        with self._lock:
            self._left = iter(())


def read_all(lines: Lines, read: Callable[[Piece], Made]) -> list[Made]:
    """Return what `read` makes of every piece, in no order; two threads read.

    What one of them raises stops the other, at its next piece.
    """

    def take_turns() -> list[Made]:
        made: list[Made] = []
        try:
            while (piece := lines.take()) is not None:
                made.append(read(piece))
        except BaseException:
            lines.stop()
            raise
        return made

    with ThreadPoolExecutor(THREADS) as pool:
        turns = [pool.submit(take_turns) for _ in range(THREADS)]
        return [made for turn in turns for made in turn.result()]


def _share(path: Path) -> int:
    """Return the size of a chunk with which the threads end together, as far as can be told.

    What a compressed file unpacks to is not known before: its last chunks are as they come.
    """
    size = path.stat().st_size
    if is_gzip(path) or size < THREADS * LEAST_SHARE:
        return CHUNK_BYTES
    rounds = ceil(size / (THREADS * CHUNK_BYTES))
    blocks = ceil(size / READ_BYTES)  # a chunk ends with a block
    return ceil(blocks / (THREADS * rounds)) * READ_BYTES

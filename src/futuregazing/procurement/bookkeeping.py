"""The book of a snapshot while an import is at work: kept now and then, and always at the end."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace

from futuregazing.procurement.snapshot import Book, ImportedFile, Snapshot

TIMES_REST = 20
"""Keeping takes the longer the more files there are: it may take this part of the time."""


@dataclass
class Keeper:
    """A book that files are added to; what is not kept yet when killed is read once more."""

    snapshot: Snapshot
    start: Book
    clock: Callable[[], float] = time.monotonic
    _files: dict[str, ImportedFile] = field(init=False)
    _by_content: dict[str, ImportedFile] = field(init=False)
    _due: float = field(init=False, default=0.0)

    def __post_init__(self) -> None:
        """Begin with the files of the book so far."""
        self._files = dict(self.start.files)
        self._by_content = dict(self.start.by_content)

    @property
    def by_content(self) -> Mapping[str, ImportedFile]:
        """Return the files by the checksum of their content, those added among them."""
        return self._by_content

    @property
    def book(self) -> Book:
        """Return the book with all files added so far."""
        return replace(self.start, files=dict(self._files))

    def add(self, files: Sequence[ImportedFile]) -> None:
        """Add files, or put them in the place of their older state; keep the book if it is due."""
        for file in files:
            older = self._files.get(file.place)
            if older and older.sha256 != file.sha256:
                self._by_content.pop(older.sha256, None)
            self._files[file.place] = file
            self._by_content[file.sha256] = file
        if self.clock() >= self._due:
            self.keep()

    def keep(self) -> None:
        """Write the book."""
        began = self.clock()
        self.snapshot.keep(self.book)
        ended = self.clock()
        self._due = ended + TIMES_REST * (ended - began)


@contextmanager
def kept_to_the_end(snapshot: Snapshot, book: Book) -> Iterator[Keeper]:
    """Give a keeper of the book; it is kept when the work ends, be it with an error."""
    keeper = Keeper(snapshot, book)
    try:
        yield keeper
    finally:
        keeper.keep()

"""Files into a snapshot: each is read once, then the rules make the tables of all of them.

Killed at any moment, the snapshot stays as it was after the last file that was done, and
the next import goes on from there.
"""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

import pandas as pd

from futuregazing.procurement.bookkeeping import Keeper, kept_to_the_end
from futuregazing.procurement.finishing import finish
from futuregazing.procurement.import_report import write_report
from futuregazing.procurement.importing_words import file_lines
from futuregazing.procurement.inputs import place_of, printed, recognised
from futuregazing.procurement.raw_bytes import head
from futuregazing.procurement.readers import Reader
from futuregazing.procurement.reading import (
    ID_LENGTH,
    Reading,
    Unit,
    WrittenPart,
    read_here,
)
from futuregazing.procurement.resolving import Resolver
from futuregazing.procurement.rules import names_of_rules
from futuregazing.procurement.rules.overrides import checked
from futuregazing.procurement.set_aside import agreed_day
from futuregazing.procurement.snapshot import Book, ImportedFile, Snapshot
from futuregazing.procurement.technology_sql import TechnologyTables

MOST_TOGETHER = 500
MOST_BYTES_TOGETHER = 32 << 20
HASH_BLOCK = 1 << 20

Tell = Callable[[str], None]


@dataclass
class Imported:
    """What an import did: files read now, those that were in already, those passed over and why.

    `copies` names files that hold the bytes of another of this import.
    """

    read: list[ImportedFile] = field(default_factory=list)
    known: list[str] = field(default_factory=list)
    copies: list[str] = field(default_factory=list)
    passed_over: Mapping[Path, str] = field(default_factory=dict)
    book: Book = field(default_factory=Book)


def import_files(
    paths: Sequence[Path],
    folder: Path,
    *,
    without: Collection[str] = (),
    overrides: pd.DataFrame | None = None,
    technology: TechnologyTables | None = None,
    reading: Reading = read_here,
    resolver: Resolver | None = None,
    as_of: date | None = None,
    tell: Tell = lambda _: None,
) -> Imported:
    """Import files, and folders of files, into the snapshot in `folder`.

    `without` names rules that are not to be used; `overrides` are what a person decided
    (award_key, field, value; see `futuregazing.procurement.rules.overrides`); with `technology`
    it is told which notices and awards buy technology, with `resolver` who is who; `reading` is
    where files are read (here, or on a cluster). What was published after `as_of` is rejected;
    without a day the one counts as of which the snapshot's files were read, if any.

    Raise `UnknownFormat` if a named file, or all of a folder, is of no known format,
    `NothingThere` if a path does not exist, `OtherDay` if other files of the snapshot were read
    as of another day, and `SnapshotBusy` if another import is at
    work; nothing has been changed then.
    """
    names_of_rules(without), checked(overrides)  # what is wrong is told before the long work
    inputs = recognised(paths, folder)
    done = Imported(passed_over=inputs.passed_over)
    snapshot = Snapshot(folder)
    with snapshot.locked():
        book = snapshot.book()
        snapshot.sweep(book)
        seen_files = [_seen(one) for one in inputs.files]
        book = _without_outdated(book, seen_files)
        as_of = agreed_day(_days_held(book, seen_files, given=as_of is not None), as_of)
        fresh = [one for one in seen_files if not _is_in(book, one, as_of, done)]
        together = list(_units(_without_copies(fresh, done)))
        units = [
            Unit(seen[0].reader.name, tuple((one.path, one.id) for one in seen), as_of)
            for seen in together
        ]
        with kept_to_the_end(snapshot, book) as keeper:
            for seen, unit, part in zip(together, units, reading(snapshot, units), strict=True):
                files = _adopted(snapshot, keeper, seen, part, unit)
                done.read += files
                for line in (line for file in files for line in file_lines(file)):
                    tell(line)
        book = keeper.book.passing_over(
            {place_of(file): f"{printed(file)}: {what}" for file, what in done.passed_over.items()}
        )
        done.book = finish(snapshot, book, without, overrides, technology, resolver)
        write_report(snapshot, done.book)
        snapshot.sweep(done.book)
    return done


@dataclass(frozen=True)
class _Seen:
    """A file to import: its reader, its place, and what it holds now."""

    path: Path
    reader: Reader
    sha256: str
    bytes: int
    small: bool

    @property
    def id(self) -> str:
        return self.sha256[:ID_LENGTH]

    @property
    def place(self) -> str:
        return place_of(self.path)


def _seen(found: tuple[Path, Reader]) -> _Seen:
    path, reader = found
    small = reader.read_many is not None and reader.is_small(head(path))
    return _Seen(path, reader, _checksum(path), path.stat().st_size, small)


def _without_outdated(book: Book, files: Sequence[_Seen]) -> Book:
    """Return the book without what a file held before it became a copy of another."""
    outdated = {
        seen.place
        for seen in files
        if seen.place in book.files
        and book.files[seen.place].sha256 != seen.sha256
        and seen.sha256 in book.by_content
    }
    return replace(book, files={p: f for p, f in book.files.items() if p not in outdated})


def _days_held(book: Book, files: Sequence[_Seen], *, given: bool) -> set[str]:
    """Return the days as of which the snapshot's files were read.

    Where a day is `given`, only those of files that are not to be imported now: the others
    may be read again.
    """
    now = {seen.sha256 for seen in files} if given else set()
    return {file.as_of for file in book.files.values() if file.sha256 not in now}


def _is_in(book: Book, seen: _Seen, as_of: date | None, done: Imported) -> bool:
    """Tell whether a file of this content was read before, by this reader, as of this day."""
    known = book.by_content.get(seen.sha256)
    if known is None or (known.reader, known.version) != (seen.reader.name, seen.reader.version):
        return False
    if known.as_of != _iso(as_of):
        return False
    done.known.append(printed(seen.path))
    return True


def _without_copies(files: Sequence[_Seen], done: Imported) -> list[_Seen]:
    """Return the files of which none holds the bytes of one before it; tell of the others."""
    first: dict[str, _Seen] = {}
    for seen in files:
        one = first.setdefault(seen.sha256, seen)
        if one is not seen:
            done.copies.append(f"{printed(seen.path)}: the bytes of {printed(one.path)}")
    return list(first.values())


def _units(files: Sequence[_Seen]) -> Iterator[list[_Seen]]:
    """Yield the files that are read together: large ones alone, small ones by the hundred."""
    unit: list[_Seen] = []
    for seen in files:
        same = unit and unit[0].small and seen.small and unit[0].reader is seen.reader
        room = len(unit) < MOST_TOGETHER and sum(one.bytes for one in unit) < MOST_BYTES_TOGETHER
        if unit and not (same and room):
            yield unit
            unit = []
        unit.append(seen)
    if unit:
        yield unit


def _adopted(
    snapshot: Snapshot, keeper: Keeper, files: Sequence[_Seen], part: WrittenPart, unit: Unit
) -> list[ImportedFile]:
    """Give a part that was read its place, and the book its files; return them."""
    shutil.rmtree(snapshot.parts / unit.part, ignore_errors=True)
    (snapshot.parts / part.folder).rename(snapshot.parts / unit.part)
    adopted = [
        ImportedFile(
            id=seen.id,
            name=printed(seen.path),
            place=known.place if (known := keeper.by_content.get(seen.sha256)) else seen.place,
            part=unit.part,
            sha256=seen.sha256,
            bytes=seen.bytes,
            reader=seen.reader.name,
            version=seen.reader.version,
            counts=part.counts[seen.id],
            as_of=_iso(unit.as_of),
        )
        for seen in files
    ]
    keeper.add(adopted)
    return adopted


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""


def _checksum(path: Path) -> str:
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while block := file.read(HASH_BLOCK):
            digest.update(block)
    return digest.hexdigest()

"""Files read into parts that are not yet of the snapshot: here, or wherever a reading is done.

A part is written under a name of its own beside those that count. Whoever imports gives it
its place once it is whole, so that it makes no difference which process read it, or how often.
"""

from __future__ import annotations

import csv
import hashlib
import shutil
import uuid
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import duckdb

from futuregazing.errors import UserError
from futuregazing.procurement.engine import engine
from futuregazing.procurement.parts import Counts, PartWriter, Rejected
from futuregazing.procurement.readers import READERS
from futuregazing.procurement.sheets import UnreadableSheet
from futuregazing.procurement.snapshot import Snapshot

ID_LENGTH = 12
LONGEST_REASON = 200
UNREADABLE = (
    UnreadableSheet,
    OSError,
    ValueError,
    RecursionError,
    csv.Error,
    zlib.error,
    zipfile.BadZipFile,
    duckdb.InvalidInputException,
    duckdb.ConversionException,
    duckdb.OutOfRangeException,
)
"""What a file that is damaged, or is not what it looks like, may raise in a reader."""


class FileGone(UserError, FileNotFoundError):
    """Raised when a file that is to be read is not there, or not for the worker that reads."""


@dataclass(frozen=True)
class Unit:
    """Files that are read together into one part: their reader's name, path and id of each.

    What was published after `as_of` is set aside.
    """

    reader: str
    files: tuple[tuple[Path, str], ...]
    as_of: date | None = None

    @property
    def part(self) -> str:
        """Return the name of the part: the only file's id, else a digest of all ids and the day."""
        ids = [file_id for _, file_id in self.files]
        ids += [self.as_of.isoformat()] if self.as_of else []
        if len(ids) == 1:
            return ids[0]
        return hashlib.sha256(" ".join(ids).encode()).hexdigest()[:ID_LENGTH]


@dataclass(frozen=True)
class WrittenPart:
    """A part that was written: the name of its folder for now, and the counts of each file."""

    folder: str
    counts: Mapping[str, Counts]


Reading = Callable[[Snapshot, Sequence[Unit]], Iterator[WrittenPart]]
"""A way of reading units: yields their parts in the order of the units."""


def read_here(snapshot: Snapshot, units: Sequence[Unit]) -> Iterator[WrittenPart]:
    """Read one unit after the other, in this process."""
    for unit in units:
        yield read_unit(snapshot, unit)


def read_unit(snapshot: Snapshot, unit: Unit) -> WrittenPart:
    """Read the files of a unit into a new folder beside the snapshot's parts.

    A file that cannot be read is rejected as a whole, with the reason; the others of its unit
    are read. Raise `FileGone` for one that is not there: whoever gave it sees it.
    """
    if missing := next((path for path, _ in unit.files if not path.exists()), None):
        raise FileGone(
            f"{missing.name} is not there any more; put it back or leave it out, and import again."
        )
    try:
        return _attempt(snapshot, unit, {})
    except UNREADABLE as err:
        if len(unit.files) == 1:
            return _attempt(snapshot, unit, {unit.files[0][1]: _reason(err)})
    refused: dict[str, str] = {}
    for one in unit.files:
        try:
            shutil.rmtree(
                snapshot.parts / _attempt(snapshot, replace(unit, files=(one,)), {}).folder
            )
        except UNREADABLE as err:
            refused[one[1]] = _reason(err)
    return _attempt(snapshot, unit, refused)


def _attempt(snapshot: Snapshot, unit: Unit, refused: Mapping[str, str]) -> WrittenPart:
    """Read the files of a unit, but of those `refused` (by id) only write down why."""
    reader = next(reader for reader in READERS if reader.name == unit.reader)
    name = f".new-{unit.part}-{uuid.uuid4().hex}"
    files = [one for one in unit.files if one[1] not in refused]
    try:
        # Readers share the work out themselves; DuckDB reads Arrow lines in one thread anyway.
        with engine(snapshot.scratch / name, threads=1) as con:
            part = PartWriter(con, snapshot.parts / name, unit.files[0][1], unit.as_of)
            read: dict[str, Mapping[str, int]] = {}
            if len(files) > 1 and reader.read_many:
                read |= reader.read_many(files, part)
            elif files:
                (path, file_id), *_ = files
                part.file_id = file_id
                read[file_id] = reader.read(path, part)
            part.reject(
                Rejected(0, 0, reader.table, why, "", file) for file, why in refused.items()
            )
            read |= {file: {reader.table: 1} for file in refused}
            return WrittenPart(name, part.counts(read))
    except UNREADABLE:
        shutil.rmtree(snapshot.parts / name, ignore_errors=True)
        raise


def _reason(error: Exception) -> str:
    told = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
    return f"the file could not be read: {' '.join(told.split())[:LONGEST_REASON]}"

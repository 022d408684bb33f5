"""Files read into parts that are not yet of the snapshot: here, or wherever a reading is done.

A part is written under a name of its own beside those that count. Whoever imports gives it
its place once it is whole, so that it makes no difference which process read it, or how often.
"""

from __future__ import annotations

import hashlib
import uuid
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from futuregazing.procurement.engine import engine
from futuregazing.procurement.parts import Counts, PartWriter
from futuregazing.procurement.readers import READERS
from futuregazing.procurement.snapshot import Snapshot

ID_LENGTH = 12


@dataclass(frozen=True)
class Unit:
    """Files that are read together into one part: their reader's name, path and id of each."""

    reader: str
    files: tuple[tuple[Path, str], ...]

    @property
    def part(self) -> str:
        """Return the name of the part: the only file's id, else a digest of all ids."""
        ids = [file_id for _, file_id in self.files]
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
    """Read the files of a unit into a new folder beside the snapshot's parts."""
    reader = next(reader for reader in READERS if reader.name == unit.reader)
    name = f".new-{unit.part}-{uuid.uuid4().hex}"
    # Readers share the work out themselves; DuckDB reads Arrow lines in one thread anyway.
    with engine(snapshot.scratch / name, threads=1) as con:
        part = PartWriter(con, snapshot.parts / name, unit.files[0][1])
        if len(unit.files) > 1 and reader.read_many:
            read = reader.read_many(unit.files, part)
        else:
            path, file_id = unit.files[0]
            read = {file_id: reader.read(path, part)}
        return WrittenPart(name, part.counts(read))

"""Files into a snapshot: each is read once, then the rules make the tables of all of them.

Killed at any moment, the snapshot stays as it was after the last file that was done, and
the next import goes on from there.
"""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from futuregazing.errors import UserError
from futuregazing.procurement.engine import engine
from futuregazing.procurement.finishing import finish
from futuregazing.procurement.parts import PartWriter
from futuregazing.procurement.readers import (
    Reader,
    UnknownFormat,
    describe,
    formats,
    reader_of,
)
from futuregazing.procurement.rules import names_of_rules
from futuregazing.procurement.snapshot import Book, ImportedFile, Snapshot

ID_LENGTH = 12
HASH_BLOCK = 1 << 20

Tell = Callable[[str], None]


class NothingThere(UserError):
    """Raised when a path to import does not exist."""


@dataclass
class Imported:
    """What an import did: files read now, those that were in already, those passed over."""

    read: list[ImportedFile] = field(default_factory=list)
    known: list[str] = field(default_factory=list)
    passed_over: list[str] = field(default_factory=list)
    book: Book = field(default_factory=Book)


def import_files(
    paths: Sequence[Path],
    folder: Path,
    *,
    without: Collection[str] = (),
    tell: Tell = lambda _: None,
) -> Imported:
    """Import files, and folders of files, into the snapshot in `folder`.

    `without` names rules that are not to be used. Raise `UnknownFormat` if a named file, or
    all of a folder, is of no known format, `NothingThere` if a path does not exist, and
    `SnapshotBusy` if another import is at work; nothing has been changed then.
    """
    names_of_rules(without)  # a wrong name is told before the long work
    done = Imported()
    todo = _recognised(paths, done)
    snapshot = Snapshot(folder)
    with snapshot.locked():
        book = snapshot.book()
        snapshot.sweep(book)
        for path, reader in todo:
            book = _import_one(snapshot, book, path, reader, done, tell)
        done.book = finish(snapshot, book, without)
        snapshot.sweep(done.book)
    return done


def _recognised(paths: Sequence[Path], done: Imported) -> list[tuple[Path, Reader]]:
    """Return all files with their readers, in a stable order, each once."""
    found: dict[Path, Reader] = {}
    for path in paths:
        if not path.exists():
            raise NothingThere(f"There is nothing at {path}.")
        files = list(_files(path))
        readers = {file: reader for file in files if (reader := reader_of(file))}
        if not readers:
            raise UnknownFormat(_refusal(path, files))
        done.passed_over += [f"{printed(f)}: {describe(f)}" for f in files if f not in readers]
        found |= {file.resolve(): reader for file, reader in readers.items()}
    return sorted(found.items())


def _files(path: Path) -> Iterator[Path]:
    if path.is_dir():
        yield from sorted(
            file
            for file in path.rglob("*")
            if file.is_file() and not any(p.startswith(".") for p in file.relative_to(path).parts)
        )
    else:
        yield path


def _refusal(path: Path, files: Sequence[Path]) -> str:
    told = describe(files[0]) if len(files) == 1 else f"{len(files)} files, none of a known format"
    return f"{path} cannot be imported: it is {told}. What can be imported:\n{formats()}"


def _import_one(
    snapshot: Snapshot, book: Book, path: Path, reader: Reader, done: Imported, tell: Tell
) -> Book:
    """Read one file unless it is in already; return the book that holds it."""
    sha256 = _checksum(path)
    known = book.by_content(sha256)
    if known and (known.reader, known.version) == (reader.name, reader.version):
        done.known.append(printed(path))
        tell(f"{printed(path)}: in already")
        return book
    place = hashlib.sha256(str(path).encode("utf-8", "surrogateescape")).hexdigest()[:16]
    file_id = sha256[:ID_LENGTH]
    fresh = snapshot.parts / f".new-{file_id}"
    with engine(snapshot.scratch) as con:
        part = PartWriter(con, fresh, file_id)
        counts = part.counts(reader.read(path, part))
    shutil.rmtree(snapshot.parts / file_id, ignore_errors=True)
    fresh.rename(snapshot.parts / file_id)
    file = ImportedFile(
        *(file_id, printed(path), known.place if known else place, sha256),
        *(path.stat().st_size, reader.name, reader.version, counts),
    )
    book = book.with_file(file)
    snapshot.keep(book)
    done.read.append(file)
    for line in told(file):
        tell(line)
    return book


def _checksum(path: Path) -> str:
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while block := file.read(HASH_BLOCK):
            digest.update(block)
    return digest.hexdigest()


def printed(path: Path) -> str:
    """Return a file's name with its folder's, on one line, for printing."""
    name = f"{path.resolve().parent.name}/{path.name}"
    return "".join(c if c.isprintable() else "�" for c in name)


def told(file: ImportedFile) -> Iterator[str]:
    """Yield the lines that tell what came of a file."""
    yield f"{file.name} ({file.reader})"
    for name, one in file.counts.items():
        if one.read:
            rejected = sum(one.rejected.values())
            yield f"  {name}: {one.read:,} read = {one.kept:,} kept + {rejected:,} rejected"
        for reason, rows in one.rejected.items():
            yield f"    {rows:,} {reason}"

"""A snapshot folder: the parts of each imported file, the tables made of them, and its book.

    imports.json            the book: files, counts, which tables are current
    parts/<file id>/        Parquet parts of one file, one folder each
    tables/<digest>/        the tidy tables, one Parquet file each

The book is replaced as one file and is the only thing that says what counts: a folder that
it does not name is a leftover of an interrupted import, and is removed by the next one.
"""

from __future__ import annotations

import fcntl
import json
import re
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import Any

from futuregazing.durable import write_json
from futuregazing.errors import UserError
from futuregazing.procurement.parts import Counts, TableCounts

BOOK = "imports.json"
FORMAT = 2
LOCK = ".importing"

_WINDOW = re.compile(r"(?P<start>\d{8}T\d{6})-(?P<end>\d{8}T\d{6})/")


class SnapshotBusy(UserError):
    """Raised when another import is writing into the snapshot."""


class NoSnapshot(UserError):
    """Raised when a folder holds no snapshot, or one that this version cannot read."""


@dataclass(frozen=True)
class ImportedFile:
    """One imported file.

    `place` tells files of one name apart without keeping a machine's paths: it is a digest
    of the full path. `part` is the folder of its parts, which small files share. `counts`
    holds rows read, kept and rejected of each table; `as_of` is the last day of publication
    that was read (ISO; empty for all).
    """

    id: str
    name: str
    place: str
    part: str
    sha256: str
    bytes: int
    reader: str
    version: int
    counts: Counts
    as_of: str = ""


@dataclass(frozen=True)
class Book:
    """What a snapshot holds: its files by place, and the digest of its current tables.

    Of these tables: rows by table, awards found by rule, and rows flagged by table and flag.
    `passed_over` tells by place which files lay beside them that no reader knows, and why.
    """

    files: Mapping[str, ImportedFile] = field(default_factory=dict)
    tables: str = ""
    rows: Mapping[str, int] = field(default_factory=dict)
    rules: Mapping[str, int] = field(default_factory=dict)
    passed_over: Mapping[str, str] = field(default_factory=dict)
    flags: Mapping[str, Mapping[str, int]] = field(default_factory=dict)

    def passing_over(self, others: Mapping[str, str]) -> Book:
        """Return the book with files that were passed over now, by place; not those since read."""
        told = {**self.passed_over, **others}
        return replace(self, passed_over={k: v for k, v in told.items() if k not in self.files})

    def in_order(self) -> list[ImportedFile]:
        """Return the files in the order in which they were fetched, as far as names tell it.

        Pages of a download lie in folders named for their windows, which sort by time; what
        was asked of a whole window came before what was asked of its halves.
        """
        return sorted(self.files.values(), key=_fetched)

    @cached_property
    def by_content(self) -> Mapping[str, ImportedFile]:
        """Return the files by the checksum of their content, wherever they lay."""
        return {file.sha256: file for file in self.files.values()}


@dataclass(frozen=True)
class Snapshot:
    """The folders of a snapshot."""

    folder: Path

    @property
    def parts(self) -> Path:
        """Return the folder of the parts."""
        return self.folder / "parts"

    @property
    def scratch(self) -> Path:
        """Return the folder that DuckDB spills into while it works."""
        return self.folder / ".scratch"

    def tables(self, digest: str) -> Path:
        """Return the folder of the tables with this digest."""
        return self.folder / "tables" / digest

    def book(self) -> Book:
        """Return the book; an empty one if nothing was imported yet."""
        file = self.folder / BOOK
        if not file.is_file():
            return Book()
        try:
            told = json.loads(file.read_text(encoding="utf-8"))
            if told["format"] != FORMAT:
                raise NoSnapshot(
                    f"{file} is of format {told['format']}; this version reads {FORMAT}. Import"
                    " the files again, into a new folder."
                )
            files = {one["place"]: _file(one) for one in told["files"]}
            over = told.get("passed_over", {})
            return Book(files, told["tables"], told["rows"], told["rules"], over, told["flags"])
        except (json.JSONDecodeError, KeyError, TypeError) as err:
            raise NoSnapshot(f"{file} is no book of imports: {err!r}") from err

    def keep(self, book: Book) -> None:
        """Write the book, in one step."""
        told = {
            "format": FORMAT,
            "files": [asdict(file) for _, file in sorted(book.files.items())],
            "rows": dict(book.rows),
            "rules": dict(book.rules),
            "passed_over": dict(sorted(book.passed_over.items())),
            "flags": {table: dict(flags) for table, flags in book.flags.items()},
            "tables": book.tables,
        }
        write_json(self.folder / BOOK, told)

    def sweep(self, book: Book) -> None:
        """Remove every folder that the book does not name."""
        named = {file.part for file in book.files.values()}
        for folder, wanted in ((self.parts, named), (self.folder / "tables", {book.tables})):
            for found in folder.iterdir() if folder.is_dir() else ():
                if found.name not in wanted:
                    shutil.rmtree(found)
        shutil.rmtree(self.scratch, ignore_errors=True)

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Keep other imports out; raise `SnapshotBusy` if one is at work.

        The lock goes with the process, however it ends.
        """
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            file = (self.folder / LOCK).open("w")
        except (FileExistsError, NotADirectoryError) as err:
            raise NoSnapshot(
                f"{self.folder} is no folder, or lies in a file: name another."
            ) from err
        except OSError as err:
            raise NoSnapshot(
                f"{self.folder} cannot be written into ({err.strerror}): name another folder."
            ) from err
        with file as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError as err:
                raise SnapshotBusy(
                    f"Another import is writing into {self.folder}; wait until it has ended."
                ) from err
            yield


def tidy_tables(folder: Path) -> Path:
    """Return the folder of a snapshot's current tidy tables (`award.parquet` ...).

    Raise `NoSnapshot` if nothing has been imported into it.
    """
    snapshot = Snapshot(folder)
    digest = snapshot.book().tables
    if not digest:
        raise NoSnapshot(f"{folder} holds no tables yet; run `futuregazing data import`.")
    return snapshot.tables(digest)


def _fetched(file: ImportedFile) -> tuple[str, int, str, str]:
    if window := _WINDOW.match(file.name):
        return window["start"], -int(window["end"].replace("T", "")), file.name, file.id
    return file.name, 0, "", file.id


def _file(told: dict[str, Any]) -> ImportedFile:
    counts = {name: TableCounts(**one) for name, one in told["counts"].items()}
    return ImportedFile(**{**told, "counts": counts})

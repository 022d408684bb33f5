"""The snapshot that an edition is built on, as one of the build's inputs.

A snapshot that was frozen has a manifest; each file that it names must be as it was. What
was imported is named with its checksum, and so are the tidy tables made of it: a build knows
by them whether anything has changed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from futuregazing.durable import sha256_file
from futuregazing.edition.model import Edition
from futuregazing.errors import UserError
from futuregazing.procurement.snapshot import NoSnapshot, Snapshot, tidy_tables
from futuregazing.sources.freeze import read_manifest
from futuregazing.sources.status import MANIFEST

NAMED = 5
"""How many files a refusal names; the rest are counted."""


class SnapshotChanged(UserError):
    """Raised when a frozen snapshot does not hold what its manifest says."""


@dataclass(frozen=True)
class UsedSnapshot:
    """A snapshot found whole.

    Attributes:
        folder: where it lies.
        inputs: what is in it, for the report's manifest; no path of this machine.
        about: the same in a sentence, for the report.
        told: what the editor should know of it: another edition's, files not imported.
    """

    folder: Path
    inputs: Mapping[str, Any]
    about: str
    told: tuple[str, ...]


def used_snapshot(folder: Path, edition: Edition) -> UsedSnapshot:
    """Return what a snapshot holds.

    Raises:
        NoSnapshot: the folder is not there, or nothing has been imported into it.
        SnapshotChanged: a frozen file has changed or is missing.
    """
    if not folder.is_dir():
        raise NoSnapshot(
            f"There is no snapshot at {folder}. Download one with `futuregazing data fetch "
            f"--edition {edition.year}`, or make one of files at hand with "
            f"`futuregazing data import PATH... --snapshot {folder}`."
        )
    tables = _tables(folder)
    frozen = _frozen(folder)
    book = Snapshot(folder).book()
    files = {file.id: {"name": file.name, "sha256": file.sha256} for file in book.files.values()}
    inputs: dict[str, Any] = {
        "digest": book.tables,
        "files": files,
        "tables": {path.stem: sha256_file(path) for path in sorted(tables.glob("*.parquet"))},
    }
    if frozen:
        inputs["manifest"] = sha256_file(folder / MANIFEST)
    held = {file["sha256"] for file in files.values()}
    about = (
        f"Its measured numbers come from a snapshot of {len(files):,} "
        f"file{'' if len(files) == 1 else 's'} of official notices, contract registers and "
        f"lists of payments (tables {book.tables})."
    )
    return UsedSnapshot(folder, inputs, about, tuple(_told(frozen, held, edition)))


def _tables(folder: Path) -> Path:
    """Return the folder of the tidy tables; refuse one that has gone."""
    if not Snapshot(folder).book().tables:
        raise NoSnapshot(
            f"Nothing has been imported into {folder} yet. Make its tables first: "
            f"`futuregazing data import PATH... --snapshot {folder}`."
        )
    tables = tidy_tables(folder)
    if not (tables / "award.parquet").is_file():
        raise SnapshotChanged(
            f"The tables {tables.name} that {folder} should hold are not there; import its "
            f"files again: `futuregazing data import PATH... --snapshot {folder}`."
        )
    return tables


def _frozen(folder: Path) -> dict[str, Any] | None:
    """Return the manifest of a frozen snapshot whose files are all as it says; None without one."""
    if not (folder / MANIFEST).is_file():
        return None
    manifest = read_manifest(folder)
    changed, missing = [], []
    for entry in manifest["files"]:
        path = folder / entry["path"]
        if not path.is_file():
            missing.append(entry["path"])
        elif path.stat().st_size != entry["bytes"] or sha256_file(path) != entry["sha256"]:
            changed.append(entry["path"])
    if changed or missing:
        found = [*_named("has changed", "have changed", changed)]
        found += _named("is missing", "are missing", missing)
        raise SnapshotChanged(
            f"The snapshot {folder} is not as it was frozen: {'; '.join(found)}. Fetch it again "
            f"with `futuregazing data fetch --edition {manifest['edition']}`, or, if the change "
            f"was meant, freeze it as it is: `futuregazing data freeze --edition "
            f"{manifest['edition']} --snapshot {folder}`, and import it again."
        )
    return manifest


def _named(one: str, several: str, files: list[str]) -> Iterator[str]:
    """Yield how many files have something in common, with the names of the first few."""
    if files:
        more = f" and {len(files) - NAMED:,} more" if len(files) > NAMED else ""
        what = f"1 file {one}" if len(files) == 1 else f"{len(files):,} files {several}"
        yield f"{what} ({', '.join(files[:NAMED])}{more})"


def _told(frozen: Mapping[str, Any] | None, held: set[str], edition: Edition) -> Iterator[str]:
    """Yield what is odd, though not wrong, about building the edition on the snapshot."""
    if frozen is None:
        return
    if frozen["edition"] != edition.year:
        yield (
            f"the snapshot was fetched for the {frozen['edition']} edition, as of "
            f"{frozen['as_of']}; this is the {edition.year} edition, as of "
            f"{edition.as_of.isoformat()}"
        )
    if without := sum(entry["sha256"] not in held for entry in frozen["files"]):
        yield (
            f"{without:,} of the {len(frozen['files']):,} files in the snapshot's manifest have "
            "not been imported into its tables, so nothing of them is measured"
        )

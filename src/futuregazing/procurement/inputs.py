"""The files that an import is given: what lies below its paths, each with its reader."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from futuregazing.errors import UserError
from futuregazing.procurement.readers import Reader, UnknownFormat, describe, formats, reader_of

DOWNLOADED = "raw"
"""The folder of a snapshot that holds what was fetched; the others hold what it says of itself."""

PLACE_LENGTH = 16


class NothingThere(UserError):
    """Raised when a path to import does not exist."""


@dataclass(frozen=True)
class Recognised:
    """Files with their readers, in a stable order; and files that no reader knows, with why."""

    files: Sequence[tuple[Path, Reader]]
    passed_over: Mapping[Path, str]


def recognised(paths: Sequence[Path], own: Path) -> Recognised:
    """Return all files below the paths, those of a reader and the others, each once.

    What a snapshot keeps in its `own` folder about itself is no input.

    Raise `UnknownFormat` if a path holds no file of a known format, `NothingThere` if there
    is nothing.
    """
    passed_over: dict[Path, str] = {}
    found: dict[Path, Reader] = {}
    for path in paths:
        if not path.exists():
            raise NothingThere(f"There is nothing at {path}.")
        readers: dict[Path, Reader] = {}
        others: dict[Path, str] = {}
        for file in _files(path, own, others):
            if why := _no_file(file):
                others[file] = why
                continue
            try:
                reader = reader_of(file)
                if reader:
                    readers[file] = reader
                else:
                    others[file] = describe(file)
            except OSError as err:
                others[file] = f"a file that cannot be opened ({err.strerror})"
        if not readers:
            raise UnknownFormat(_refusal(path, list(others.values())))
        passed_over |= {_own_place(file): what for file, what in others.items()}
        found |= {file.resolve(): reader for file, reader in readers.items()}
    return Recognised(sorted(found.items()), passed_over)


def _no_file(path: Path) -> str:
    """Return why something below a path is no file that can be read; empty if it is one."""
    if path.is_symlink() and not path.exists():
        return "a link to something that is not there"
    if path.is_dir():
        return "a link to a folder, which is not followed"
    return "" if path.is_file() else "a pipe, a socket or a device, not a file"


def _own_place(path: Path) -> Path:
    """Return a file's true place; of a link that cannot be followed the link's own."""
    return path.parent.resolve() / path.name if _no_file(path) else path.resolve()


def _files(path: Path, own: Path, others: dict[Path, str]) -> Iterator[Path]:
    """Yield what lies below a path, but for folders; those not to be opened go to `others`."""
    if not path.is_dir():
        yield path
        return

    def unopened(err: OSError) -> None:
        others[Path(err.filename)] = f"a folder that cannot be opened ({err.strerror})"

    below = [
        Path(folder) / name
        for folder, folders, files in os.walk(path, onerror=unopened)
        for name in (*files, *(one for one in folders if (Path(folder) / one).is_symlink()))
    ]
    for file in sorted(below):
        inside = file.resolve()
        about_itself = inside.is_relative_to(own.resolve()) and not inside.is_relative_to(
            own.resolve() / DOWNLOADED
        )
        hidden = any(part.startswith(".") for part in file.relative_to(path).parts)
        if not hidden and not about_itself:
            yield file


def _refusal(path: Path, files: Sequence[str]) -> str:
    told = files[0] if len(files) == 1 else f"{len(files)} files, none of a known format"
    return f"{path} cannot be imported: it is {told}. What can be imported:\n{formats()}"


def place_of(path: Path) -> str:
    """Return what tells files of one name apart without keeping a path: a digest of it."""
    return hashlib.sha256(os.fsencode(path)).hexdigest()[:PLACE_LENGTH]


def printed(path: Path) -> str:
    """Return a file's name with its folder's, on one line, for printing."""
    name = f"{path.parent.resolve().name}/{path.name}"
    return "".join(c if c.isprintable() else "�" for c in name)

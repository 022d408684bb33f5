"""Writing files so that a kill at any byte leaves either the old file or the new one."""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO

HALF = ".half"
"""Ends the name of a file that is being written; one found later is rubbish."""


def half_of(path: Path) -> Path:
    """Return where a file is while it is being written: beside its place, hidden."""
    return path.with_name(f".{path.name}{HALF}")


CHUNK = 1 << 20


def write_whole(path: Path, content: bytes, *, settle: bool = True) -> None:
    """Write `content` to `path`, whole or not at all, and on the disk before returning.

    Without `settle` the name may not be on the disk yet, as if it had not been written.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    half = half_of(path)
    with half.open("wb") as file:
        file.write(content)
        sync(file)
    half.replace(path)
    if settle:
        sync_folder(path.parent)


def write_json(path: Path, value: Any) -> None:
    """Write a JSON file, whole or not at all; the same value gives the same bytes."""
    text = json.dumps(value, indent=1, sort_keys=True, ensure_ascii=False)
    write_whole(path, text.encode("utf-8") + b"\n")


def read_json(path: Path) -> Any:
    """Return what a JSON file holds, or None where there is no whole one."""
    try:
        return json.loads(path.read_bytes())
    except (OSError, ValueError):
        return None


def sync(file: BinaryIO) -> None:
    """Put what was written to a file on the disk."""
    file.flush()
    os.fsync(file.fileno())


def sync_folder(folder: Path) -> None:
    """Put a folder's entries on the disk, where the system can."""
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def chunks(path: Path) -> Iterator[bytes]:
    """Yield a file's bytes a mebibyte at a time."""
    with path.open("rb") as file:
        while chunk := file.read(CHUNK):
            yield chunk


def sha256_file(path: Path) -> str:
    """Return the SHA-256 of a file of any size, in hex."""
    digest = hashlib.sha256()
    for chunk in chunks(path):
        digest.update(chunk)
    return digest.hexdigest()

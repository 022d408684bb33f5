"""Seals: the SHA-256 and the number of rows that a sidecar states of its table.

An editor seals after an edit, which checks the tables first. A build warns of a table
that does not fit its seal; continuous integration fails on it.
"""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

from futuregazing import paths
from futuregazing.tables.catalogue import CATALOGUE, TableInfo
from futuregazing.tables.checked import read_checked
from futuregazing.tables.faults import Fault
from futuregazing.tables.reading import read_sidecar, read_table, sidecar_file


def checksum(path: Path) -> str:
    """Return the SHA-256 of a file's bytes, as hexadecimal digits."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def unsealed(data: Path | None = None, *, only: str = "") -> list[Fault]:
    """Return a fault for each table, or one, that is not what its sidecar states."""
    folder = data or paths.data()
    return [fault for info in _infos(only) for fault in _seal_faults(folder, info)]


def seal(data: Path | None = None, *, only: str = "") -> list[str]:
    """Write each table's checksum and number of rows into its sidecar.

    Args:
        data: the folder of the tables; the project's own if not given.
        only: the one table to seal; edits of others stay unsealed.

    Returns:
        The files of the tables whose sidecars changed.

    Raises:
        TablesError: the tables are not valid; nothing is written.
    """
    folder = data or paths.data()
    tables = read_checked(folder)
    broken = {fault.file for fault in unsealed(folder, only=only)}
    infos = [info for info in _infos(only) if info.file in broken]
    for info in infos:
        path = folder / sidecar_file(info)
        text = path.read_text(encoding="utf-8")
        text = _set_line(text, "rows", str(len(tables.frames[info.name])))
        # Quoted: YAML reads a checksum that happens to hold digits only as a number.
        text = _set_line(text, "sha256", f'"{checksum(folder / info.file)}"')
        path.write_text(text, encoding="utf-8")
    return [info.file for info in infos]


def _infos(only: str) -> list[TableInfo]:
    return [CATALOGUE[only]] if only else list(CATALOGUE.values())


def _set_line(text: str, key: str, value: str) -> str:
    """Return YAML with one top-level key set, and everything else, comments too, as it was."""
    line = f"{key}: {value}"
    made, found = re.subn(rf"^{key}:.*$", line, text, flags=re.MULTILINE)
    return made if found else f"{text.rstrip()}\n{line}\n"


def _seal_faults(data: Path, info: TableInfo) -> list[Fault]:
    sidecar, faults = read_sidecar(data, info)
    if sidecar is None or not (data / info.file).is_file():
        return faults
    rows = len(read_table(data, info)[0])
    told = []
    if rows != sidecar.rows:
        told.append(("rows", str(rows), f"{sidecar.rows}, as {sidecar_file(info)} states"))
    if (found := checksum(data / info.file)) != sidecar.sha256:
        told.append(("sha256", found, f"{sidecar.sha256}, as {sidecar_file(info)} states"))
    return [Fault(info.file, "", *one) for one in told]

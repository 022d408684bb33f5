"""All tables, read and checked: every fault of every table, sidecar and correction at once."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import pandas as pd

from futuregazing.tables import corrections as register
from futuregazing.tables.catalogue import CATALOGUE, CORRECTIONS, TableInfo
from futuregazing.tables.crossings import crossing_faults
from futuregazing.tables.faults import Fault, raise_any
from futuregazing.tables.reading import read_sidecar, read_table, sidecar_file, unknown_files
from futuregazing.tables.sidecars import Sidecar
from futuregazing.tables.validation import validate_frame

Frames = dict[str, pd.DataFrame]
Stamp = tuple[tuple[str, int, int], ...]


@dataclass(frozen=True)
class CheckedTables:
    """All tables as text, as printed, and their sidecars; nobody changes them in place."""

    frames: Frames
    sidecars: dict[str, Sidecar]


def read_checked(data: Path) -> CheckedTables:
    """Return all tables as text, not yet corrected; raise `TablesError` with every fault.

    Files that have not changed are not read again: a build of all editions checks once.
    """
    return _read_checked(data, _stamp(data))


def _stamp(data: Path) -> Stamp:
    """Return what tells whether a file of the folder has changed since it was read."""
    files = sorted([*data.glob("*.*"), *data.glob("*/*.*")])
    told = [(file, file.stat()) for file in files]
    return tuple((str(file), stat.st_mtime_ns, stat.st_size) for file, stat in told)


@lru_cache(maxsize=4)
def _read_checked(data: Path, _stamp: Stamp) -> CheckedTables:
    tables, table_faults, sidecar_faults = _read_all(data)
    broken = {fault.file for fault in table_faults}
    corrected, faults = _correct(tables.frames, broken)
    faults += table_faults + sidecar_faults + _content_faults(corrected, broken)
    for name, sidecar in tables.sidecars.items():
        # A rule must know the values that corrections bring as well as the printed ones.
        for frame in (tables.frames[name], corrected[name]):
            faults += _misfits(CATALOGUE[name], frame, sidecar)
    raise_any(faults)
    return tables


def _read_all(data: Path) -> tuple[CheckedTables, list[Fault], list[Fault]]:
    """Read all that can be read; return with it the faults of tables and of sidecars."""
    tables = CheckedTables({}, {})
    table_faults, sidecar_faults = [], unknown_files(data)
    for info in CATALOGUE.values():
        tables.frames[info.name], found = read_table(data, info)
        sidecar, wrong = read_sidecar(data, info)
        table_faults += found
        sidecar_faults += wrong
        if sidecar is not None:
            tables.sidecars[info.name] = sidecar
    return tables, table_faults, sidecar_faults


def _correct(frames: Frames, broken: Collection[str]) -> tuple[Frames, list[Fault]]:
    """Return the tables with all corrections that fit made, and faults for those that do not.

    Corrections of a table that could not be read whole are left aside: that is told already.
    """
    made = frames[CORRECTIONS]
    if CATALOGUE[CORRECTIONS].file in broken:
        return frames, []
    if faults := validate_frame(CORRECTIONS, made):
        return frames, faults
    readable = made["table"].map(lambda name: CATALOGUE[name].file not in broken)
    faults = register.correction_faults(frames, made[readable])
    wrong = {fault.row for fault in faults}
    fitting = made[readable & ~made.index.isin(wrong)]
    return register.apply(frames, fitting), faults


def _content_faults(frames: Frames, broken: Collection[str]) -> list[Fault]:
    """Check what the tables say once they are corrected.

    What takes several columns or tables together is looked at only when all of them are
    there; a missing column would else be told again by everything that needs it.
    """
    faults: list[Fault] = []
    for name in CATALOGUE:
        if name != CORRECTIONS and len(frames[name].columns):
            faults += validate_frame(name, frames[name])
    if not broken and all(fault.row for fault in faults):
        faults += crossing_faults(frames)
    return faults


def _misfits(info: TableInfo, frame: pd.DataFrame, sidecar: Sidecar) -> list[Fault]:
    """Hold a sidecar against its table: key, columns, and every value the rule needs."""
    rule = sidecar.known_by
    told = []
    if sidecar.key != info.key:
        told.append(("key", str(sidecar.key), str(info.key)))
    for column in sorted(set(frame.columns) ^ set(sidecar.columns)):
        there = column in sidecar.columns
        found = "a column the table has not" if there else "a column without a meaning"
        told.append((f"columns.{column}", found, "the table's columns"))
    columns, rows = set(frame.columns), set(frame.index)
    told += [("known_by.withheld", c, "a column of the table") for c in {*rule.withheld} - columns]
    told += [("known_by.rows", r, "a row of the table") for r in {*rule.rows} - rows]
    if rule.rule == "by value":
        needed = set(frame[rule.column]) if rule.column in columns else {f"column {rule.column}"}
        undated = needed - set(rule.dates)
        told += [("known_by.dates", f"nothing for {v!r}", "a day or null") for v in undated]
    return [Fault(sidecar_file(info), "", *one) for one in told]

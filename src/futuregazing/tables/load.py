"""Loading: read, correct, check, type, and keep what the edition may see, in this order."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from futuregazing import paths
from futuregazing.tables import corrections as register
from futuregazing.tables import vintage
from futuregazing.tables.catalogue import CATALOGUE, TableInfo
from futuregazing.tables.conversion import convert
from futuregazing.tables.crossings import crossing_faults
from futuregazing.tables.faults import Fault, raise_any
from futuregazing.tables.frames import Tables
from futuregazing.tables.reading import read_sidecar, read_table, sidecar_file, unknown_files
from futuregazing.tables.schemas import SCHEMAS
from futuregazing.tables.sidecars import Sidecar
from futuregazing.tables.validation import validate_frame

CORRECTIONS = "corrections"


@dataclass(frozen=True)
class RawTables:
    """All tables as text, before corrections, and their sidecars."""

    frames: dict[str, pd.DataFrame]
    sidecars: dict[str, Sidecar]


def load_tables(as_of: dt.date | None, *, data: Path | None = None) -> Tables:
    """Return the data tables as an edition of that day may see them.

    Args:
        as_of: the edition's as-of date; None for everything.
        data: the folder of the tables; the project's own if not given.

    Raises:
        TablesError: anything is wrong with a table, a sidecar or a correction; one error
            tells all faults, with file, row id, column, what was found and expected.
    """
    raw = read_valid_tables(data or paths.data())
    made = register.applicable(raw.frames[CORRECTIONS], as_of)
    corrected = register.apply(raw.frames, made)
    seen = {name: _seen(name, frame, raw, as_of) for name, frame in corrected.items()}
    # A correction of a row that this edition cannot see would tell of what came later.
    known = [row["row_id"] in seen[row["table"]].index for _, row in made.iterrows()]
    frames = register.withhold(seen, made)
    del frames[CORRECTIONS]
    return Tables(frames, as_of, raw.sidecars, corrections=made[known])


def read_valid_tables(data: Path) -> RawTables:
    """Return all tables as text, not yet corrected; raise `TablesError` with every fault."""
    raw, faults = _read_all(data)
    corrected, wrong = _corrected(raw.frames) if not faults else (raw.frames, [])
    faults += wrong + _content_faults(corrected, structure_is_sound=not faults)
    for name, sidecar in raw.sidecars.items():
        # A rule must know the values that corrections bring as well as the printed ones.
        for frame in (raw.frames[name], corrected[name]):
            faults += _sidecar_faults(CATALOGUE[name], frame, sidecar)
    raise_any(faults)
    return raw


def _read_all(data: Path) -> tuple[RawTables, list[Fault]]:
    frames: dict[str, pd.DataFrame] = {}
    sidecars: dict[str, Sidecar] = {}
    faults = unknown_files(data)
    for info in CATALOGUE.values():
        frames[info.name], found = read_table(data, info)
        sidecar, wrong = read_sidecar(data, info)
        faults += found + wrong
        if sidecar is not None:
            sidecars[info.name] = sidecar
    return RawTables(frames, sidecars), faults


def _corrected(
    frames: dict[str, pd.DataFrame],
) -> tuple[dict[str, pd.DataFrame], list[Fault]]:
    """Return the tables with all corrections that fit made, and faults for those that do not."""
    corrections = frames[CORRECTIONS]
    faults = validate_frame(CORRECTIONS, corrections)
    if faults:
        return frames, faults
    faults = register.correction_faults(frames, corrections)
    wrong = {fault.row for fault in faults}
    return register.apply(frames, corrections[~corrections.index.isin(wrong)]), faults


def _content_faults(frames: dict[str, pd.DataFrame], *, structure_is_sound: bool) -> list[Fault]:
    """Check what the tables say once they are corrected.

    What takes several columns or tables together is looked at only when all of them are
    there; a missing column would else be told again by everything that needs it.
    """
    faults: list[Fault] = []
    for name in CATALOGUE:
        if name != CORRECTIONS and len(frames[name].columns):
            faults += validate_frame(name, frames[name])
    if structure_is_sound and all(fault.row for fault in faults):
        faults += crossing_faults(frames)
    return faults


def _sidecar_faults(info: TableInfo, frame: pd.DataFrame, sidecar: Sidecar) -> list[Fault]:
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


def _seen(name: str, frame: pd.DataFrame, raw: RawTables, as_of: dt.date | None) -> pd.DataFrame:
    sidecar = raw.sidecars[name]
    typed = vintage.with_known_by(convert(frame, SCHEMAS[name]), sidecar.known_by)
    return vintage.as_of(typed, CATALOGUE[name], sidecar, as_of)

"""Loading: read and check, correct, type, and keep what the edition may see, in this order."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pandas as pd

from futuregazing import paths
from futuregazing.tables import corrections as register
from futuregazing.tables import vintage
from futuregazing.tables.catalogue import CATALOGUE, CORRECTIONS
from futuregazing.tables.checked import CheckedTables, read_checked
from futuregazing.tables.conversion import convert
from futuregazing.tables.frames import Tables
from futuregazing.tables.schemas import SCHEMAS


def load_tables(as_of: dt.date | None, *, data: Path | None = None) -> Tables:
    """Return the data tables as an edition of that day may see them.

    Args:
        as_of: the edition's as-of date; None for everything.
        data: the folder of the tables; the project's own if not given.

    Raises:
        TablesError: anything is wrong with a table, a sidecar or a correction; one error
            tells all faults, with file, row id, column, what was found and expected.
    """
    raw = read_checked(data or paths.data())
    made = register.applicable(raw.frames[CORRECTIONS], as_of)
    corrected = register.apply(raw.frames, made)
    seen = {name: _seen(name, frame, raw, as_of) for name, frame in corrected.items()}
    # A correction of a row that this edition cannot see would tell of what came later.
    known = [row["row_id"] in seen[row["table"]].index for _, row in made.iterrows()]
    frames = register.withhold(seen, made)
    del frames[CORRECTIONS]
    return Tables(frames, as_of, raw.sidecars, corrections=made[known])


def _seen(
    name: str, frame: pd.DataFrame, raw: CheckedTables, as_of: dt.date | None
) -> pd.DataFrame:
    sidecar = raw.sidecars[name]
    typed = vintage.with_known_by(convert(frame, SCHEMAS[name]), sidecar.known_by)
    return vintage.as_of(typed, CATALOGUE[name], sidecar, as_of)

"""The data tables: loaded, checked, corrected, and cut to what an edition may see.

    tables = load_tables(date(2021, 12, 31))
    tables["figures"]

`load_tables` brings in pandera and the schemas only when it is called: a section's kernel
reads Parquet and needs neither.
"""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from futuregazing.tables.frames import Tables, UnknownTable, read_parquet, write_parquet
from futuregazing.tables.sidecars import Sidecar

__all__ = [
    "Sidecar",
    "Tables",
    "UnknownTable",
    "load_tables",
    "read_parquet",
    "write_parquet",
]


def load_tables(as_of: dt.date | None, *, data: Path | None = None) -> Tables:
    """Return the data tables as of a day; see `futuregazing.tables.load.load_tables`."""
    from futuregazing.tables.load import load_tables as load

    return load(as_of, data=data)

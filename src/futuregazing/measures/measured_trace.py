"""How a measured number is traced to its rows: the small table `measures` and its files.

A number over a hundred thousand awards cannot carry a hundred thousand references. It
carries one: `Ref("measures", id)`, to a row of the small table `measures`, which
`measures_table` makes of all the numbers that an edition shows:

    measure_id     index; scope and name, such as `councils:market_size.calendar_year:2024`
    query          in words, what was counted or summed
    scope, geography, basis, unit, period, value, as_of
    n, with_value  records asked about; those that the value rests on
    left_out       the others by reason, with number and value, in words
    coverage       n, with_value and left_out in one sentence, as printed
    rows           how many keys of records (awards, notices, payments of a month) it rests on
    rows_sha256    checksum of those keys, sorted, a line each
    rows_file      the CSV file in the report's data folder that holds the keys (`write_rows`)
    snapshot       digest of the tidy tables that the keys are in

A checker sorts the keys of the file, compares the checksum, and runs the query over the
tidy tables again. Two editions of one snapshot give the same rows.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pandas as pd

from futuregazing.measures.measured import MeasuredMarket
from futuregazing.measures.measured_numbers import Measured

ROWS_FOLDER = "measured"
COLUMNS = [
    *("measure_id", "query", "scope", "geography", "basis", "unit", "period", "value", "as_of"),
    *("n", "with_value", "left_out", "coverage", "rows", "rows_sha256", "rows_file", "snapshot"),
]


def measures_table(numbers: Iterable[Measured], market: MeasuredMarket) -> pd.DataFrame:
    """Return the table `measures` of the module's docstring, a row a number.

    Raises:
        ValueError: two different numbers have one id.
    """
    rows: dict[str, dict[str, Any]] = {}
    for one in numbers:
        row = _row(one, market)
        if rows.setdefault(one.id, row) != row:
            raise ValueError(f"two different measures are called {one.id}")
    return pd.DataFrame(list(rows.values()), columns=COLUMNS).set_index("measure_id", drop=False)


def _row(one: Measured, market: MeasuredMarket) -> dict[str, Any]:
    q, keys = one.quantity, sorted_keys(one.keys)
    digest = checksum(keys)
    return {
        "measure_id": one.id,
        "query": one.query,
        "scope": q.scope,
        "geography": q.geography,
        "basis": q.basis,
        "unit": str(q.unit),
        "period": str(q.period) if q.period else "",
        "value": float(q.value),
        "as_of": market.as_of.isoformat(),
        "n": one.coverage.n,
        "with_value": one.coverage.with_value,
        "left_out": one.coverage.left_out_words,
        "coverage": one.coverage.text,
        "rows": len(keys),
        "rows_sha256": digest,
        "rows_file": f"{ROWS_FOLDER}/{digest[:16]}.csv",
        "snapshot": market.snapshot,
    }


def write_rows(folder: Path, numbers: Iterable[Measured]) -> list[Path]:
    """Write the keys behind numbers into a folder's `measured/`; equal sets of keys once."""
    (folder / ROWS_FOLDER).mkdir(parents=True, exist_ok=True)
    files: dict[str, Path] = {}
    for one in numbers:
        keys = sorted_keys(one.keys)
        digest = checksum(keys)
        if digest not in files:
            files[digest] = folder / ROWS_FOLDER / f"{digest[:16]}.csv"
            keys.to_csv(files[digest], index=False, header=["key"])
    return list(files.values())


def sorted_keys(keys: pd.Series) -> pd.Series:
    """Return the keys, each once, in the order of their characters."""
    return keys.drop_duplicates().sort_values(ignore_index=True)


def checksum(keys: pd.Series) -> str:
    """Return the SHA-256 of sorted keys, a line each."""
    return hashlib.sha256("".join(f"{key}\n" for key in keys).encode()).hexdigest()

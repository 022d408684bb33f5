"""Published spend files written as parts: payments, and what was rejected with the reason."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import islice
from pathlib import Path

import pyarrow as pa

from futuregazing.procurement import parts
from futuregazing.procurement.parts import PartWriter
from futuregazing.procurement.schema import TABLE, part_query
from futuregazing.procurement.sheets import Row, UnreadableSheet, first_rows
from futuregazing.procurement.spend import SpendRows
from futuregazing.procurement.spend_cells import amount
from futuregazing.procurement.spend_headings import AMOUNT
from futuregazing.procurement.spend_layout import LOOK_AT, Rows, layout_in, refusal
from futuregazing.procurement.spend_rows import Payment, Rejected

COLUMNS = {
    "spend_key": "$file || ':' || sheet || ':' || line",
    "publisher": "mended(publisher)",
    "listed_by": "mended(listed_by)",
    "paid_on": "paid_on",
    "amount_gbp": "amount_gbp",
    "supplier_name": "mended(supplier_name)",
    "company_number": "nullif(company_number, '')",
    "reference": "nullif(reference, '')",
    "description": "mended(nullif(description, ''))",
    "service": "mended(nullif(service, ''))",
    "flags": "flags",
    "raw_file": "$file",
    "raw_line": "line",
    "raw_no": "sheet - 1",
}

TOGETHER = 20_000
"""Rows that are taken at a time."""
NO_AMOUNTS = "none of its first rows has an amount that can be read"


def looks_like_spend(path: Path, beginning: bytes) -> bool:
    """Tell a list of payments by its columns of amounts and names."""
    return any(map(_pays, _first_rows(path, beginning)))


def why_no_spend(path: Path, beginning: bytes) -> str:
    """Return why a file that resembles a list of payments is none; empty if it resembles none."""
    for first in _first_rows(path, beginning):
        why = NO_AMOUNTS if layout_in(first) else refusal(first)
        if why:
            return f"it resembles a list of payments, but {why}"
    return ""


def _first_rows(path: Path, beginning: bytes) -> list[list[Row]]:
    """Return the first rows of each sheet; none where the file is no table."""
    try:
        return first_rows(path, beginning, LOOK_AT)
    except UnreadableSheet:
        return []


def _pays(first: Rows) -> bool:
    """Return whether a sheet has the columns of payments, and an amount in them."""
    layout = layout_in(first)
    place = layout.columns[AMOUNT] if layout else 0
    return layout is not None and any(
        place < len(row) and amount(row[place]) is not None for _, row, _ in first
    )


def read_spend_file(path: Path, part: PartWriter) -> Mapping[str, int]:
    """Read a spend file; return the rows read: payments and rejects."""
    read = SpendRows(path)
    rows = iter(read)
    while some := list(islice(rows, TOGETHER)):
        part.con.register("payment", _payments([one for one in some if isinstance(one, Payment)]))
        part.write("spend", f"SELECT {part_query(TABLE['spend'], COLUMNS)} FROM payment")
        part.con.unregister("payment")
        part.reject(
            parts.Rejected(one.line, one.sheet - 1, "spend", one.reason, one.excerpt)
            for one in some
            if isinstance(one, Rejected)
        )
    return {"spend": read.rows}


def _payments(paid: Sequence[Payment]) -> pa.Table:
    texts = (
        "publisher",
        "listed_by",
        "supplier_name",
        "company_number",
        "reference",
        "description",
        "service",
    )
    return pa.table(
        {
            **{name: pa.array([getattr(one, name) for one in paid], pa.string()) for name in texts},
            "paid_on": pa.array([one.paid_on for one in paid], pa.date32()),
            "amount_gbp": pa.array([one.amount_gbp for one in paid], pa.decimal128(18, 2)),
            "flags": pa.array([list(one.flags) for one in paid], pa.list_(pa.string())),
            "sheet": pa.array([one.sheet for one in paid], pa.int64()),
            "line": pa.array([one.line for one in paid], pa.int64()),
        }
    )

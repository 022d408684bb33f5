"""Published spend files written as parts: payments, and what was rejected with the reason."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pyarrow as pa

from futuregazing.procurement.parts import PartWriter, Rejected
from futuregazing.procurement.schema import TABLE, part_query
from futuregazing.procurement.sheets import (
    WORKBOOK_MARK,
    Sheet,
    UnreadableSheet,
    decoded,
    read_sheets,
    sheet_of,
)
from futuregazing.procurement.spend import SpendFile, read_spend
from futuregazing.procurement.spend_cells import amount
from futuregazing.procurement.spend_layout import AMOUNT, LOOK_AT, layout_of

COLUMNS = {
    "spend_key": "$file || ':' || sheet || ':' || line",
    "publisher": "mended(publisher)",
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


def looks_like_spend(path: Path, beginning: bytes) -> bool:
    """Tell a list of payments by its columns of amounts and names."""
    try:
        if beginning.startswith(WORKBOOK_MARK):
            return any(map(_pays, read_sheets(path, rows=LOOK_AT)))
        return _pays(sheet_of(decoded(beginning, path.name), rows=LOOK_AT))
    except UnreadableSheet:
        return False


def _pays(sheet: Sheet) -> bool:
    """Return whether a sheet has the columns of payments, and an amount in them."""
    layout = layout_of(sheet)
    place = layout.columns[AMOUNT] if layout else 0
    return layout is not None and any(
        place < len(row) and amount(row[place]) is not None for _, row in sheet.rows
    )


def read_spend_file(path: Path, part: PartWriter) -> Mapping[str, int]:
    """Read a spend file; return the rows read: payments and rejects."""
    read = read_spend(path)
    part.con.register("payment", _payments(read))
    part.write("spend", f"SELECT {part_query(TABLE['spend'], COLUMNS)} FROM payment")
    part.reject(
        Rejected(one.line, one.sheet - 1, "spend", one.reason, one.excerpt) for one in read.rejects
    )
    return {"spend": read.rows}


def _payments(read: SpendFile) -> pa.Table:
    paid = read.payments
    texts = (
        "publisher",
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

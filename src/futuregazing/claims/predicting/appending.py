"""Adding rows to a table of `data/`: the file's other bytes stay, or nothing happens at all.

The new file is written beside the old one and renamed over it, after the tables with the new
rows have passed every check that loading makes. Only this table is sealed again.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from pathlib import Path

import pandas as pd

from futuregazing.errors import UserError
from futuregazing.tables.catalogue import CATALOGUE, CORRECTIONS
from futuregazing.tables.checked import read_checked
from futuregazing.tables.crossings import crossing_faults
from futuregazing.tables.faults import Fault, raise_any
from futuregazing.tables.seals import seal, unsealed
from futuregazing.tables.validation import validate_frame

Row = Mapping[str, str]


def csv_line(row: Row, columns: Sequence[str], end: str = "\n") -> str:
    """Return a row as a line of CSV, quoted where it must be."""
    buffer = io.StringIO()
    csv.writer(buffer, lineterminator=end).writerow([row.get(name, "") for name in columns])
    return buffer.getvalue()


def append_rows(data: Path, table: str, rows: Sequence[Row]) -> None:
    """Append rows to a table and seal it; write nothing if anything is wrong with them.

    Raises:
        UserError: the table was edited and not sealed: sealing it now would pass that edit.
        TablesError: the rows do not fit the table or those around it.
    """
    require_sealed(data, table)
    raise_any(row_faults(data, table, rows))
    path = data / CATALOGUE[table].file
    old = path.read_bytes()
    end = "\r\n" if b"\r\n" in old else "\n"
    gap = "" if old.endswith(b"\n") else end
    columns = next(csv.reader([old.decode("utf-8-sig").splitlines()[0]]))
    added = gap + "".join(csv_line(row, columns, end) for row in rows)
    replace_bytes(path, old + added.encode("utf-8"))
    seal(data, only=table)


def row_faults(data: Path, table: str, rows: Sequence[Row]) -> list[Fault]:
    """Return what would be wrong with the tables if these rows were in."""
    frames = dict(read_checked(data).frames)
    before = frames[table]
    ids = [row[CATALOGUE[table].key[0]] for row in rows]
    file = CATALOGUE[table].file
    taken = [Fault(file, one, "", "the id twice", "a new id") for one in ids if one in before.index]
    if taken:
        return taken
    cells = [[row.get(str(name), "") for name in before.columns] for row in rows]
    index = pd.Index(ids, dtype="str", name=before.index.name)
    added = pd.DataFrame(cells, columns=before.columns, index=index, dtype="str")
    faults = validate_frame(table, added)
    if faults:
        return faults
    del frames[CORRECTIONS]
    frames[table] = pd.concat([before, added])
    new = {str(one) for one in ids}
    return [fault for fault in crossing_faults(frames) if fault.row in new]


def require_sealed(data: Path, table: str) -> None:
    """Refuse to add to a table that was edited since it was sealed."""
    file = CATALOGUE[table].file
    if unsealed(data, only=table):
        raise UserError(
            f"{file} has been edited since it was sealed. Sealing it again with a new row would "
            "pass that edit unseen: look at it first, then run `futuregazing data seal`."
        )


def replace_bytes(path: Path, content: bytes) -> None:
    """Put new content in a file's place in one step."""
    beside = path.with_name(f".{path.name}.new")
    try:
        beside.write_bytes(content)
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)

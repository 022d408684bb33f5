"""Releases with a part in another shape than the standard's: read where the meaning is clear.

A value printed as a bare number, one supplier where a list is due, a name where an object is:
DuckDB reads these as nothing, and would lose them without a word. Lines that may hold such a
part are found by a pattern, put into shape here, and read again; all others cost nothing more.
What cannot be put into shape is told by a flag. Awards and contracts are not touched: a list
of them that is none is rejected.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import duckdb
import pyarrow as pa

from futuregazing.procurement.ocds_shape import RELEASE, TEXT

MENDED, UNREAD = "mended", "unread"
REJECTED_ELSEWHERE = ("awards", "contracts")
"""Lists of the release that are rejected where they are none."""
BARE = ("amount", "name", "title", "id")
"""What something bare means in place of an object: the first of these that the object has."""


def _names(shape: Any, objects: set[str], lists: set[str], texts: set[str]) -> None:
    """Sort the names of a shape's parts by what they are."""
    inner = shape[0] if isinstance(shape, list) else shape
    for name, part in inner.items() if isinstance(inner, dict) else ():
        of = lists if isinstance(part, list) else objects if isinstance(part, dict) else texts
        of.add(name)
        _names(part, objects, lists, texts)


def _pattern() -> str:
    """Return what a line matches that may hold a part in another shape."""
    objects, lists, texts = set[str](), set[str](), set[str]()
    _names(RELEASE, objects, lists, texts)
    of_objects = {"suppliers", "parties", "items", "lots"}
    return "|".join(
        (
            rf'"(?:{"|".join(sorted(objects - texts))})"\s*:\s*[^\s{{n]',
            rf'"(?:{"|".join(sorted(lists - set(REJECTED_ELSEWHERE)))})"\s*:\s*[^\s\[n]',
            rf'"(?:{"|".join(sorted(of_objects))})"\s*:\s*\[\s*[^\s{{\]n]',
        )
    )


ODD = _pattern()


@dataclass
class Fitted:
    """A release in the standard's shape: its text, whether it was mended, and whether all fits."""

    text: str
    mended: bool = False
    unread: bool = False

    @property
    def told(self) -> str:
        """Return what was done, as words of the column `shape`."""
        return " ".join([MENDED] * self.mended + [UNREAD] * self.unread)


def fitted(text: str) -> Fitted:
    """Return a release, given as JSON, with its parts in the shapes that are read."""
    made = Fitted(text)
    try:
        release = json.loads(text, parse_float=str, parse_int=str, parse_constant=str)
        kept = {name: release[name] for name in REJECTED_ELSEWHERE if _is_no_list(release, name)}
        fit = _fit(release, RELEASE, made)
    except (ValueError, RecursionError):  # JSON to DuckDB, and too deep or too odd for Python
        return Fitted(text, unread=True)
    if made.mended:
        made.text = json.dumps(fit | kept)
    return made


def _is_no_list(release: Mapping[str, Any], name: str) -> bool:
    return name in release and not isinstance(release[name], list)


def _fit(cell: Any, shape: Any, made: Fitted) -> Any:
    if cell is None or isinstance(shape, str):
        return cell
    if isinstance(shape, list):
        return _as_list(cell, shape[0], made)
    if isinstance(cell, list) and len(cell) == 1:
        made.mended, cell = True, cell[0]
    if not isinstance(cell, dict | list):
        bare = next((name for name in BARE if shape.get(name) == TEXT), "")
        if not bare or isinstance(cell, bool):
            made.unread = True
            return None
        made.mended, cell = True, {bare: cell}
    if isinstance(cell, list):
        made.unread |= bool(cell)
        return None
    return {k: _fit(part, shape[k], made) if k in shape else part for k, part in cell.items()}


def _as_list(cell: Any, inner: Any, made: Fitted) -> list[Any]:
    """Return a list: what stands alone is its only element, an object of objects its elements."""
    listed: Sequence[Any] = cell if isinstance(cell, list) else [cell]
    if not isinstance(cell, list):
        made.mended = True
        if isinstance(cell, dict) and isinstance(inner, dict) and not inner.keys() & cell.keys():
            whole = all(isinstance(part, dict) for part in cell.values())
            made.unread |= not whole
            listed = list(cell.values()) if whole else []
    return [_fit(one, inner, made) for one in listed]


def fitted_lines(con: duckdb.DuckDBPyConnection) -> pa.Table | None:
    """Return those lines of `line` that `release` marks as odd, in shape; None if there is none.

    Columns as in `line`, and `shape`: what was done, as `Fitted.told`.
    """
    if not con.execute("SELECT count(*) FROM release WHERE odd_shape").fetchall()[0][0]:
        return None
    table = con.sql(
        """SELECT line.* FROM line SEMI JOIN (
            SELECT raw_file, raw_line FROM release WHERE odd_shape) AS odd
        ON file = raw_file AND no = raw_line ORDER BY file, no"""
    ).to_arrow_table()
    made = [fitted(text) for text in table["line"].to_pylist()]
    place = table.schema.get_field_index("line")
    table = table.set_column(place, "line", pa.array([one.text for one in made], pa.string()))
    return table.append_column("shape", pa.array([one.told for one in made], pa.string()))

"""Which exhibit shows a number that a sentence states, so that the reader is led to it.

An exhibit shows a number if its title states it, or if a cell of its data holds the same value
from some of the same rows. Documents are looked at as objects and as JSON.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from math import isclose
from typing import Any

from futuregazing.report.blocks import Exhibit, Part

COUNT = "count"
CLOSE = 1e-9
"""Two numbers that differ by less than this share of themselves are one, differently summed."""


def exhibit_shows(exhibit: Exhibit, number: Part) -> bool:
    """Tell whether an exhibit shows the number of a part; False for a part without one."""
    if not number.mark or number.claim is None:
        return False
    if any(part.mark == number.mark for part in exhibit.title):
        return True
    return any(
        _is_same(cell.value, cell.refs, number.claim) for row in exhibit.rows for cell in row
    )


def block_shows(block: Mapping[str, Any], number: Mapping[str, Any]) -> bool:
    """Tell the same of an exhibit and a part as `Document.to_json` gives them."""
    if not number.get("mark") or not number.get("claim"):
        return False
    if any(part.get("mark") == number["mark"] for part in block["title"]):
        return True
    return any(
        _is_same(cell.get("value"), cell.get("refs") or (), number["claim"])
        for row in block["rows"]
        for cell in row
        if isinstance(cell, Mapping)
    )


def _is_same(value: object, refs: Iterable[Iterable[str]], claim: Mapping[str, Any]) -> bool:
    number = claim.get("value")
    if not isinstance(value, int | float) or not isinstance(number, int | float):
        return False
    here, there = {tuple(ref) for ref in refs}, {tuple(ref) for ref in claim.get("refs") or ()}
    # Three of some rows may be another three: a count is the same only of the very same rows.
    counted = number == 0 or claim.get("basis") == COUNT
    same_rows = here == there if counted else here & there
    return bool(same_rows) and isclose(value, number, rel_tol=CLOSE)

"""The kinds of column the tables are made of.

Tables are checked as text, before any conversion: each fault is then told once, with the
cell as the editor typed it. `metadata["kind"]` says what the column becomes afterwards
(see `convert`): text and dates stay text (str, "" where absent), numbers become float64,
integers Int64, booleans boolean.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Collection

import pandas as pd
import pandera.pandas as pa

from futuregazing.tables.dates import last_day, parse_day

_NUMBER = re.compile(r"-?\d+(\.\d+)?")
_INTEGER = re.compile(r"-?\d+")
_GSS = r"[ENSW]\d{8}"
_REGION = r"(E12|N92|S92|W92)\d{6}"
_URL = re.compile(r"https?://[^\s/$.?#][^\s]*")


def _column(
    test: Callable[[str], bool], expected: str, *, required: bool, kind: str = "text"
) -> pa.Column:
    """Return a column whose every cell passes `test`; empty cells pass unless required."""

    def passes(cells: pd.Series[str]) -> pd.Series[bool]:
        return cells.map(lambda cell: test(cell) if cell else not required).astype(bool)

    told = expected if required else f"{expected}, or nothing"
    check = pa.Check(passes, error=told, ignore_na=False)
    # All cells are read as text, so there is no type to check (and half the time is saved).
    return pa.Column(None, check, metadata={"kind": kind})


def text(*, required: bool = True) -> pa.Column:
    """Return a column of words, without blanks at the ends or line breaks inside."""
    return _column(_is_tidy, "a text on one line, without blanks at its ends", required=required)


def matching(pattern: str, expected: str, *, required: bool = True) -> pa.Column:
    """Return a column whose cells match a regular expression as a whole."""
    compiled = re.compile(pattern)
    return _column(lambda cell: bool(compiled.fullmatch(cell)), expected, required=required)


def one_of(words: Collection[str], *, required: bool = True) -> pa.Column:
    """Return a column of a controlled vocabulary."""
    allowed = frozenset(words)
    return _column(lambda cell: cell in allowed, f"one of {sorted(allowed)}", required=required)


def number(low: float = -math.inf, high: float = math.inf, *, required: bool = True) -> pa.Column:
    """Return a column of decimal numbers between `low` and `high`."""
    return _column(
        lambda cell: bool(_NUMBER.fullmatch(cell)) and low <= float(cell) <= high,
        f"a number{_range(low, high)}",
        required=required,
        kind="number",
    )


def integer(low: float = -math.inf, high: float = math.inf, *, required: bool = True) -> pa.Column:
    """Return a column of whole numbers between `low` and `high`."""
    return _column(
        lambda cell: bool(_INTEGER.fullmatch(cell)) and low <= int(cell) <= high,
        f"a whole number{_range(low, high)}",
        required=required,
        kind="integer",
    )


def boolean(*, required: bool = True) -> pa.Column:
    """Return a column of true and false."""
    words = {"true", "false"}
    return _column(
        lambda cell: cell.lower() in words, "true or false", required=required, kind="boolean"
    )


def day(*, required: bool = True) -> pa.Column:
    """Return a column of ISO days that exist."""
    return _column(_parses(parse_day), "a day such as 2021-12-31", required=required)


def coarse_date(*, required: bool = True) -> pa.Column:
    """Return a column of dates as printed: a day, month, year or financial year."""
    told = "a date such as 2021-12-09, 2021-12, 2021 or 2021/22"
    return _column(_parses(last_day), told, required=required)


def url(*, required: bool = True) -> pa.Column:
    """Return a column of web addresses."""
    return _column(lambda cell: bool(_URL.fullmatch(cell)), "a web address", required=required)


def gss_code(*, required: bool = True) -> pa.Column:
    """Return a column of official codes of areas."""
    return matching(_GSS, "a nine-character GSS code", required=required)


def gss_codes(separator: str, *, required: bool = True) -> pa.Column:
    """Return a column of one or more official codes."""
    told = f"GSS codes with {separator!r} between them"
    return matching(f"{_GSS}({separator}{_GSS})*", told, required=required)


def region_code(*, required: bool = True) -> pa.Column:
    """Return a column of official codes of regions and nations."""
    return matching(_REGION, "the code of a region or nation", required=required)


def financial_year() -> pa.Column:
    """Return a column of financial years."""
    return matching(r"\d{4}-\d{2}", "a financial year such as 2024-25")


def _parses(parse: Callable[[str], object]) -> Callable[[str], bool]:
    def test(cell: str) -> bool:
        try:
            parse(cell)
        except ValueError:
            return False
        return True

    return test


def _is_tidy(cell: str) -> bool:
    return cell == cell.strip() and "\n" not in cell and "\r" not in cell


def _range(low: float, high: float) -> str:
    if math.isinf(low) and math.isinf(high):
        return ""
    if math.isinf(high):
        return f" of at least {low:g}"
    if math.isinf(low):
        return f" of at most {high:g}"
    return f" from {low:g} to {high:g}"

"""Counting again: what a claim counted, added up or divided, held against the rows it cites.

    count of contracts          the rows it cites, rows of one contract taken as one
    count of 3 among 9 figures  the three or the nine are the rows it cites
    sum of 21 values            a column of those rows
    median of 22 values         likewise; also "lower quarter", "upper quarter"
    number asked, as ...        the number stands in the source's own words
    Wilson interval at 95% for 2 of 4

A measured number is held against the row of `measures` that it cites, whatever its formula.

A count that says more ("count of themes, told by 40 rows") can't be counted again from its
rows; only their number is.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import pandas as pd

from futuregazing.claims.checking.measured import cited_measure, differs
from futuregazing.claims.refs import MEASURES

SAME_AS = {"register": "same_contract_as"}
"""Where a table says that two of its rows are the same thing: the column that names it."""
ROWS_THEMSELVES = ("rows", "entries")
"""What is counted line by line, whether or not two lines are the same thing."""
ASKED_IN = ("buyer_scope", "definition_note")
PENNY = 0.01
FEWEST_FIGURES = 2
STANDARD_SCORE = 1.959963984540054
"""Of a 95% interval: the part of a normal distribution within as many standard deviations."""
SCORE_ROOM = 0.001
"""Per cent that the ends may be off where a score of 1.96 was used."""
PARTS = {"lower quarter": 0.25, "median": 0.5, "upper quarter": 0.75}

_COUNT = re.compile(r"count of (?P<noun>[^,]*)")
_PART = re.compile(r"count of (?P<part>[\d,]+) among (?P<whole>[\d,]+) (?P<noun>.+)")
_TOLD_BY = re.compile(r"count of .*, told by (?P<rows>\d+) rows?")
_SUM = re.compile(r"sum of (?P<n>\d+) \w+")
_MIDDLE = re.compile(rf"(?P<part>{'|'.join(PARTS)}) of (?P<n>\d+) values")
_WILSON = re.compile(r"Wilson interval at 95% for (?P<part>\d+) of (?P<whole>\d+)")
_ASKED = re.compile(r"number asked, as the source states it")


@dataclass(frozen=True)
class Recount:
    """What the rows give for a claim.

    Attributes:
        fits: whether the claim says the same.
        told: the count or sum in words, for a finding.
    """

    fits: bool
    told: str


def recount(claim: Mapping[str, Any], tables: Mapping[str, pd.DataFrame]) -> Recount | None:
    """Return what a claim's rows give for it; None where its formula says nothing of rows."""
    if measure := cited_measure(claim, tables):
        told = differs(claim, tables[MEASURES], measure)
        return Recount(not told, told)
    formula = str(claim["formula"])
    for pattern, work in _KINDS:
        if found := pattern.fullmatch(formula):
            return work(found, claim, tables)
    return None


def distinct(rows: Sequence[str], same: Mapping[str, str]) -> list[list[str]]:
    """Return rows in groups of those that are one thing, by what each says it is the same as."""
    leader: dict[str, str] = {}

    def chief(row: str) -> str:
        while leader.get(row, row) != row:
            row = leader[row]
        return row

    for row, other in same.items():
        if other:
            leader.setdefault(row, row)
            leader.setdefault(other, other)
            leader[chief(row)] = chief(other)
    groups: dict[str, list[str]] = {}
    for row in rows:
        groups.setdefault(chief(row), []).append(row)
    return list(groups.values())


def wilson(part: int, whole: int) -> tuple[float, float]:
    """Return the ends of the interval, in per cent, that a share of few is known to."""
    share, z = part / whole, STANDARD_SCORE
    middle = (share + z * z / (2 * whole)) / (1 + z * z / whole)
    spread = share * (1 - share) / whole + z * z / (4 * whole * whole)
    reach = z / (1 + z * z / whole) * math.sqrt(spread)
    return 100 * max(0.0, middle - reach), 100 * min(1.0, middle + reach)


def half_a_unit(said: float) -> float:
    """Return how far a number may be from the exact one: half of its last figure's unit."""
    digits = len(Decimal(repr(said)).normalize().as_tuple().digits)
    size = Decimal(repr(said)).adjusted() if said else 0
    return 0.5 * 10.0 ** (size + 1 - max(FEWEST_FIGURES, digits)) + 1e-9


def _counted(found: re.Match[str], claim: Mapping[str, Any], tables: Any) -> Recount | None:
    said, sizes = int(claim["value"]), _sizes(claim, tables)
    if found["noun"] in ROWS_THEMSELVES:
        sizes = [len(claim["refs"])]
    if not said:
        # A count of nothing cites what was looked through, if anything.
        return None
    return Recount(said in sizes, f"{_listed(sizes)}, not {said}")


def _part(found: re.Match[str], claim: Mapping[str, Any], tables: Any) -> Recount | None:
    part, whole = (int(found[name].replace(",", "")) for name in ("part", "whole"))
    said = int(claim["value"])
    if said != part or part > whole:
        return Recount(False, f"{part} among {whole}, not {said}")
    cited = Counter(str(table) for table, _ in claim["refs"])
    sizes = {*_sizes(claim, tables), *cited.values()}
    return Recount(True, "") if {part, whole} & sizes else None


def _told_by(found: re.Match[str], claim: Mapping[str, Any], _: Any) -> Recount | None:
    rows = len(claim["refs"])
    if int(found["rows"]) == rows:
        return None
    return Recount(False, f"told by {rows} rows, not {found['rows']}")


def _summed(found: re.Match[str], claim: Mapping[str, Any], tables: Any) -> Recount | None:
    values = _columns(claim, tables)
    if not values:
        return None
    said, n = float(claim["value"]), int(found["n"])
    sums = [math.fsum(column) for column in values]
    fits = any(
        abs(total - said) <= PENNY + abs(said) * 1e-9 and len(column) == n
        for total, column in zip(sums, values, strict=True)
    )
    near = min(sums, key=lambda total: abs(total - said))
    return Recount(fits, f"{len(values[0])} rows that add up to {near:,.2f}, not {said:,.2f}")


def _middle(found: re.Match[str], claim: Mapping[str, Any], tables: Any) -> Recount | None:
    values = [column for column in _columns(claim, tables) if len(column) == int(found["n"])]
    if not values:
        return None
    said = float(claim["value"])
    made = [_quantile(sorted(column), PARTS[found["part"]]) for column in values]
    near = min(made, key=lambda value: abs(value - said))
    return Recount(abs(near - said) <= PENNY, f"{found[0]}: {near:,.2f}, not {said:,.2f}")


def _interval(found: re.Match[str], claim: Mapping[str, Any], _: Any) -> Recount:
    ends = wilson(int(found["part"]), int(found["whole"]))
    said = float(claim["value"])
    room = max(half_a_unit(said), SCORE_ROOM)
    fits = any(abs(end - said) <= room for end in ends)
    return Recount(fits, f"{ends[0]:.4g}% to {ends[1]:.4g}%, neither of them {said:.4g}%")


def _asked(_: re.Match[str], claim: Mapping[str, Any], tables: Any) -> Recount | None:
    frame = tables["figures"]
    rows = [row for table, row in claim["refs"] if table == "figures" and row in frame.index]
    words = " ".join(str(frame.at[row, name]) for row in rows for name in ASKED_IN)
    stated = {int(number.replace(",", "")) for number in re.findall(r"\d[\d,]*", words)}
    said = int(claim["value"])
    return Recount(said in stated, f"{said} is not in the source's words: {words.strip()}")


_KINDS = (
    (_TOLD_BY, _told_by),
    (_PART, _part),
    (_COUNT, _counted),
    (_SUM, _summed),
    (_MIDDLE, _middle),
    (_WILSON, _interval),
    (_ASKED, _asked),
)


def _sizes(claim: Mapping[str, Any], tables: Mapping[str, pd.DataFrame]) -> list[int]:
    """Return how many things the cited rows are: in all, and of the table cited first.

    Rows of other tables may stand beside those counted: the register's behind an event.
    """
    by_table = [len(groups) for groups in _groups(claim, tables).values()]
    return list(dict.fromkeys([sum(by_table), *by_table[:1]]))


def _groups(
    claim: Mapping[str, Any], tables: Mapping[str, pd.DataFrame]
) -> dict[str, list[list[str]]]:
    """Return the cited rows by table, those that are the same thing together."""
    cited: dict[str, list[str]] = {}
    for table, row in dict.fromkeys((str(table), str(row)) for table, row in claim["refs"]):
        cited.setdefault(table, []).append(row)
    return {table: distinct(rows, _same(table, tables)) for table, rows in cited.items()}


def _same(table: str, tables: Mapping[str, pd.DataFrame]) -> dict[str, str]:
    if table not in SAME_AS:
        return {}
    column = tables[table][SAME_AS[table]]
    return {str(row): str(other) for row, other in column.items() if isinstance(other, str)}


def _columns(claim: Mapping[str, Any], tables: Mapping[str, pd.DataFrame]) -> list[list[float]]:
    """Return the cited rows' numbers, a list a numeric column that all of them fill."""
    groups = _groups(claim, tables)
    if len(groups) != 1:
        return []
    [(table, things)] = groups.items()
    frame = tables[table]
    if not {row for rows in things for row in rows} <= set(frame.index):
        return []
    found = []
    for name in frame.columns[[pd.api.types.is_numeric_dtype(kind) for kind in frame.dtypes]]:
        values = [_first([frame.at[row, name] for row in rows]) for rows in things]
        if all(value is not None for value in values):
            found.append([value for value in values if value is not None])
    return found


def _first(values: Sequence[Any]) -> float | None:
    """Return the first value that is there: rows of one thing tell it once."""
    return next((float(value) for value in values if not pd.isna(value)), None)


def _quantile(ordered: Sequence[float], part: float) -> float:
    """Return the value that a part of the others lie below, on a straight line between two."""
    at = Decimal(str(part)) * (len(ordered) - 1)
    low = int(at)
    high = min(low + 1, len(ordered) - 1)
    return ordered[low] + (ordered[high] - ordered[low]) * float(at - low)


def _listed(sizes: Sequence[int]) -> str:
    return "rows cited: " + " or ".join(str(size) for size in sizes)

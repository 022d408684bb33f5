"""Checks that look at more than one cell: references, dates that must agree, series, verdict tests.

Each check takes all tables as text, corrected, and yields its faults.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterator, Mapping

import pandas as pd

from futuregazing.tables.catalogue import CATALOGUE
from futuregazing.tables.dates import first_day, known_by_dates, last_day
from futuregazing.tables.faults import Fault
from futuregazing.tables.references import reference_faults

Frames = Mapping[str, pd.DataFrame]

DATED = (
    ("figures", "published_date", False),
    ("bluelight", "published_date", False),
    ("evidence", "date", True),
    ("predictions", "published_date", False),
    ("statements", "published_date", False),
    ("register", "date_published", False),
)
"""(table, column, may be later): `known_by` is the last day of the printed date. A finding
may be known later than it was made, when the page that tells it came out later."""

SERIES_KEEPS = ("measure_basis", "unit", "geography", "buyer_scope")
"""What all figures of one series share: only like may be joined by a line."""

_PERIOD_KINDS = {
    r"FY\d{4}/\d{2}": "financial years",
    r"\d{4}": "calendar years",
    r"\d{4}-Q\d": "quarters",
    r"\d{4}-\d{2}(-\d{2})?": "months",
}


def crossing_faults(frames: Frames) -> list[Fault]:
    """Return every fault that shows only when columns or tables are read together."""
    checks: tuple[Callable[[Frames], Iterator[Fault]], ...] = (
        reference_faults,
        known_by_faults,
        series_faults,
        source_faults,
        baseline_faults,
        contradiction_faults,
        contract_faults,
        reading_faults,
    )
    return [fault for check in checks for fault in check(frames)]


def known_by_faults(frames: Frames) -> Iterator[Fault]:
    """Yield rows whose `known_by` does not fit the date they print."""
    for name, column, may_be_later in DATED:
        for row, printed, known in frames[name][[column, "known_by"]].itertuples():
            allowed = [day.isoformat() for day in _days(printed)]
            late = may_be_later and allowed and known > min(allowed)
            if allowed and known not in allowed and not late:
                expected = f"{' or '.join(allowed)}, the last day of {column} {printed}"
                yield Fault(CATALOGUE[name].file, str(row), "known_by", repr(known), expected)


def series_faults(frames: Frames) -> Iterator[Fault]:
    """Yield figures that differ from the rest of their series in what makes them comparable."""
    figures = frames["figures"].assign(period_kind=frames["figures"]["period_end"].map(_kind))
    for series, group in figures[figures["series_id"] != ""].groupby("series_id"):
        for column in (*SERIES_KEEPS, "period_kind"):
            first = group[column].iloc[0]
            for row, cell in group.loc[group[column] != first, column].items():
                expected = f"{first!r}, as the rest of series {series}"
                yield Fault(CATALOGUE["figures"].file, str(row), column, repr(cell), expected)


def source_faults(frames: Frames) -> Iterator[Fault]:
    """Yield figures called primary although they were read in a copy."""
    figures = frames["figures"]
    copies = figures[(figures["source_type"] == "primary") & (figures["source_grade"] == "C")]
    for row in copies.index:
        expected = "'secondary', since the grade says that a copy was read"
        yield Fault(CATALOGUE["figures"].file, str(row), "source_type", "'primary'", expected)


def baseline_faults(frames: Frames) -> Iterator[Fault]:
    """Yield findings older than the prediction that they are counted for or against."""
    made = frames["predictions"]["published_date"]
    file = CATALOGUE["evidence"].file
    columns = ["prediction_id", "date", "supports"]
    for row, prediction, found, supports in frames["evidence"][columns].itertuples():
        stated = str(made.get(prediction, ""))
        if supports == "0" or not (_days(found) and _days(stated)):
            continue
        if last_day(found) < first_day(stated):
            expected = f"0: the finding is older than {prediction} of {stated}"
            yield Fault(file, str(row), "supports", repr(supports), expected)


def contradiction_faults(frames: Frames) -> Iterator[Fault]:
    """Yield contradictions told before one of their sides was known."""
    known = pd.concat([frames["figures"]["known_by"], frames["bluelight"]["known_by"]])
    file = CATALOGUE["contradictions"].file
    for row, told, ids in frames["contradictions"][["known_by", "record_ids"]].itertuples():
        last = max((str(known.get(side, "")) for side in ids.split()), default="")
        if told < last:
            expected = f"{last}, when both sides were known"
            yield Fault(file, str(row), "known_by", repr(told), expected)


def contract_faults(frames: Frames) -> Iterator[Fault]:
    """Yield contracts that end before they start, and twins of themselves."""
    register, file = frames["register"], CATALOGUE["register"].file
    for first, last in (("start_date", "end_date"), ("end_date", "max_end_date")):
        both = register[(register[first] != "") & (register[last] != "")]
        for row, start, end in both[[first, last]].itertuples():
            if end < start:
                yield Fault(file, str(row), last, repr(end), f"a day not before {first} {start}")
    for row, twin in register["same_contract_as"].items():
        if row == twin:
            yield Fault(file, str(row), "same_contract_as", repr(twin), "another row")


def reading_faults(frames: Frames) -> Iterator[Fault]:
    """Yield readings of facts without a number, or of facts that a figure tells already."""
    facts, links = frames["bluelight"], frames["links"]
    both = (links["table"] == "bluelight") & (links["to_table"] == "figures")
    told = set(links.loc[both, "row_id"])
    file = CATALOGUE["bluelight_readings"].file
    for row in frames["bluelight_readings"].index:
        if row in facts.index and not (facts.at[row, "value"] and facts.at[row, "unit"]):
            yield Fault(file, str(row), "fact_id", repr(row), "a fact with a number and a unit")
        if row in told:
            expected = "a fact that is not linked to a figure, which is read there"
            yield Fault(file, str(row), "fact_id", repr(row), expected)


def _days(printed: str) -> tuple[dt.date, ...]:
    """Return the days `known_by` may hold; none where nothing, or no date, is printed."""
    try:
        return known_by_dates(printed) if printed else ()
    except ValueError:
        return ()


def _kind(period: str) -> str:
    kinds = (kind for pattern, kind in _PERIOD_KINDS.items() if re.fullmatch(pattern, period))
    return next(kinds, "")

"""Checks that look at more than one cell: references between tables, dates that must agree."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping

import pandas as pd

from futuregazing.tables.catalogue import CATALOGUE
from futuregazing.tables.dates import known_by_dates
from futuregazing.tables.faults import Fault

Frames = Mapping[str, pd.DataFrame]

REFERENCES = (
    ("evidence", "prediction_id", "predictions", ""),
    ("figures", "metric", "metrics_vocabulary", ""),
    ("contradictions", "record_ids", "figures bluelight", " "),
    ("register", "same_contract_as", "register", ""),
    ("local_authorities", "region_code", "regions", ""),
    ("local_authorities", "county_gss", "local_authorities", ""),
    ("local_authorities", "fire_area_code", "fire_services", ""),
    ("la_successors", "current_gss", "local_authorities", ""),
    ("la_name_ambiguities", "gss_codes", "local_authorities la_successors:old_gss", ";"),
    ("strategic_authority_members", "strategic_authority_id", "strategic_authorities", ""),
    ("strategic_authority_members", "member_gss", "local_authorities", ""),
    ("police_forces", "region_code", "regions", ""),
    ("fire_services", "region_code", "regions", ""),
    ("ambulance_services", "main_region_code", "regions", ""),
    ("population_lad_2010_2024", "gss_code", "local_authorities", ""),
    ("population_lad_2010_2024", "region_code", "regions", ""),
    ("population_region_2010_2024", "region_code", "regions", ""),
    ("techuk_index_it_spend_by_district", "gss_code", "local_authorities", ""),
    ("local_authorities", "police_force_area_code", "police_forces:pfa_code", ""),
)
"""(table, column, tables it points into, separator of several ids in one cell). A target is a
table's row ids, or the cells of the column after ':'."""

DATED = (
    ("figures", "published_date"),
    ("bluelight", "published_date"),
    ("evidence", "date"),
    ("predictions", "published_date"),
    ("statements", "published_date"),
    ("register", "date_published"),
)
"""(table, column) where `known_by` must be the last day of the printed date."""

SERIES_KEEPS = ("measure_basis", "unit", "geography", "buyer_scope")
"""What all figures of one series share: only like may be joined by a line."""


def crossing_faults(frames: Frames) -> list[Fault]:
    """Return every fault that shows only when columns or tables are read together."""
    checks: tuple[Callable[[Frames], Iterator[Fault]], ...] = (
        reference_faults,
        known_by_faults,
        series_faults,
        order_faults,
        link_faults,
    )
    return [fault for check in checks for fault in check(frames)]


def reference_faults(frames: Frames) -> Iterator[Fault]:
    """Yield ids that no row of the table they point into has."""
    for name, column, targets, separator in REFERENCES:
        known = {key for target in targets.split() for key in _ids(frames, target)}
        for row, cell in frames[name][column].items():
            ids = cell.split(separator) if separator else [cell]
            for missing in [one for one in ids if one and one not in known]:
                expected = f"a row of {' or '.join(targets.split())}"
                yield Fault(CATALOGUE[name].file, str(row), column, repr(missing), expected)


def known_by_faults(frames: Frames) -> Iterator[Fault]:
    """Yield rows whose `known_by` is not the last day of the date they print."""
    for name, column in DATED:
        for row, printed, known in frames[name][[column, "known_by"]].itertuples():
            allowed = _allowed_known_by(printed)
            if allowed and known not in allowed:
                expected = f"{' or '.join(allowed)}, the last day of {column} {printed}"
                yield Fault(CATALOGUE[name].file, str(row), "known_by", repr(known), expected)


def series_faults(frames: Frames) -> Iterator[Fault]:
    """Yield series whose figures differ in what makes them comparable."""
    figures = frames["figures"]
    for series, group in figures[figures["series_id"] != ""].groupby("series_id"):
        for column in SERIES_KEEPS:
            if group[column].nunique() > 1:
                first = group[column].iloc[0]
                odd = group[group[column] != first]
                for row, cell in odd[column].items():
                    expected = f"{first!r}, as the rest of series {series}"
                    yield Fault(CATALOGUE["figures"].file, str(row), column, repr(cell), expected)


def order_faults(frames: Frames) -> Iterator[Fault]:
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


def link_faults(frames: Frames) -> Iterator[Fault]:
    """Yield links from or to a row that is not there, and corrections of tables unknown."""
    links, file = frames["links"], CATALOGUE["links"].file
    for table, column in (("table", "row_id"), ("to_table", "to_row")):
        for row, name, target in links[[table, column]].itertuples():
            if name in frames and target not in frames[name].index:
                yield Fault(file, str(row), column, repr(target), f"a row of {name}")


def _ids(frames: Frames, target: str) -> set[str]:
    name, _, column = target.partition(":")
    frame = frames[name]
    return set(frame[column]) if column else set(frame.index)


def _allowed_known_by(printed: str) -> tuple[str, ...]:
    """Return the days `known_by` may hold; none where nothing, or no date, is printed."""
    try:
        days: tuple[dt.date, ...] = known_by_dates(printed) if printed else ()
    except ValueError:
        return ()
    return tuple(day.isoformat() for day in days)

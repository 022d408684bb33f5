"""What an edition rests on: tables, grades, kinds of number, gaps, contradictions, corrections.

Everything is counted in the tables as of the edition, so an older edition tells what it held
and not what is held today.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

import pandas as pd

from futuregazing.claims.quantity import Quantity, counted
from futuregazing.claims.refs import Dated, Ref, refs_of
from futuregazing.claims.wording import QUALIFIER_WORDS
from futuregazing.measures.labels import basis_label
from futuregazing.measures.worked_out import part_of
from futuregazing.tables.catalogue import CATALOGUE
from futuregazing.tables.frames import Tables

AS_NOW = "as they are now"
GRADES: Mapping[str, str] = MappingProxyType(
    {"A": "producer or official record", "B": "press, sector body, supplier", "C": "copy"}
)
GRADED: Mapping[str, str] = MappingProxyType(
    {
        "figures": "Published figures",
        "evidence": "Findings on predictions",
        "bluelight": "Facts on police and fire",
    }
)
DATED = (*GRADED, "predictions", "register")
EXACT = "exact"
LEDGER = ("figures", "bluelight", "evidence", "predictions", "statements", "contradictions")
WORDS_ONLY = ("glossary", "la_name_ambiguities")
"""Reference tables that hold no fact of the report's subject."""
DENOMINATORS = (
    "lg_finance_national",
    "police_funding_ew",
    "population_lad_2010_2024",
    "gdp_deflator_calendar_hmt_dec2025",
)
"""Official numbers to divide or deflate by."""

OPEN_PLACE = "not stated"


def newest_source(tables: Tables) -> Dated:
    """Return the newest day that any source shows exactly, with the rows read on it."""
    newest, refs = "", list[Ref]()
    for name in DATED:
        frame = tables[name]
        exact = frame[frame["known_by_basis"] == EXACT]
        latest = max(exact["known_by"], default="")
        rows = refs_of(exact[exact["known_by"] == latest], name)
        if latest > newest:
            newest, refs = latest, []
        if latest == newest and latest:
            refs += rows
    return Dated(pd.Timestamp(newest).date(), tuple(refs))


def table_list(tables: Tables) -> pd.DataFrame:
    """Return the data tables that an edition draws on, the largest first.

    Returns:
        table, title, producer, known (by which rule rows are let in), rows, licence. Tables
        of the house's own (links, corrections, answers to checks) are no sources.
    """
    made: list[dict[str, Any]] = []
    for name in tables.names:
        side, rows = tables.sidecar(name), len(tables[name])
        if not rows or not _is_source(name):
            continue
        kept = side.known_by.rule == AS_NOW
        made.append(
            {
                "table": name,
                "title": side.title,
                "producer": side.producer,
                "known": "as they are now" if kept else "by day of publication",
                "rows": rows,
                "licence": side.licence.name,
            }
        )
    made.sort(key=lambda row: (-row["rows"], row["title"]))
    return pd.DataFrame(made)


def read_by(tables: Tables) -> Dated:
    """Return the last day on which any of the tables' sources was read."""
    return Dated(max(tables.sidecar(name).accessed for name in tables.names))


def grades(tables: Tables) -> pd.DataFrame:
    """Return the number of rows of each grade: group, label, value, refs."""
    made = []
    for name, title in GRADED.items():
        frame = tables[name]
        for grade, meaning in GRADES.items():
            rows = frame[frame["source_grade"] == grade]
            if len(rows):
                value = counted(len(rows), "rows", refs_of(rows, name), scope=title)
                made.append({"group": title, "label": f"{grade}: {meaning}", "value": value})
    return pd.DataFrame(made, columns=["group", "label", "value"])


def first_hand(tables: Tables) -> Quantity:
    """Return how many published figures come from their producer or an official record."""
    frame = tables["figures"]
    first = frame[frame["source_grade"] == "A"]
    return _out_of(first, frame, "figures", "published figures")


def bases(tables: Tables) -> pd.DataFrame:
    """Return the kinds of number among the published figures, the most frequent first.

    Returns:
        label, value (a count), counts and leaves_out (what the kind counts, and not).
    """
    frame = tables["figures"]
    made: list[dict[str, Any]] = []
    for basis, rows in frame.groupby("measure_basis"):
        words = basis_label(str(basis))
        made.append(
            {
                "label": words.short,
                "value": counted(len(rows), "figures", refs_of(rows, "figures")),
                "counts": words.counts,
                "leaves_out": words.leaves_out,
            }
        )
    made.sort(key=lambda row: (-row["value"].value, row["label"]))
    return pd.DataFrame(made, columns=["label", "value", "counts", "leaves_out"])


def qualifiers(tables: Tables) -> pd.DataFrame:
    """Return how firmly figures are stated: qualifier, how it is printed, number."""
    frame = tables["figures"]
    made: list[dict[str, Any]] = [
        {
            "qualifier": str(name).replace("_", " "),
            "printed": QUALIFIER_WORDS.get(str(name), "").strip() or "the number alone",
            "value": counted(len(rows), "figures", refs_of(rows, "figures")),
        }
        for name, rows in frame.groupby("qualifier")
    ]
    made.sort(key=lambda row: (-row["value"].value, row["qualifier"]))
    return pd.DataFrame(made, columns=["qualifier", "printed", "value"])


def gaps(tables: Tables) -> pd.DataFrame:
    """Return what is missing in the rows that an edition holds: gap, value (part of all), of."""
    figures, register = tables["figures"], tables["register"]
    missing = [
        ("Figures seen only in a copy", "figures", figures["source_grade"] == "C"),
        ("Figures whose source does not show the day", "figures", _undated(figures)),
        ("Figures whose place the source leaves open", "figures", _open_place(figures)),
        ("Figures that join no series", "figures", figures["series_id"] == ""),
        ("Register entries without a value", "register", register["value_gbp"].isna()),
        ("Register entries without a supplier", "register", register["supplier_name"] == ""),
        ("Register entries without an end date", "register", register["end_date"] == ""),
        (
            "Register entries whose title was not seen",
            "register",
            ~register["subject_shown"].astype(bool),
        ),
    ]
    nouns = {"figures": "figures", "register": "entries"}
    made = [
        (words, _out_of(tables[name][rows], tables[name], name, nouns[name]), len(rows))
        for words, name, rows in missing
        if len(rows)
    ]
    return pd.DataFrame(made, columns=["gap", "value", "of"])


def not_available(tables: Tables) -> list[str]:
    """Return the official denominators of which no release was known by the as-of date."""
    return [tables.sidecar(name).title for name in DENOMINATORS if tables[name].empty]


def number_of(tables: Tables, name: str, noun: str) -> Quantity:
    """Return how many rows a table has."""
    frame = tables[name]
    return counted(len(frame), noun, refs_of(frame, name))


def _is_source(name: str) -> bool:
    """Tell whether a table holds what others published."""
    if name not in CATALOGUE:
        return False  # made by the build: what was measured from the snapshot
    if CATALOGUE[name].group == "ledger":
        return name in LEDGER
    return bool(CATALOGUE[name].group) and name not in WORDS_ONLY


def _undated(frame: pd.DataFrame) -> pd.Series[bool]:
    return frame["known_by_basis"] != EXACT


def _open_place(frame: pd.DataFrame) -> pd.Series[bool]:
    return frame["geography"].str.contains(OPEN_PLACE, regex=False)


def _out_of(part: pd.DataFrame, whole: pd.DataFrame, table: str, noun: str) -> Quantity:
    """Return "three of nine figures", resting on the rows of the part."""
    return part_of(len(part), len(whole), noun, refs_of(part, table))

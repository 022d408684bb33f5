"""What was restated or put right in the ledger between two days, whether a headline uses it or not.

A revision is the maker's own: the same measure of the same place, buyers and time, published
again with another number. A correction is of an error, the publisher's or ours, and stands in
the register of corrections.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

import pandas as pd

from futuregazing.claims.changes import makers_of, one_maker
from futuregazing.claims.quantity import Quantity, quantity
from futuregazing.claims.refs import Named, Ref
from futuregazing.claims.units import parse_unit
from futuregazing.claims.wording import capitalised
from futuregazing.edition.periods import parse_moment
from futuregazing.measures import choose
from futuregazing.measures.labels import place_words
from futuregazing.tables.corrections import WITHHOLD
from futuregazing.tables.dates import CLOSED
from futuregazing.tables.frames import Tables

FIGURES = "figures"
TELLING_COLUMNS = frozenset(
    {
        "value",
        "value_gbp",
        "value_basis",
        "unit",
        "qualifier",
        "period_start",
        "period_end",
        "start_date",
        "end_date",
        "geography",
        "buyer_scope",
        "measure_basis",
        "series_id",
        "definition_note",
        "threshold",
        "supports",
        "covers",
        "",
    }
)
"""Columns whose correction changes what a number or a verdict says; "" is a whole row withheld.
Slips in addresses, names and dates of reading change none and are listed with the method."""
CORRECTION_COLUMNS = ["table", "row_id", "column", "printed", "corrected", "kind", "ours"]
CORRECTION_COLUMNS += ["reason", "day"]
KINDS = {
    "publisher error": "a publisher's error",
    "stale": "overtaken",
    "compiler slip": "a slip of ours",
    "definition": "a definition of ours",
}
WITHDRAWN, LEFT_OUT = "withdrawn since", "a decision of ours"
COLUMNS = ["what", "then", "now", "kind", "why"]
REVISION, CORRECTION = "Revision", "Correction"
SERIES = "series_id"
SUPPORTS = {"1": "speaks for", "0": "a baseline", "-1": "speaks against"}
FINER = 2
"""A print with fewer figures than this ("£2bn") cannot be told to be another number, rounded."""


def corrections_between(tables: Tables, since: dt.date, until: dt.date) -> pd.DataFrame:
    """Return the corrections that came after one day and by another, and change what is said.

    Returns:
        table, row_id, column, printed, corrected, kind (in words), ours (mended on both days;
        what a publisher had wrong is right on the later day alone), reason, day.
    """
    if tables.corrections.empty:
        return pd.DataFrame(columns=CORRECTION_COLUMNS).astype({"ours": bool})
    found = tables.corrections
    published = found["known_by"] != ""
    day = found["known_by"].where(published, found["decided"])
    withheld = published.map({True: WITHDRAWN, False: LEFT_OUT})
    kind = found["kind"].map(KINDS).fillna(withheld)
    made = found.assign(day=day, ours=~published, kind=kind)
    made["column"] = found["column"].where(found["kind"] != WITHHOLD, "")
    between = (day > since.isoformat()) & (day <= until.isoformat())
    return made.loc[between & made["column"].isin(TELLING_COLUMNS), CORRECTION_COLUMNS]


def revised(tables: Tables, since: dt.date) -> pd.DataFrame:
    """Return what was restated or put right after a day, revisions before corrections.

    Returns:
        what (the record, bound to its row), then, now (numbers, or words of the register),
        kind (revision or correction), why.
    """
    until = tables.as_of or CLOSED
    rows = [*_revisions(tables, since), *_corrections(tables, since, until)]
    return pd.DataFrame(rows, columns=COLUMNS)


def restated(tables: Tables, since: dt.date) -> Iterator[tuple[Quantity, Quantity]]:
    """Yield each figure published after a day that restates one known before, that one first.

    Where a maker printed several numbers of one subject at once, only their definitions tell
    them apart; those are left out rather than paired by guess.
    """
    frame = choose.figures(tables)
    known = frame["known_by"] <= since.isoformat()
    before, after = _by_subject(frame[known]), _by_subject(frame[~known])
    for subject, rows in after.items():
        for row in rows:
            old = [r for r in before.get(subject, []) if _one_maker(r, row)]
            if not old:
                continue
            then, now = quantity(max(old, key=_printed_last)), quantity(row)
            if _says_otherwise(then, now):
                yield then, now


def _revisions(tables: Tables, since: dt.date) -> Iterator[tuple[object, ...]]:
    for then, now in restated(tables, since):
        why = f"Published {_moment(then.vintage)}, and anew {_moment(now.vintage)}"
        what = _record(tables, FIGURES, now.refs[0].row)
        yield what, then, now, REVISION, why


def _corrections(tables: Tables, since: dt.date, until: dt.date) -> Iterator[tuple[object, ...]]:
    for row in choose.records(corrections_between(tables, since, until)):
        table, row_id, column = row["table"], row["row_id"], row["column"]
        if column and row_id not in tables[table].index:
            continue  # withheld as a whole, which is told by itself
        then, now = _sides(column, row["printed"], row["corrected"])
        why = f"{row['kind'].capitalize()}: {row['reason']}"
        yield _record(tables, table, row_id), then, now, CORRECTION, why


def _sides(column: str, printed: str, corrected: str) -> tuple[str, str]:
    """Return what stood and what stands, as a reader understands it."""
    if not column:
        return "in print", "withheld from print"
    if column == SERIES:
        then, now = ("in a series" if side else "in no series" for side in (printed, corrected))
        return then, now
    if column == "supports":
        return SUPPORTS.get(printed, printed), SUPPORTS.get(corrected, corrected)
    return printed or "nothing", corrected or "nothing"


def _record(tables: Tables, table: str, row_id: str) -> Named | str:
    """Return a figure by measure, place, buyers and time, any other row by table and name."""
    if row_id not in tables[table].index:
        return f"{tables.sidecar(table).title}, row {row_id}"
    if table != FIGURES:
        return Named(f"{tables.sidecar(table).title}, row {row_id}", (Ref(table, row_id),))
    row = choose.records(tables[FIGURES].loc[[row_id]])[0]
    meaning = str(tables["metrics_vocabulary"].at[row["metric"], "meaning"])
    words = meaning.split(" (")[0].split(" - ")[0]
    told = (capitalised(words), place_words(row["geography"]), row["buyer_scope"])
    return choose.named(row, f"{', '.join(map(str, told))}, {choose.period(row)}")


def _by_subject(frame: pd.DataFrame) -> dict[tuple[object, ...], list[dict[str, Any]]]:
    """Return figure records by what they are about, the unmistakable ones alone."""
    grouped: dict[tuple[object, ...], list[dict[str, Any]]] = {}
    for row in choose.records(frame):
        grouped.setdefault(_subject(row), []).append(row)
    return {
        subject: [row for row in rows if sum(_one_print(row, other) for other in rows) == 1]
        for subject, rows in grouped.items()
    }


def _subject(row: Mapping[str, Any]) -> tuple[object, ...]:
    """Return what two records must share to be one fact told twice."""
    unit, _ = parse_unit(str(row["unit"]))
    period = choose.period(row)
    told = (row[name] for name in ("metric", "measure_basis", "geography", "buyer_scope"))
    return (*told, unit, period.start, period.end)


def _one_print(row: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    return bool(row["known_by"] == other["known_by"]) and _one_maker(row, other)


def _one_maker(row: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    return one_maker(makers_of(str(row["publisher"])), makers_of(str(other["publisher"])))


def _printed_last(row: Mapping[str, Any]) -> tuple[str, str]:
    return str(row["known_by"]), str(row["figure_id"])


def _says_otherwise(then: Quantity, now: Quantity) -> bool:
    """Tell whether a number is another one, and not the same with more or fewer figures."""
    if then.qualifier == now.qualifier and then.value == now.value:
        return False
    coarse, fine = sorted((then, now), key=lambda q: q.figures or 0)
    if not FINER <= (coarse.figures or 0) < (fine.figures or 0):
        return True
    last_digit = Decimal(1).scaleb(coarse.value.adjusted() - (coarse.figures or 0) + 1)
    return abs(coarse.value - fine.value) >= last_digit


def _moment(vintage: str) -> str:
    return str(parse_moment(vintage) or "without a date")

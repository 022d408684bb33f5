"""What moved between two editions as data: one line a headline, revision or correction.

Each side has its number with all digits and everything that decides whether it may be
compared: unit, kind of number, place, buyers, time, series, day of publication, rows.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Hashable, Iterable, Iterator, Mapping

import pandas as pd

from futuregazing.claims.quantity import Quantity
from futuregazing.claims.statement import Statement
from futuregazing.formulas import guarded
from futuregazing.measures.between import Moved
from futuregazing.measures.between_reasons import why
from futuregazing.report.rows import named_rows

HEADLINE = "headline"
OWN = ("list", "id", "section", "subject", "measure", "reasons", "differs", "trend")
OWN_END = ("change", "change_unit", "why")
SIDE = (
    "text",
    "value",
    "unit",
    "qualifier",
    "basis",
    "geography",
    "scope",
    "period",
    "series",
    "published",
    "formula",
    "records",
)
HEADER = (*OWN, *OWN_END, *(f"{side}_{name}" for side in ("then", "now") for name in SIDE))
FEW = 6
"""A count of more rows names them as runs."""


def changes_csv(moved: Iterable[Moved], revised: pd.DataFrame) -> str:
    """Return the changes as CSV text: headlines first, then revisions and corrections.

    Args:
        moved: the headlines of two editions.
        revised: as `measures.revisions.revised` returns it.
    """
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerow(HEADER)
    writer.writerows(_headline(one) for one in moved)
    writer.writerows(_revision(row) for row in revised.to_dict("records"))
    return buffer.getvalue()


def _headline(one: Moved) -> list[str]:
    change = one.change
    own = (
        HEADLINE,
        one.id,
        one.section,
        one.title,
        one.measure,
        "; ".join(change.reasons),
        "; ".join(change.differs),
        change.direction,
    )
    amount = change.amount
    by = (_digits(amount), str(amount.unit)) if amount else ("", "")
    return [*map(guarded, own), *by, guarded(why(one)), *_side(one.then), *_side(one.now)]


def _revision(row: Mapping[Hashable, object]) -> list[str]:
    own = (str(row["kind"]).lower(), "", "", _text(row["what"]), "", "", "", "")
    own_end = ("", "", str(row["why"]))
    return [*map(guarded, (*own, *own_end)), *_side(row["then"]), *_side(row["now"])]


def _side(told: object) -> Iterator[str]:
    """Yield the fields of one side: a number, words of the register, or nothing."""
    if not isinstance(told, Quantity):
        yield guarded("" if told is None else str(told))
        yield from ("" for _ in SIDE[1:])
        return
    period = str(told.period) if told.period else ""
    meaning = (told.qualifier, told.basis, told.geography, told.scope, period, told.series)
    yield guarded(told.text)
    yield _digits(told)
    for text in (str(told.unit), *meaning, told.vintage, told.formula, _records(told)):
        yield guarded(text)


def _digits(number: Quantity) -> str:
    """Return a number with all its digits, as a machine reads it."""
    return format(number.value.normalize(), "f")


def _records(number: Quantity) -> str:
    refs = [(ref.table, ref.row) for ref in number.refs]
    if len(refs) > FEW:
        return "; ".join(named_rows(refs))
    return " ".join(f"{table}:{row}" for table, row in refs)


def _text(told: object) -> str:
    return told.text if isinstance(told, Statement) else str(getattr(told, "text", told))

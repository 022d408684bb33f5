"""What the report says about numbers and records, in words instead of codes."""

from __future__ import annotations

import re
from decimal import Decimal

from futuregazing.claims.house_words import house_words
from futuregazing.claims.refs import MEASURES
from futuregazing.claims.wording import MINUS, capitalised, money
from futuregazing.exhibits.style import basis_words
from futuregazing.report.backing import Record
from futuregazing.report.blocks import Json
from futuregazing.report.records import date_in_words

__all__ = ["GRADES", "date_in_words", "facts", "formula_words", "meaning", "shows_more", "spaced"]

_CODE = re.compile(r"^[a-z]+(_[a-z]+)+$")
_AMOUNT = re.compile(r"^£[\d,]+(\.\d+)?$")
MOST_DIGITS = 14
NESTED = frozenset({"refs", "inputs"})
FIRST_FIELDS = (
    "value_text", "value", "value_gbp", "unit", "qualifier", "value_basis", "measure_basis",
    "metric", "definition_note", "buyer_name", "supplier_name", "buyer_scope", "geography",
    "region", "theme", "period_start", "period_end", "start_date", "end_date", "max_end_date",
    "procedure", "framework", "notice_type", "series_id", "page_pointer",
)  # fmt: skip
LABELS = {
    "value_text": "value",
    "value_gbp": "value (£)",
    "measure_basis": "kind of number",
    "value_basis": "kind of value",
    "definition_note": "defined as",
    "buyer_name": "buyer",
    "supplier_name": "supplier",
    "buyer_scope": "buyers",
    "page_pointer": "place on the page",
    "known_by": "known by",
    "ocid": "OCID",
    "cpv_main": "CPV",
}
HIDDEN_FIELDS = frozenset(
    {"source_grade", "edition", "known_by_basis", "subject_shown", "source_type"}
)
"""Printed beside the title, or of use to the editor only."""
SAID_BY_MEANING = frozenset(
    {"value", "value_text", "unit", "qualifier", "measure_basis", "buyer_scope", "geography"}
    | {"period_start", "period_end"}
)
SAID_BY_COVERAGE = frozenset({"n", "with_value", "left_out"})
SAID_BY_TITLE = frozenset({"query", "scope"})
SAID_BY_FILE_NAME = frozenset({"rows_sha256"})
"""Of a measured number's rows; the CSV of its table has the checksum in full."""
SAYS_NOTHING = frozenset({"unknown", "none", "nan", "<na>"})

QUALIFIERS = {
    "approx": "approximate",
    "nearly": "nearly this much, as published",
    "at_least": "at least this much, as published",
    "less_than": "less than this, as published",
    "at_most": "at most this much, as published",
    "forecast": "a forecast",
    "derived": "derived by us",
}
GRADES = {
    "A": "grade A (producer or official record)",
    "B": "grade B (press, sector body or supplier)",
    "C": "grade C (copy or aggregator, to be traced)",
}


def meaning(claim: Json) -> str:
    """Return what a number measures, as a sentence: kind, scope, place, period, prices."""
    given = {name: str(value or "") for name, value in claim.items() if name not in NESTED}
    told = (
        basis_words(given.get("basis", "")),
        house_words(given.get("scope", "")),
        given.get("geography"),
        given.get("period"),
        f"{given['price_basis']} prices" if given.get("price_basis") else "",
        f"as a share of {_whole(given['denominator'])}" if given.get("denominator") else "",
        QUALIFIERS.get(given.get("qualifier", ""), ""),
    )
    words = ", ".join(part for part in told if part)
    return f"{capitalised(words)}." if words else ""


def _whole(denominator: str) -> str:
    """Return what a share is of; an amount rounded as in the text: the formula has all digits."""
    if _AMOUNT.match(denominator):
        return money(Decimal(denominator[1:].replace(",", "")))
    return denominator


def formula_words(formula: str) -> str:
    """Return a formula as it is printed: a minus sign is no hyphen."""
    return formula.replace(" - ", f" {MINUS} ")


def shows_more(claim: Json) -> bool:
    """Tell whether the number in full has digits that its text rounds away.

    A quotient never ends; its formula says more than its digits.
    """
    full, text = (_significant(str(claim.get(name) or "")) for name in ("full", "text"))
    return bool(full) and full != text and len(full) <= MOST_DIGITS


def facts(record: Record, claim: Json) -> list[tuple[str, str]]:
    """Return a record's fields as (label, value), the telling ones first, noise left out.

    Where the claim is the record's own number, its meaning has been said and is not repeated.
    """
    shown = {record.row, record.title, record.publisher, record.publisher_url, record.published}
    hidden = HIDDEN_FIELDS | ({"value"} if "value_text" in record.fields else set())
    if record.table == MEASURES:
        hidden |= SAID_BY_COVERAGE | SAID_BY_TITLE | SAID_BY_FILE_NAME
    order = {name: place for place, name in enumerate(FIRST_FIELDS)}
    names = sorted(record.fields, key=lambda name: (order.get(name, len(order)), name))
    return [
        (LABELS.get(name, spaced(name)), _said(name, record.fields[name]))
        for name in names
        if name not in hidden
        and (claim.get("formula") or name not in SAID_BY_MEANING)
        and record.fields[name] not in shown
        and record.fields[name].casefold() not in SAYS_NOTHING
    ]


def spaced(name: str) -> str:
    """Return a column's or table's name as words."""
    return name.replace("_", " ")


def _said(name: str, value: str) -> str:
    """Return a field's value as a reader would say it; codes in capitals stay as they are."""
    if name == "measure_basis":
        return basis_words(value)
    return spaced(value) if _CODE.match(value) else date_in_words(value)


def _significant(text: str) -> str:
    """Return the digits of a number without the zeros at either end."""
    return "".join(c for c in text if c.isdigit()).strip("0")

"""What the page says about a number's meaning, in words instead of codes."""

from __future__ import annotations

from futuregazing.exhibits.style import basis_words
from futuregazing.report.blocks import Json

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
    """Return what a number measures: kind, scope, place, period, prices, vintage, grade."""
    given = {name: str(claim.get(name) or "") for name in claim}
    told = (
        basis_words(given.get("basis", "")),
        given.get("scope"),
        given.get("geography"),
        given.get("period"),
        given.get("price_basis"),
        f"as a share of {given['denominator']}" if given.get("denominator") else "",
        QUALIFIERS.get(given.get("qualifier", ""), ""),
        f"published {given['vintage']}" if given.get("vintage") else "",
        GRADES.get(given.get("grade", ""), ""),
    )
    return "; ".join(words for words in told if words)


def spaced(name: str) -> str:
    """Return a column's or table's name as words."""
    return name.replace("_", " ")

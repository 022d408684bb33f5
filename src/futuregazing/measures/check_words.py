"""The claim checker's sums as the report prints them: pounds, days and kinds of number in words."""

from __future__ import annotations

import re
from decimal import Decimal

from futuregazing.claims.house_words import house_words
from futuregazing.claims.wording import money, uncapitalised
from futuregazing.measures.labels import LABELS

_MONEY_AFTER = re.compile(r"([\d,]+(?:\.\d+)?) GBP(?: (bn|m)\b)?")
_STEPS = {"": 1, "m": 10**6, "bn": 10**9}
_CODE = re.compile(r"\b[a-z]+(?:_[a-z]+)+\b")
MOST_DIGITS = 6
FIGURES_KEPT = 5


def in_words(text: str) -> str:
    """Return arithmetic as the report prints it: "2.8 GBP bn, award_value" with words and "£"."""
    return house_words(_CODE.sub(_label, _MONEY_AFTER.sub(_pounds, text)))


def _pounds(found: re.Match[str]) -> str:
    amount, scale = found[1], found[2] or ""
    if len(amount.replace(",", "").replace(".", "")) > MOST_DIGITS:
        return money(Decimal(amount.replace(",", "")) * _STEPS[scale], FIGURES_KEPT)
    return f"£{amount}{scale}"


def _label(found: re.Match[str]) -> str:
    """Return the words for a code of a kind of number; of another code, its own words."""
    label = LABELS.get(found[0])
    return uncapitalised(label.short) if label else found[0].replace("_", " ")

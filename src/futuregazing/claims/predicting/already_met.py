"""Whether the ledger already holds a figure that meets a threshold: then it predicts nothing."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

import pandas as pd
from rapidfuzz import fuzz

from futuregazing.claims.units import PERCENT, POUND, parse_unit

LIKE = 86
"""Likeness (0 to 100) from which an indicator is taken for a metric of the ledger."""
NO_METRIC = "none"

_SCALE = {"": 1, "k": 10**3, "m": 10**6, "million": 10**6, "bn": 10**9, "billion": 10**9}
_NUMBER = re.compile(
    r"(?P<pound>£|GBP ?)?(?P<digits>\d[\d,]*(\.\d+)?)(?: ?(?P<scale>bn|billion|million|m|k)\b)?"
    r"(?P<percent> ?(?:%|per ?cent\b))?",
    re.IGNORECASE,
)
_WORDS = {"half": Decimal(50), "majority": Decimal(50), "third": Decimal(100) / 3}
_WORDS |= {"three quarters": Decimal(75), "quarter": Decimal(25)}
_CHANGE = re.compile(
    r"^\+|\bpoints?\b|\bby \d|\bwithin\b|\bbetween\b|\d ?(-|to) ?£?\d", re.IGNORECASE
)
"""A change or a range: no single figure can meet it."""
_MONTH = "(?:January|February|March|April|May|June|July|August|September|October|November|December)"
TIMES = re.compile(
    rf"\d{{4}}-\d{{2}}(-\d{{2}})?|(?:\d{{1,2}} )?{_MONTH} \d{{4}}|(FY)?\d{{4}}/\d{{2}}"
    r"|\b(19|20)\d{2}\b(?![%,.]?\d)(?!\s*%)",
    re.IGNORECASE,
)
"""Dates and years: they say when, not how much."""
_AT_MOST_WORDS = re.compile(r"\b(no|not) more than\b", re.IGNORECASE)
_AT_LEAST_WORDS = re.compile(r"\b(no|not) (less|fewer) than\b", re.IGNORECASE)
_AT_MOST = re.compile(r"\b(below|under|less|fewer|at most|up to)\b|^<", re.IGNORECASE)
_STRICT = re.compile(r"\b(below|under|less|fewer|above|over|more|majority)\b|^[<>]", re.IGNORECASE)


@dataclass(frozen=True)
class Baseline:
    """The ledger's newest figure of an indicator.

    Attributes:
        row: its id.
        value: value and unit as printed.
        told: value, row, publisher and period in words.
    """

    row: str
    value: str
    told: str


@dataclass(frozen=True)
class Threshold:
    """A threshold that a single figure can meet: a value, its kind of unit, and the side."""

    value: Decimal
    unit: str
    at_most: bool
    strict: bool

    def met_by(self, value: Decimal) -> bool:
        """Tell whether a value meets it."""
        if value == self.value:
            return not self.strict
        return (value < self.value) == self.at_most


def already_met(
    indicator: str, threshold: str, tables: Mapping[str, pd.DataFrame], metric: str = ""
) -> Baseline | None:
    """Return the newest figure of the indicator if it meets the threshold today.

    Args:
        indicator, threshold: as entered.
        tables: with `figures` and `metrics_vocabulary`, as text.
        metric: the ledger's metric; "" to look for one that reads like the indicator, "none"
            if no metric measures it.
    """
    asked = read_threshold(threshold)
    if asked is None:
        return None
    row = newest(indicator, asked.unit, tables, metric)
    return told(row) if row is not None and asked.met_by(_base(row)[1]) else None


def baseline(
    indicator: str, threshold: str, tables: Mapping[str, pd.DataFrame], metric: str = ""
) -> Baseline | None:
    """Return the newest figure of the indicator, for the editor to measure from."""
    asked = read_threshold(threshold)
    row = newest(indicator, asked.unit, tables, metric) if asked else None
    return None if row is None else told(row)


def read_threshold(text: str) -> Threshold | None:
    """Return what a threshold asks of one figure; None for events, changes and ranges."""
    text = _AT_LEAST_WORDS.sub("at least", _AT_MOST_WORDS.sub("at most", TIMES.sub(" ", text)))
    if _CHANGE.search(text.strip()):
        return None
    sides = (bool(_AT_MOST.search(text.strip())), bool(_STRICT.search(text.strip())))
    if found := _NUMBER.search(text):
        number = Decimal(found["digits"].replace(",", ""))
        number *= _SCALE[(found["scale"] or "").lower()]
        unit = POUND if found["pound"] else PERCENT if found["percent"] else ""
        return Threshold(number, unit, *sides)
    share = next((value for word, value in _WORDS.items() if word in text.lower()), None)
    return None if share is None else Threshold(share, PERCENT, *sides)


def metric_like(indicator: str, vocabulary: pd.DataFrame) -> str:
    """Return the metric whose name and meaning read like the indicator, or ""."""
    likeness = {
        str(row): fuzz.token_set_ratio(
            indicator.lower(), f"{str(row).replace('_', ' ')} {meaning}".lower()
        )
        for row, meaning in vocabulary["meaning"].items()
    }
    best = max(likeness, key=lambda name: likeness[name], default="")
    return best if best and likeness[best] >= LIKE else ""


def newest(
    indicator: str, unit: str, tables: Mapping[str, pd.DataFrame], metric: str = ""
) -> pd.Series[str] | None:
    """Return the newest figure of the indicator's metric in a kind of unit."""
    name = metric or metric_like(indicator, tables["metrics_vocabulary"])
    figures = tables["figures"]
    mine = figures[figures["metric"] == name]
    mine = mine[[_base(row)[0] == unit for _, row in mine.iterrows()]] if len(mine) else mine
    if name in {"", NO_METRIC} or mine.empty:
        return None
    ordered = mine.sort_values(["period_end", "known_by"], kind="stable")
    return ordered.iloc[-1]


def told(row: pd.Series[str]) -> Baseline:
    """Return a figure as a baseline in words."""
    value = f"{row['value']} {row['unit']}"
    about = f"{row['figure_id']}, {row['publisher']}, {row['period_end']}"
    return Baseline(str(row["figure_id"]), value, f"the ledger's {value} ({about})")


def _base(row: pd.Series[str]) -> tuple[str, Decimal]:
    """Return a figure's kind of unit (pounds, per cent, or "" for a count) and its value."""
    unit, factor = parse_unit(row["unit"])
    kind = POUND if unit.is_money else PERCENT if unit.is_share else ""
    return kind, Decimal(row["value"]) * factor

"""What decides a prediction, as one text, and the SHA-256 of that text.

The hash is printed in the edition that publishes the prediction. Whoever has that edition can
tell later whether a word of the criteria has been changed since. The text is

    futuregazing prediction criteria, form 1
    prediction_id: P2028-01
    edition: 2028
    ...
    stated_as: listed

one field a line in the order of `FIELDS`, ended by a newline, in UTF-8. Letters are composed
(Unicode NFC) and runs of blanks folded into one, so that neither a spreadsheet nor an editor's
keyboard changes a hash; a probability of 0.70 is one of 0.7. Fields left empty stay, empty.
Anybody can work it out again with `sha256sum`.
"""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

import pandas as pd

FORM = "futuregazing prediction criteria, form 1"
FIELDS = (
    "prediction_id",
    "edition",
    "programme",
    "prediction",
    "indicator",
    "threshold",
    "decided_by",
    "probability",
    "stated_as",
)
"""The fields that make a prediction what it is. Where it was read, who looks for evidence and
where, and what is known of it later may change; these may not."""

SHORT = 12
"""Digits of a hash that are printed; the data files have all of them."""


def criteria_text(row: Mapping[str, Any]) -> str:
    """Return the canonical text of a prediction's criteria.

    Args:
        row: a row of `predictions`, as text or typed, with at least `FIELDS`.
    """
    lines = (f"{name}: {_canonical(name, row[name])}" for name in FIELDS)
    return "\n".join((FORM, *lines)) + "\n"


def criteria_hash(row: Mapping[str, Any]) -> str:
    """Return the SHA-256 of a prediction's criteria, as hexadecimal digits."""
    return hashlib.sha256(criteria_text(row).encode("utf-8")).hexdigest()


def criteria_hashes(predictions: pd.DataFrame) -> pd.Series:
    """Return the hash of each row's criteria, by row id."""
    rows = predictions[list(FIELDS)].to_dict("records")
    made = [criteria_hash({str(name): cell for name, cell in row.items()}) for row in rows]
    return pd.Series(made, index=predictions.index, dtype="str")


def short(sha256: str) -> str:
    """Return the digits of a hash that are printed."""
    return sha256[:SHORT]


def _canonical(name: str, cell: Any) -> str:
    """Return a cell in its one spelling."""
    if cell is None or pd.isna(cell):
        return ""
    told = " ".join(unicodedata.normalize("NFC", str(cell)).split())
    return f"{Decimal(told).normalize():f}" if name == "probability" and told else told

"""What the cells of a register of contracts say: sizes of firms, its body, and its totals."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

from futuregazing.procurement.file_names import own_name
from futuregazing.procurement.money_headings import words_of
from futuregazing.procurement.register_headings import DAYS, VALUE
from futuregazing.procurement.spend import publisher_of
from futuregazing.procurement.spend_cells import amount
from futuregazing.procurement.spend_totals import SumsAbove, is_called_total

_ITS_KIND = re.compile(
    r"\b(?:register of contracts|contracts? register|contracts|register)\b", re.I
)


def size_of(cell: str) -> tuple[str, str]:
    """Return whether a firm is sme or large, and whether a VCSE (yes); empty where unsaid."""
    words = set(words_of(cell).split())
    scale = "sme" if words & {"sme", "yes", "y", "both"} else "large" if words & {"no", "n"} else ""
    return ("" if "non" in words else scale), "yes" if words & {"vcse", "both"} else ""


def body_of(path: Path) -> str:
    """Return the body whose register a file is by its name, as words."""
    named = " ".join(_ITS_KIND.sub(" ", publisher_of(path)).split())
    return named or own_name(path)


def is_total(told: Mapping[str, str], above: SumsAbove) -> bool:
    """Return whether a row is the total of others: without days and supplier, by name or sum."""
    if told["supplier"] or any(told.get(role) for role in DAYS):
        return False
    called = is_called_total(told["title"], told.values(), is_bare=True)
    return called or above.come_to(amount(told.get(VALUE, "")))

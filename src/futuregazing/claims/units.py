"""Units as publishers print them, reduced to one base unit each.

"GBP bn" and "GBP m" are both pounds; "percent per year" and "percent (total over
period)" are both per cent but measure different things, so the difference is kept.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

SCALES = {"bn": Decimal(10) ** 9, "m": Decimal(10) ** 6, "million": Decimal(10) ** 6}
POUND = "GBP"
PERCENT = "percent"
TIMES = "times"

_UNIT = re.compile(
    r"^(?:(?P<million>million)\s+)?(?P<base>GBP|percent|[A-Za-z][A-Za-z \-]*?)"
    r"(?:\s+(?P<scale>bn|m))?(?:\s+per\s+(?P<per>[a-z ]+?))?(?:\s*(?P<aside>\(.*\)|incl\. VAT))?$"
)


@dataclass(frozen=True)
class Unit:
    """A unit: its base ("GBP", "percent", "times" or a counted noun), and what it is per.

    `aside` keeps a publisher's remark that changes what is measured ("(by value)").
    """

    base: str
    per: str = ""
    aside: str = ""

    @property
    def is_money(self) -> bool:
        """Tell whether amounts are pounds."""
        return self.base == POUND

    @property
    def is_share(self) -> bool:
        """Tell whether amounts are per cent."""
        return self.base == PERCENT

    @property
    def is_count(self) -> bool:
        """Tell whether amounts count things."""
        return not (self.is_money or self.is_share or self.base == TIMES)

    def __str__(self) -> str:
        """Return the unit as words, without its scale."""
        per = f" per {self.per}" if self.per else ""
        aside = f" {self.aside}" if self.aside else ""
        return f"{self.base}{per}{aside}"


def parse_unit(printed: str) -> tuple[Unit, Decimal]:
    """Split a printed unit into its base and the factor that leads to it.

    Args:
        printed: a unit as it stands in a table, such as ``GBP bn per year``.

    Returns:
        The unit and the factor: ``GBP bn`` gives pounds and 10**9.

    Raises:
        ValueError: the text is not a unit.
    """
    match = _UNIT.match(printed.strip())
    if match is None:
        raise ValueError(f"not a unit: {printed!r}")
    scale = match["scale"] or match["million"]
    base = match["base"]
    if match["scale"] and base != POUND:
        raise ValueError(f"only pounds are printed in {match['scale']!r}: {printed!r}")
    unit = Unit(base, match["per"] or "", (match["aside"] or "").strip())
    return unit, SCALES[scale] if scale else Decimal(1)

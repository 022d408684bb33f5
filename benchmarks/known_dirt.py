"""How often each fault of real files occurs in the files of the known market.

For tests and benchmarks only (see `known_market`). The rates are data: `known_dirt.csv` has a
row a kind, with the fraction counted, or the reason why it could not be.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, replace
from pathlib import Path


@dataclass(frozen=True)
class Stated:
    """A row of `known_dirt.csv`: how often a kind of fault occurs, and how that is known.

    Attributes:
        rate: as a share of what `of` names.
        printed: the rate as the table has it.
        hits, out_of: the fraction counted; None where it could not be.
        files: in which it was counted.
        why_not: why it could not be counted, in which case the rate was chosen.
    """

    kind: str
    of: str
    rate: float
    printed: str
    hits: int | None
    out_of: int | None
    files: str
    what: str
    why_not: str


def _stated() -> Iterator[Stated]:
    with Path(__file__).with_name("known_dirt.csv").open(newline="", encoding="utf-8") as file:
        for row in csv.DictReader(file):
            hits, out_of = (int(row[name]) if row[name] else None for name in ("hits", "out_of"))
            rate = hits / out_of if hits is not None and out_of else float(row["rate"])
            told = (row[name] for name in ("files", "what", "why_not"))
            yield Stated(row["kind"], row["of"], rate, row["rate"], hits, out_of, *told)


STATED: Mapping[str, Stated] = {one.kind: one for one in _stated()}
"""Each kind of fault by its name."""


def _rate(kind: str) -> float:
    return STATED[kind].rate


@dataclass(frozen=True)
class Dirt:
    """How often each fault of real files occurs, as a share of awards.

    At the rates counted in published files, or chosen where a kind cannot be counted in them:
    `known_dirt.csv` tells which, and `counted_rates` counts again.
    """

    several_suppliers: float = _rate("several_suppliers")
    late: float = _rate("late")
    one_day: float = _rate("one_day")
    repeated: float = _rate("repeated")
    hundredfold: float = _rate("hundredfold")
    reissued: float = _rate("reissued")
    ceiling: float = _rate("ceiling")
    call_off: float = _rate("call_off")
    placeholder: float = _rate("placeholder")
    no_value: float = _rate("no_value")
    endless: float = _rate("endless")
    foreign: float = _rate("foreign")
    gross_only: float = _rate("gross_only")
    both_systems: float = _rate("both_systems")
    shared_process: float = _rate("shared_process")
    details_follow: float = _rate("details_follow")
    extension_inside: float = _rate("extension_inside")
    capital_buyer: float = _rate("capital_buyer")
    odd_buyer: float = _rate("odd_buyer")
    capital_supplier: float = _rate("capital_supplier")
    odd_supplier: float = _rate("odd_supplier")
    supplier_without_id: float = _rate("supplier_without_id")
    unnamed_supplier: float = _rate("unnamed_supplier")
    cancelled_lot: float = _rate("cancelled_lot")
    latin: float = _rate("latin")
    unreadable: float = _rate("unreadable")

    @classmethod
    def none(cls) -> Dirt:
        """Return clean files."""
        return cls(**{field.name: 0.0 for field in fields(cls)})

    def without(self, name: str) -> Dirt:
        """Return the same dirt but for one fault."""
        return replace(self, **{name: 0.0})

    def with_more(self, name: str, least: float) -> Dirt:
        """Return the same dirt with one fault at least so often."""
        return replace(self, **{name: max(least, getattr(self, name))})

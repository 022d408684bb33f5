"""Each headline under the alternative definitions: how far it would move.

The headline counts awards that may be added up, by the day of the award, as printed, of
technology in the narrow sense, from notices. Each variant changes one of these and nothing
else. Its number is of another basis, and never joins the headline's.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

import pandas as pd

from futuregazing.edition.periods import Period
from futuregazing.measures.measured import MeasuredMarket, Scope, made_in, narrowed
from futuregazing.measures.measured_labels import SIZE_WORDS, SME
from futuregazing.measures.measured_names_market import PLAIN, VALUE
from futuregazing.measures.measured_numbers import Measured
from futuregazing.measures.measured_parties import concentration, part, sizes
from futuregazing.measures.measured_size import annual_value, size_in

STANDARD_VAT = 1.2
"""Value with VAT by value without, at the standard rate; an assumption, as rates differ."""
REGISTER = "register"
ADJACENT = "adjacent codes"
ANNUAL = "Annual value of contracts running at the end"
TOP_TEN = "Share of the ten largest suppliers"
Change = Callable[[MeasuredMarket], MeasuredMarket]
Headline = Callable[[MeasuredMarket, "Variant", Period], Measured | None]


@dataclass(frozen=True)
class Variant:
    """One alternative definition.

    Attributes:
        name: short, also part of the ids of its measures.
        what: what is counted otherwise, in words.
        change: what it does to the awards in scope.
        adjacent: adjacent codes count too.
        split: joint awards are split equally among their suppliers.
        shortest_years: a shorter contract is taken to be so long.
        only: the one headline that it can move; empty where it may move all.
    """

    name: str
    what: str
    change: Change = lambda market: market
    adjacent: bool = False
    split: bool = False
    shortest_years: float = 1
    only: str = ""


def _counting(reason: str) -> Change:
    """Return a change that counts values left out for a reason."""

    def change(market: MeasuredMarket) -> MeasuredMarket:
        awards = market.awards
        counted = awards["excluded_for"].mask(awards["excluded_for"] == reason, "")
        return replace(market, awards=awards.assign(excluded_for=counted))

    return change


def _by_publication(market: MeasuredMarket) -> MeasuredMarket:
    return replace(market, awards=market.awards.assign(award_date=market.awards["published_on"]))


def _net_of_vat(market: MeasuredMarket) -> MeasuredMarket:
    awards = market.awards
    gross = awards["value_basis"].str.endswith("gross")
    net = (awards["pence"] / STANDARD_VAT).round().astype("int64")
    return replace(market, awards=awards.assign(pence=awards["pence"].mask(gross, net)))


def _with_registers(market: MeasuredMarket) -> MeasuredMarket:
    """Count the contracts of registers too, by their start: registers print no day of award."""
    counted = _counting(REGISTER)(market).awards
    registered = counted["source"] == REGISTER
    day = counted["award_date"].mask(registered, counted["start_date"])
    return replace(market, awards=counted.assign(award_date=day))


VARIANTS: tuple[Variant, ...] = (
    Variant(PLAIN, "Values that may be added up, by the day of the award, as printed"),
    Variant(
        "with ceilings", "Framework ceilings counted as if they were bought", _counting("ceiling")
    ),
    Variant("by publication", "Awards counted when they were published", _by_publication),
    Variant(
        "gross converted", "Values with VAT taken without it, at the standard rate", _net_of_vat
    ),
    Variant(
        "joint split", "Joint awards split equally among their suppliers", split=True, only=TOP_TEN
    ),
    Variant(ADJACENT, "Adjacent codes, such as CCTV, counted as technology", adjacent=True),
    Variant(
        "notice and register", "Contracts of registers counted too, by their start", _with_registers
    ),
    Variant(
        "short contracts multiplied",
        "A contract shorter than a year multiplied up to one",
        shortest_years=0,
        only=ANNUAL,
    ),
)


def _value(market: MeasuredMarket, _: Variant, period: Period) -> Measured | None:
    return size_in(market, period)


def _annual(market: MeasuredMarket, variant: Variant, period: Period) -> Measured | None:
    day = min(period.end, market.as_of)
    return annual_value(market, day, shortest_years=variant.shortest_years)


def _smaller_firms(market: MeasuredMarket, _: Variant, period: Period) -> Measured | None:
    inside = made_in(market, period)
    return part(inside, sizes(inside, inside.awards) == SME, "sme_share", SIZE_WORDS[SME])


def _top_ten(market: MeasuredMarket, variant: Variant, period: Period) -> Measured | None:
    return concentration(made_in(market, period), split=variant.split).get("top_ten_pct")


HEADLINES: dict[str, Headline] = {
    VALUE: _value,
    ANNUAL: _annual,
    "Share of small and medium firms, by value": _smaller_firms,
    TOP_TEN: _top_ten,
}


def sensitivity(market: MeasuredMarket, scope: Scope, period: Period) -> pd.DataFrame:
    """Return each headline of a period under each definition.

    Args:
        market: everything the edition may see, not yet narrowed.
        scope: whose awards.
        period: of the award.

    Returns:
        headline, variant, what, value (Quantity; None where it cannot be told), n, with_value,
        coverage, measured, change_pct: how far it lies from the headline as measured, in per
        cent of it (also of shares); None for that one itself and where there is none.
    """
    lines = []
    for headline, work in HEADLINES.items():
        plain: Measured | None = None
        for variant in VARIANTS:
            if variant.only not in ("", headline):
                continue
            changed = _changed(market, scope, variant)
            made = work(changed, variant, period)
            plain = made if variant.name == PLAIN else plain
            lines.append(_line(headline, variant, made, plain))
    return pd.DataFrame(lines)


def _changed(market: MeasuredMarket, scope: Scope, variant: Variant) -> MeasuredMarket:
    """Return the market under a definition; its scope's id and basis name it."""
    alone = variant.name == PLAIN
    adjacent = scope.adjacent or variant.adjacent
    changed = variant.change(narrowed(market, replace(scope, adjacent=adjacent)))
    if alone:
        return changed
    named = replace(changed.scope, id=f"{scope.id}.{variant.name.replace(' ', '_')}")
    return replace(changed, scope=named, basis=f"{market.basis}, {variant.name}")


def _line(
    headline: str, variant: Variant, made: Measured | None, plain: Measured | None
) -> dict[str, object]:
    known = made.coverage.with_value if made else 0
    comparable = known and made and plain and made is not plain and plain.quantity.value
    return {
        "headline": headline,
        "variant": variant.name,
        "what": variant.what,
        "value": made.quantity if made and known else None,
        "n": made.coverage.n if made else 0,
        "with_value": made.coverage.with_value if made else 0,
        "coverage": made.coverage.text if made else "",
        "measured": made,
        "change_pct": (
            float(made.quantity.value / plain.quantity.value - 1) * 100
            if comparable and made and plain
            else None
        ),
    }

"""Each headline under the alternative definitions: how far it would move.

The headline counts awards that may be added up, by the day of the award, as printed, of
technology in the narrow sense, from notices. Each variant changes one of these and nothing
else. Its number is of another basis, and never joins the headline's.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

import pandas as pd

from futuregazing.edition.periods import Period
from futuregazing.measures.measured import MeasuredMarket, Scope, made_in, narrowed
from futuregazing.measures.measured_labels import SIZE_WORDS, SME
from futuregazing.measures.measured_marks import as_larger
from futuregazing.measures.measured_names_market import PLAIN, VALUE
from futuregazing.measures.measured_numbers import Measured
from futuregazing.measures.measured_parties import concentration, part, sizes
from futuregazing.measures.measured_renewals import renewals_counted
from futuregazing.measures.measured_size import annual_value, size_in

STANDARD_VAT = 1.2
"""Value with VAT by value without, at the standard rate; an assumption, as rates differ."""
REGISTER = "register"
ADJACENT = "adjacent codes"
ANNUAL = "Annual value of contracts running at the end of the year"
SMALLER = "Share of small and medium firms, by value"
TOP_TEN = "Share of the ten largest suppliers"
INDEX = "Herfindahl-Hirschman index of suppliers"
REGION = "Share of the region whose buyers awarded most"
ENDS = "Value of contracts that end in the horizon"
LAST_ENDS = "Value of contracts whose last possible end lies in the horizon"
Change = Callable[[MeasuredMarket], MeasuredMarket]
Headline = Callable[["Defined"], Measured | None]


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
        only: the headlines that it can move; empty where it may move all.
    """

    name: str
    what: str
    change: Change = lambda market: market
    adjacent: bool = False
    split: bool = False
    shortest_years: float = 1
    only: tuple[str, ...] = ()

    def moves(self, headline: str) -> bool:
        """Tell whether it can move a headline."""
        return not self.only or headline in self.only


@dataclass(frozen=True)
class Asked:
    """What all definitions are asked for: a year of award, a horizon if any, and a region."""

    period: Period
    ahead: Period | None = None
    region: str = ""


def _counting(reason: str) -> Change:
    """Return a change that counts values left out for a reason."""

    def change(market: MeasuredMarket) -> MeasuredMarket:
        awards = market.awards
        counted = awards["excluded_for"].mask(awards["excluded_for"] == reason, "")
        return replace(market, awards=awards.assign(excluded_for=counted))

    return change


def _by_publication(market: MeasuredMarket) -> MeasuredMarket:
    first = market.awards["first_published_on"].fillna(market.awards["published_on"])
    return replace(market, awards=market.awards.assign(award_date=first))


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
    Variant("by publication", "Awards counted when they were first published", _by_publication),
    Variant(
        "gross converted", "Values with VAT taken without it, at the standard rate", _net_of_vat
    ),
    Variant(
        "joint split",
        "Joint awards split equally among their suppliers",
        split=True,
        only=(TOP_TEN, INDEX),
    ),
    Variant(ADJACENT, "Adjacent codes, such as CCTV, counted as technology", adjacent=True),
    Variant(
        "notice and register", "Contracts of registers counted too, by their start", _with_registers
    ),
    Variant(
        "short contracts multiplied",
        "A contract shorter than a year multiplied up to one",
        shortest_years=0,
        only=(ANNUAL,),
    ),
    Variant(
        "marked both ways",
        "Firms marked small in one award and larger in another not counted as small",
        as_larger,
        only=(SMALLER,),
    ),
)


@dataclass(frozen=True)
class Defined:
    """A market under one definition, and what several headlines are worked out from."""

    market: MeasuredMarket
    variant: Variant
    asked: Asked

    @cached_property
    def inside(self) -> MeasuredMarket:
        """Return the awards of the year."""
        return made_in(self.market, self.asked.period)

    @cached_property
    def firms(self) -> Mapping[str, Measured]:
        """Return how much of the year's value lies with how many firms."""
        return concentration(self.inside, split=self.variant.split)

    @cached_property
    def renewals(self) -> Mapping[str, tuple[Measured, Measured]]:
        """Return the contracts that end in the horizon; none without one."""
        return renewals_counted(self.market, self.asked.ahead) if self.asked.ahead else {}


def _value(defined: Defined) -> Measured | None:
    return size_in(defined.market, defined.asked.period)


def _annual(defined: Defined) -> Measured | None:
    market, shortest = defined.market, defined.variant.shortest_years
    day = min(defined.asked.period.end, market.as_of)
    return annual_value(market, day, shortest_years=shortest)


def _smaller_firms(defined: Defined) -> Measured | None:
    inside = defined.inside
    return part(inside, sizes(inside, inside.awards) == SME, "sme_share", SIZE_WORDS[SME])


def _of_firms(name: str) -> Headline:
    return lambda defined: defined.firms.get(name)


def _of_region(defined: Defined) -> Measured | None:
    inside, region = defined.inside, defined.asked.region
    here = inside.awards["body_region"] == region
    return part(inside, here, f"region_share:{region}", f"buyers in {region}")


def _ending(block: str) -> Headline:
    return lambda defined: defined.renewals[block][1] if defined.renewals else None


HEADLINES: dict[str, Headline] = {
    VALUE: _value,
    ANNUAL: _annual,
    SMALLER: _smaller_firms,
    TOP_TEN: _of_firms("top_ten_pct"),
    INDEX: _of_firms("hhi"),
    REGION: _of_region,
    ENDS: _ending("ends"),
    LAST_ENDS: _ending("last_ends"),
}


def sensitivity(
    market: MeasuredMarket, scope: Scope, period: Period, ahead: Period | None = None
) -> pd.DataFrame:
    """Return each headline under each definition.

    Args:
        market: everything the edition may see, not yet narrowed.
        scope: whose awards.
        period: of the award.
        ahead: the horizon of renewals; without one these are left out.

    Returns:
        headline, variant, what, value (Quantity; None where it cannot be told), n, with_value,
        coverage, measured, change_pct: how far it lies from the headline as measured, in per
        cent of it (also of shares); None for that one itself and where there is none.
    """
    asked = Asked(period, ahead, first_region(made_in(narrowed(market, scope), period)))
    left_out = {*(() if ahead else (ENDS, LAST_ENDS)), *(() if asked.region else (REGION,))}
    headlines = [name for name in HEADLINES if name not in left_out]
    made: dict[tuple[str, str], Measured | None] = {}
    for variant in VARIANTS:
        defined = Defined(_changed(market, scope, variant), variant, asked)
        for name in filter(variant.moves, headlines):
            made[name, variant.name] = HEADLINES[name](defined)
    return pd.DataFrame(
        _line(name, variant, made[name, variant.name], made[name, PLAIN])
        for name in headlines
        for variant in VARIANTS
        if variant.moves(name)
    )


def first_region(market: MeasuredMarket) -> str:
    """Return the code of the region whose buyers awarded most; empty if no region is known."""
    counted = market.awards[market.awards["excluded_for"] == ""]
    worth = counted["pence"].groupby(counted["body_region"]).sum().sort_index()
    return str(worth.idxmax()) if len(worth) and worth.max() > 0 else ""


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

"""How one number became another: each reason by itself, several at once, and what never holds."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from futuregazing.claims.changes import (
    DIFFERENCES,
    Fact,
    Reason,
    classify,
    makers_of,
    one_maker,
    same,
)
from futuregazing.claims.quantity import Quantity, counted
from futuregazing.claims.refs import Ref
from futuregazing.claims.units import Unit
from futuregazing.edition.periods import calendar_year, financial_year, month, parse_period

POUNDS, SHARE = Unit("GBP"), Unit("percent")
SPEND = frozenset({"annual_tech_spend"})
ANALYST = frozenset({"An analyst"})


def fact(
    value: str = "100",
    row: str = "FIG0001",
    metrics: frozenset[str] = SPEND,
    makers: frozenset[str] = ANALYST,
    **meaning: Any,
) -> Fact:
    """Return a number of one series: pounds invoiced in England in 2020, published in 2021."""
    told: dict[str, Any] = {
        "unit": POUNDS,
        "basis": "published_invoice_spend",
        "geography": "England",
        "scope": "local authorities",
        "period": calendar_year(2020),
        "series": "S_2021ED",
        "vintage": "2021-12-09",
        "refs": (Ref("figures", row),),
    }
    return Fact(Quantity(Decimal(value), **(told | meaning)), metrics, makers)


THEN = fact()
NEXT_YEAR = {"period": calendar_year(2021), "row": "FIG0002"}


@pytest.mark.parametrize(
    ("now", "reasons", "differs"),
    [
        (fact(), (Reason.UNCHANGED,), ()),
        (fact(vintage="2022-12-09", row="FIG0002"), (Reason.UNCHANGED,), ()),
        (None, (Reason.LOST,), ()),
        (fact("110", "FIG0002", vintage="2022-12-09"), (Reason.RESTATED,), ()),
        (fact(qualifier="at_least", vintage="2022-12-09"), (Reason.RESTATED,), ()),
        (fact("110", **NEXT_YEAR), (Reason.REAL,), ()),
        (fact("100", **NEXT_YEAR), (Reason.PERIOD,), ()),
        (fact("110", series="", **NEXT_YEAR), (Reason.PERIOD,), ()),
        (
            fact("110", series="S_2022ED", vintage="2022-12-09", **NEXT_YEAR),
            (Reason.RESTATED, Reason.PERIOD),
            (),
        ),
        (
            fact("110", series="T", vintage="2022-12-09", **NEXT_YEAR),
            (Reason.SCOPE, Reason.PERIOD),
            ("series",),
        ),
        (fact("110", geography="UK", **NEXT_YEAR), (Reason.SCOPE, Reason.PERIOD), ("geography",)),
        (
            fact("110", period=financial_year(2020)),
            (Reason.SCOPE, Reason.PERIOD),
            ("length",),
        ),
        (fact("5", unit=SHARE, **NEXT_YEAR), (Reason.SCOPE,), ("unit",)),
        (
            fact("110", metrics=frozenset({"cumulative_tech_spend"}), **NEXT_YEAR),
            (Reason.SCOPE,),
            ("measure",),
        ),
        (
            fact("110", "FIG0002", makers=frozenset({"Another"}), vintage="2022"),
            (Reason.SCOPE,),
            ("publisher",),
        ),
        (fact("110", "FIG0002"), (Reason.SCOPE,), ("record",)),
        (fact("110"), (Reason.SCOPE,), ("choice",)),
        (fact(qualifier="forecast", **NEXT_YEAR), (Reason.SCOPE, Reason.PERIOD), ("forecast",)),
    ],
)
def test_each_reason_is_told_from_what_the_numbers_say_of_themselves(
    now: Fact | None, reasons: tuple[Reason, ...], differs: tuple[str, ...]
) -> None:
    change = classify(THEN, now)
    assert change.reasons == reasons
    assert change.differs == differs


def test_what_was_not_known_before_is_first_known() -> None:
    assert classify(None, THEN).reasons == (Reason.FIRST,)
    assert classify(None, None).reasons == (Reason.UNCHANGED,)


def test_a_rise_in_one_series_has_an_arrow_and_an_amount() -> None:
    change = classify(THEN, fact("110", **NEXT_YEAR))
    assert change.direction == "up"
    assert change.amount is not None
    assert (change.amount.value, change.amount.text) == (10, "£10")  # 110 - 100


def test_shares_move_in_percentage_points() -> None:
    before, after = fact("63", unit=SHARE), fact("80", unit=SHARE, **NEXT_YEAR)
    amount = classify(before, after).amount
    assert amount is not None
    assert amount.text == "17 percentage points"  # 80% - 63%, and not 27%


def test_a_floor_has_no_amount_and_a_direction_only_where_it_is_certain() -> None:
    floor = fact("100", qualifier="at_least")
    risen, fallen = fact("110", **NEXT_YEAR), fact("90", **NEXT_YEAR)
    assert classify(floor, risen).direction == ""  # the floor may have stood for 120
    assert classify(floor, fallen).direction == "down"
    assert classify(floor, fallen).amount is None


def test_a_mended_error_is_told_first_and_is_no_revision() -> None:
    assert classify(THEN, fact("110"), corrected=True).reasons == (Reason.CORRECTED,)
    later = fact("110", "FIG0002", vintage="2022-12-09")
    assert classify(THEN, later).reasons == (Reason.RESTATED,)
    both = classify(THEN, later, corrected=True)
    assert both.reasons == (Reason.CORRECTED, Reason.RESTATED)


def test_no_trend_starts_from_a_point_that_was_wrong() -> None:
    change = classify(THEN, fact("110", **NEXT_YEAR), corrected=True)
    assert change.reasons == (Reason.CORRECTED, Reason.PERIOD)
    assert change.direction == ""


def test_a_record_that_was_withdrawn_as_wrong_is_corrected_and_no_longer_known() -> None:
    assert classify(THEN, None, corrected=True).reasons == (Reason.CORRECTED, Reason.LOST)


def test_our_own_counts_are_counted_anew() -> None:
    few = Fact(counted(2, "contracts", (Ref("register", "REG0001"),), scope="register"))
    more = Fact(counted(9, "contracts", (Ref("register", "REG0002"),), scope="register"))
    other = Fact(counted(2, "contracts", (Ref("register", "REG0002"),), scope="register"))
    assert classify(few, more).reasons == (Reason.COUNTED,)
    assert classify(few, other).reasons == (Reason.COUNTED,)
    assert classify(few, few).reasons == (Reason.UNCHANGED,)
    assert "made" in classify(few, fact(unit=Unit("contracts"), basis="count")).differs


def test_a_share_worked_out_is_not_the_share_once_published() -> None:
    stated = fact("64", unit=SHARE, metrics=frozenset({"share_outside"}))
    ours = fact("68", unit=SHARE, metrics=frozenset({"region_spend"}), formula="a ÷ b", **NEXT_YEAR)
    assert classify(stated, ours).differs == ("made",)


@pytest.mark.parametrize(
    ("publisher", "makers"),
    [
        ("techUK", {"techUK"}),
        ("techUK (guest blog: Tussell)", {"Tussell"}),
        ("The Register (reporting Kable)", {"Kable"}),
        ("Think Digital Partners (reporting BCC/Tussell)", {"BCC", "Tussell"}),
        ("Cumbria / Essex Chambers (BCC/Tussell release)", {"BCC", "Tussell"}),
    ],
)
def test_who_passes_a_number_on_did_not_make_it(publisher: str, makers: set[str]) -> None:
    assert makers_of(publisher) == makers


def test_a_makers_product_is_the_makers() -> None:
    assert one_maker(frozenset({"Tussell"}), frozenset({"BCC", "Tussell Tech"}))
    assert not one_maker(frozenset({"Tussell"}), frozenset({"Tussellation"}))
    assert not one_maker(frozenset(), frozenset({"Tussell"}))


PERIODS = [
    calendar_year(2020),
    calendar_year(2021),
    financial_year(2020),
    month(2021, 12),
    parse_period("2016", "2021"),
    None,
]


@st.composite
def facts(draw: st.DrawFn) -> Fact:
    return fact(
        draw(st.sampled_from(["90", "100", "110"])),
        draw(st.sampled_from(["FIG0001", "FIG0002"])),
        draw(st.sampled_from([SPEND, frozenset({"share"}), frozenset()])),
        draw(st.sampled_from([ANALYST, frozenset({"Another"}), frozenset()])),
        unit=draw(st.sampled_from([POUNDS, SHARE])),
        qualifier=draw(st.sampled_from(["exact", "approx", "at_least", "less_than", "forecast"])),
        basis=draw(st.sampled_from(["published_invoice_spend", "contract_award_value"])),
        geography=draw(st.sampled_from(["England", "UK"])),
        scope=draw(st.sampled_from(["local authorities", "NHS"])),
        period=draw(st.sampled_from(PERIODS)),
        series=draw(st.sampled_from(["", "S_2021ED", "S_2022ED", "T"])),
        vintage=draw(st.sampled_from(["2021-12-09", "2022-12-09"])),
        formula=draw(st.sampled_from(["", "a ÷ b"])),
    )


known = st.one_of(st.none(), facts())
FLIPPED = {"up": "down", "down": "up", "level": "level", "": ""}
SWAPPED = {Reason.FIRST: Reason.LOST, Reason.LOST: Reason.FIRST}


@given(known, known, st.booleans())
def test_every_pair_has_a_reason_each_once_and_in_order(
    then: Fact | None, now: Fact | None, corrected: bool
) -> None:
    change = classify(then, now, corrected=corrected)
    assert change.reasons
    assert list(change.reasons) == [reason for reason in Reason if reason in change.reasons]
    assert set(change.differs) <= set(DIFFERENCES)
    assert bool(change.differs) == (Reason.SCOPE in change.reasons)


@given(known, known)
def test_a_change_told_backwards_has_the_arrow_turned(then: Fact | None, now: Fact | None) -> None:
    forward, back = classify(then, now), classify(now, then)
    assert back.direction == FLIPPED[forward.direction]
    assert back.reasons == tuple(SWAPPED.get(reason, reason) for reason in forward.reasons)
    assert (back.amount and back.amount.value) == (forward.amount and forward.amount.value)


@given(facts(), facts())
def test_unchanged_means_equal_and_nothing_else(then: Fact, now: Fact) -> None:
    assert (not classify(then, now).moved) == same(then, now)
    assert not classify(then, then).moved
    if then.number.value != now.number.value:
        assert classify(then, now).moved


@given(facts(), facts(), st.booleans())
def test_no_arrow_ever_joins_what_does_not_belong_together(
    then: Fact, now: Fact, corrected: bool
) -> None:
    change = classify(then, now, corrected=corrected)
    if change.direction or change.amount or Reason.REAL in change.reasons:
        a, b = then.number, now.number
        assert a.series
        for name in ("series", "unit", "basis", "geography", "scope", "period_kind"):
            assert getattr(a, name) == getattr(b, name)
        assert a.period != b.period
        assert not corrected


@given(facts(), facts())
def test_a_revision_is_of_one_maker_and_another_vintage(then: Fact, now: Fact) -> None:
    if Reason.RESTATED in classify(then, now).reasons:
        assert then.makers & now.makers
        assert then.number.vintage != now.number.vintage

"""Arithmetic on numbers goes ahead exactly where the stated fields match, or a reason is given."""

from __future__ import annotations

import operator
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from futuregazing.claims.likeness import (
    SAME_FOR_GROWTH,
    SAME_FOR_SHARE,
    SAME_FOR_SUM,
    SAME_TO_COMPARE,
    WORDS,
    Mismatch,
    joined_notes,
    kind_of_period,
    ranked,
)
from futuregazing.claims.quantity import (
    Quantity,
    add,
    complement,
    growth,
    ratio,
    share,
    subtract,
)
from futuregazing.claims.refs import Ref
from futuregazing.claims.units import Unit
from futuregazing.edition.periods import parse_period
from futuregazing.errors import UserError

REASON = "only to show the gap"


@st.composite
def quantities(draw: st.DrawFn, row: str = "") -> Quantity:
    """Return a number of which each field has one of two values."""
    spelling = draw(
        st.sampled_from([("2020", "2020"), ("2021", "2021"), ("FY2020/21",) * 2, ("2020", "2024")])
    )
    return Quantity(
        value=draw(st.decimals("0.01", "1e9", places=2)),
        unit=draw(st.sampled_from([Unit("GBP"), Unit("GBP", per="head")])),
        basis=draw(st.sampled_from(["invoices", "awards"])),
        geography=draw(st.sampled_from(["UK", "Wales"])),
        scope=draw(st.sampled_from(["councils", "police"])),
        period=draw(st.one_of(st.none(), st.just(parse_period(*spelling)))),
        price_basis=draw(st.sampled_from(["nominal", "real"])),
        denominator=draw(st.sampled_from(["", "all spending"])),
        series=draw(st.sampled_from(["S", "T"])),
        vintage=draw(st.sampled_from(["2020-01-01", "2021-01-01"])),
        refs=(Ref("figures", row or draw(st.sampled_from("ABC"))),),
        note=draw(st.sampled_from(["", "a first reason", "a second reason; and a third"])),
    )


SOMETIMES_ALIKE = st.tuples(quantities("A"), quantities("B"), st.booleans()).map(
    lambda given: (
        given[0],
        replace(given[0], value=given[1].value, refs=given[1].refs) if given[2] else given[1],
    )
)
"""Pairs of which about half agree in all: two that are drawn apart hardly ever do."""


def unlike(a: Quantity, b: Quantity, fields: tuple[str, ...]) -> list[str]:
    return [name for name in fields if getattr(a, name) != getattr(b, name)]


def refused(work: Callable[[], object]) -> str:
    """Return the words of the refusal, empty if the work went ahead."""
    try:
        work()
    except Mismatch as refusal:
        return str(refusal)
    return ""


def assert_names(told: str, a: Quantity, b: Quantity, names: list[str]) -> None:
    for name in names:
        values = [str(getattr(q, name) or "") or "not stated" for q in (a, b)]
        assert f"{WORDS.get(name, name)}: {values[0]} and {values[1]}" in told


@given(SOMETIMES_ALIKE)
def test_a_sum_is_made_exactly_where_the_stated_fields_match(
    pair: tuple[Quantity, Quantity],
) -> None:
    a, b = pair
    wrong = unlike(a, b, SAME_FOR_SUM)
    if a.geography != b.geography and a.period != b.period:
        wrong += ["geography", "period"]
    for work in (add, subtract):
        told = refused(lambda work=work: work(a, b))
        assert bool(told) == bool(wrong)
        assert_names(told, a, b, wrong)


@given(SOMETIMES_ALIKE)
def test_a_share_is_made_exactly_where_the_stated_fields_match(
    pair: tuple[Quantity, Quantity],
) -> None:
    a, b = pair
    told = refused(lambda: share(a, b))
    assert bool(told) == bool(unlike(a, b, SAME_FOR_SHARE))
    assert_names(told, a, b, unlike(a, b, SAME_FOR_SHARE))


@given(SOMETIMES_ALIKE)
def test_growth_is_told_exactly_where_the_stated_fields_match(
    pair: tuple[Quantity, Quantity],
) -> None:
    a, b = pair
    b = (
        b
        if a.period is None or b.period is None or b.period >= a.period
        else replace(b, period=a.period)
    )
    told = refused(lambda: growth(a, b))
    assert bool(told) == bool(unlike(a, b, SAME_FOR_GROWTH))
    assert_names(told, a, b, unlike(a, b, SAME_FOR_GROWTH))


@pytest.mark.parametrize("sign", [operator.lt, operator.le, operator.gt, operator.ge])
@given(pair=SOMETIMES_ALIKE)
def test_every_comparison_refuses_alike(
    sign: Callable[[object, object], bool], pair: tuple[Quantity, Quantity]
) -> None:
    a, b = pair
    wrong = unlike(a, b, SAME_TO_COMPARE)
    told = refused(lambda: sign(a, b))
    assert bool(told) == bool(wrong)
    assert_names(told, a, b, wrong)
    if not wrong:
        assert sign(a, b) == sign(a.value, b.value)


@given(st.lists(quantities(), min_size=2, max_size=4))
def test_sorting_and_the_ends_refuse_what_a_comparison_refuses(given: list[Quantity]) -> None:
    alike = all(not unlike(given[0], other, SAME_TO_COMPARE) for other in given)
    assert bool(refused(lambda: ranked(given))) == (not alike)
    if alike:
        assert [q.value for q in sorted(given)] == sorted(q.value for q in given)
        assert max(given).value == max(q.value for q in given)


def test_sorted_min_and_max_refuse_two_kinds_of_number() -> None:
    a = Quantity(Decimal(1), Unit("GBP"), basis="invoices")
    b = replace(a, basis="awards")
    for work in (sorted, min, max, ranked):
        with pytest.raises(Mismatch, match=r"basis: (invoices and awards|awards and invoices)"):
            work([a, b])


def test_equal_numbers_are_those_equal_in_all_they_say() -> None:
    a = Quantity(Decimal(1), Unit("GBP"), basis="invoices")
    assert a == replace(a)
    assert a != replace(a, basis="awards")


def test_a_quotient_has_no_sign_because_it_would_not_say_what_is_meant() -> None:
    a = Quantity(Decimal(1), Unit("GBP"))
    with pytest.raises(TypeError):
        a / a  # type: ignore[operator]


def test_places_are_ranked_where_the_caller_says_that_they_are_what_is_ranked() -> None:
    wales = Quantity(Decimal(2), Unit("GBP"), geography="Wales")
    london = Quantity(Decimal(1), Unit("GBP"), geography="London")
    assert ranked([wales, london], by=("geography",)) == [london, wales]
    assert ranked([wales, london], reason=REASON) == [london, wales]


@given(SOMETIMES_ALIKE)
def test_a_stated_reason_always_lets_it_pass_and_never_gets_lost(
    pair: tuple[Quantity, Quantity],
) -> None:
    a, b = pair
    made = [work(a, b, reason=REASON) for work in (add, subtract, share, ratio)]
    for result in made:
        for note in (a.note, b.note, REASON):
            assert note in result.note
        assert result.note in add(result, result).note


@given(SOMETIMES_ALIKE)
def test_a_sum_rests_on_the_rows_of_both_in_either_order(pair: tuple[Quantity, Quantity]) -> None:
    a, b = pair
    one, other = add(a, b, reason=REASON), add(b, a, reason=REASON)
    assert one.value == other.value == a.value + b.value
    assert set(one.refs) == set(other.refs) == {*a.refs, *b.refs}
    assert (one.unit == other.unit) == (a.unit == b.unit)
    for name in ("basis", "geography", "scope", "denominator", "price_basis", "vintage", "period"):
        shared = getattr(a, name) if getattr(a, name) == getattr(b, name) else None
        assert (getattr(one, name) or None) == (shared or None) == (getattr(other, name) or None)


@given(quantities("A"), st.decimals("0.01", "1", places=4))
def test_a_share_and_what_it_leaves_make_a_hundred(whole: Quantity, part: Decimal) -> None:
    inside = share(replace(whole, value=whole.value * part, refs=(Ref("figures", "B"),)), whole)
    beyond = complement(inside)
    assert inside.value + beyond.value == 100
    assert set(inside.refs) == set(beyond.refs) == {Ref("figures", "A"), Ref("figures", "B")}
    assert beyond.denominator == inside.denominator
    assert inside.note in beyond.note


@pytest.mark.parametrize(
    ("value", "unit"),
    [
        ("12", Unit("GBP")),
        ("12", Unit("percent", aside="(total over period)")),
        ("12", Unit("percent", per="year")),
        ("112", Unit("percent")),
        ("-3", Unit("percent")),
    ],
)
def test_only_a_share_of_a_whole_leaves_something_over(value: str, unit: Unit) -> None:
    with pytest.raises(Mismatch, match="no share of a whole"):
        complement(Quantity(Decimal(value), unit))


@pytest.mark.parametrize(
    ("inside", "outside"), [("at_least", "at_most"), ("at_most", "at_least"), ("exact", "exact")]
)
def test_at_least_so_much_inside_is_at_most_the_rest_outside(inside: str, outside: str) -> None:
    given = Quantity(Decimal(60), Unit("percent"), qualifier=inside)
    assert complement(given).qualifier == outside


@pytest.mark.parametrize("reason", ["", "  "])
def test_a_ratio_without_a_reason_is_refused(reason: str) -> None:
    a = Quantity(Decimal(1), Unit("GBP"))
    with pytest.raises(Mismatch, match="without a reason"):
        ratio(a, a, reason=reason)


def test_a_reason_holds_no_digit_that_comes_from_no_row() -> None:
    a = Quantity(Decimal(1), Unit("GBP"))
    with pytest.raises(UserError, match="holds a digit"):
        add(a, a, reason="both are of 2021")


def test_nothing_is_divided_by_nought() -> None:
    a, nought = (Quantity(Decimal(v), Unit("GBP"), series="S") for v in (1, 0))
    for work in (share, lambda x, y: growth(y, x), lambda x, y: ratio(x, y, reason=REASON)):
        with pytest.raises(Mismatch, match="nought"):
            work(a, nought)


def test_the_same_reason_twice_is_told_once() -> None:
    assert joined_notes("", "a", "a", "b; a", "c") == "b; a; c"


@pytest.mark.parametrize(
    ("start", "end", "kind"),
    [
        ("2020", "2020", "calendar year"),
        ("2020-01", "2020-12", "calendar year"),
        ("FY2020/21", "FY2020/21", "financial year"),
        ("2020-04", "2021-03", "financial year"),
        ("2020", "2021", "2 calendar years"),
        ("FY2018/19", "FY2022/23", "5 financial years"),
        ("2020-07", "2021-06", "12 months"),
        ("2020-Q1", "2020-Q1", "quarter"),
        ("2020-02", "2020-04", "3 months"),
        ("2020-02", "2020-02", "month"),
        ("2020-02-03", "2020-02-03", "a day"),
        ("2020-02-03", "2020-02-05", "3 days"),
        ("2020", "", "from"),
        ("", "2020", "until"),
        ("", "", "not stated"),
    ],
)
def test_a_period_s_kind_is_told_by_its_days(start: str, end: str, kind: str) -> None:
    assert kind_of_period(parse_period(start, end)) == kind


def test_a_year_is_not_held_against_a_quarter_nor_five_years_against_six() -> None:
    whole = Quantity(Decimal(5), Unit("GBP"), period=parse_period("2020", "2020"), series="S")
    for start, end in (("2021-Q1", "2021-Q1"), ("2021", "2022")):
        other = replace(whole, period=parse_period(start, end))
        for work in (add, growth, operator.lt):
            with pytest.raises(Mismatch, match="kind of period"):
                work(whole, other)


def test_a_sum_over_places_and_years_at_once_is_refused() -> None:
    a = Quantity(Decimal(5), Unit("GBP"), period=parse_period("2020", "2020"), geography="Wales")
    year = replace(a, period=parse_period("2021", "2021"))
    place = replace(a, geography="Scotland")
    assert add(a, year).period is None
    assert add(a, place).geography == ""
    with pytest.raises(Mismatch, match=r"geography: Scotland and Wales; period: 2020 and 2021"):
        add(place, year)

"""Which other values stand beside a headline, why others don't, and the range they make."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from ledger_rows import EMPTY, figures

from futuregazing.claims.quantity import Quantity, quantity
from futuregazing.claims.refs import Ref
from futuregazing.claims.statement import statement
from futuregazing.claims.units import Unit
from futuregazing.measures.defensible import Alternative, Defended
from futuregazing.measures.defensible_records import (
    alternatives,
    asked_of,
    clashes_of,
    footing,
    open_above,
    own_words,
    read,
)
from futuregazing.measures.headlines import Headline
from futuregazing.tables.frames import Tables

RELATIONS = [
    ("yearly", "annual_tech_spend", "technology spend"),
    ("yearly", "annual_tech_spend_average", "technology spend"),
    ("yearly", "cumulative_tech_spend", "technology spend"),
    ("yearly", "contract_awards_value", "technology spend"),
    ("amount", "cumulative_tech_spend", ""),
    ("amount", "contract_awards_value", ""),
    ("complement", "share_inside", "share_outside"),
    ("exclusive", "using_share", "not_using_share"),
]
SHARE = {"unit": "percent", "measure_basis": "survey_or_audit_share", "value_text": "45"}
AWARDS = {"metric": "contract_awards_value", "measure_basis": "contract_award_value"}


def tables(clashes: tuple[dict[str, str], ...] = (), **rows: dict[str, str]) -> Tables:
    """Return a ledger of a few figures; each clash names its two sides."""
    frames: dict[str, Any] = {name: pd.DataFrame(columns=cols) for name, cols in EMPTY.items()}
    frames["links"] = pd.DataFrame(columns=["relation", "table", "row_id", "to_table", "to_row"])
    relations = [
        {"kind": k, "metric": m, "of": o, "gives": "", "detail": ""} for k, m, o in RELATIONS
    ]
    frames["metric_relations"] = pd.DataFrame(relations)
    frames["figures"] = figures(**rows)
    told = {"claim_a": "one", "claim_b": "other", "arithmetic_check": "1 is not 2"}
    frames["contradictions"] = pd.DataFrame(
        [told | {"severity": "high"} | clash | {"contradiction_id": "CX"} for clash in clashes],
        columns=["contradiction_id", "severity", *told],
    )
    sides = [{"contradiction_id": "CX", "side_a": "H", "side_b": "R"} for _ in clashes]
    columns = ["contradiction_id", "side_a", "side_b"]
    frames["contradiction_figures"] = pd.DataFrame(sides, columns=columns)
    return Tables(frames, dt.date(2026, 11, 22))


def beside(
    headline: dict[str, str], clashes: tuple[dict[str, str], ...] = (), **rows: dict[str, str]
) -> dict[str, Alternative]:
    """Return the alternatives of the headline record H, by the record they rest on."""
    records = read(tables(clashes, H=headline, **rows))
    asked = asked_of(records, quantity(records.rows["H"]))
    assert asked is not None
    return {one.value.refs[0].row: one for one in alternatives(records, asked)}


def one_beside(
    headline: dict[str, str], row: dict[str, str], clashes: tuple[dict[str, str], ...] = ()
) -> Alternative:
    return beside(headline, clashes, R=row)["R"]


def why(one: Alternative) -> str:
    return one.left_out.text if one.left_out else "counts"


def defended(number: Quantity, *others: Alternative) -> Defended:
    headline = Headline("a.b", "a", "A number", statement("{n}", n=number), number)
    return Defended(headline, number, others, open_above(number))


def amount(value: str | int, *differs: str, out: bool = False, basis: str = "a") -> Alternative:
    """Return an alternative of so many pounds."""
    number = Quantity(Decimal(value), Unit("GBP"), basis=basis, refs=(Ref("figures", "R"),))
    left_out = statement("a copy") if out else None
    return Alternative(number, number, differs, statement("somewhere"), left_out)


class TestGrounds:
    def test_a_total_with_staff_differs_in_staff_first(self) -> None:
        row = {"measure_basis": "government_total_incl_staff", "value_text": "5"}
        assert one_beside({}, row).differs == ("staff", "kind of number")

    def test_awards_of_six_years_stand_as_an_amount_a_year(self) -> None:
        row = AWARDS | {"value_text": "30.5", "qualifier": "at_least", "period_start": "2018"}
        one = one_beside({}, row | {"period_end": "2023"})
        assert one.value.text == "at least £5.08bn a year"  # 30.5 ÷ 6 = 5.083
        assert one.dimension == "kind of number"
        assert why(one) == "counts"

    def test_england_beside_the_united_kingdom_differs_in_place(self) -> None:
        assert one_beside({"geography": "UK"}, {"year": "2021"}).dimension == "place"

    def test_a_place_left_open_is_less_than_another_place(self) -> None:
        row = {"geography": "UK (not stated)", "year": "2021"}
        one = one_beside({"geography": "UK"}, row)
        assert one.differs == ("period", "place left open")

    def test_two_samples_of_councils_differ_in_whom_they_asked(self) -> None:
        share = SHARE | {"metric": "s"}
        row = share | {"buyer_scope": "100 largest councils"}
        assert one_beside(share, row).dimension == "group"

    def test_a_mean_of_years_beside_one_year_differs_in_definition(self) -> None:
        assert one_beside({}, {"metric": "annual_tech_spend_average"}).dimension == "definition"

    def test_two_series_differ_in_definition_and_two_vintages_of_one_do_not(self) -> None:
        head = {"series_id": "TECH_2024ED"}
        assert one_beside(head, {"series_id": "SERVICES_2024ED"}).differs == ("definition",)
        assert one_beside(head, {"series_id": "TECH_2025ED"}).differs == ("publication",)

    def test_the_same_year_on_another_page_differs_in_publication(self) -> None:
        one = one_beside({}, {"url": "https://example.org/other", "value_text": "1.1"})
        assert one.differs == ("publication",)

    def test_a_neighbouring_year_counts_and_a_far_one_is_about_another_time(self) -> None:
        found = beside({}, NEAR={"year": "2022"}, FAR={"year": "2023"})
        assert found["NEAR"].differs == ("period",)
        assert (why(found["NEAR"]), why(found["FAR"])) == ("counts", "about another time")

    def test_another_kind_of_number_may_be_older_but_not_ten_years(self) -> None:
        kind = {"measure_basis": "market_estimate_supplier_revenue"}
        found = beside({}, NEAR=kind | {"year": "2016"}, FAR=kind | {"year": "2010"})
        assert (why(found["NEAR"]), why(found["FAR"])) == ("counts", "about another time")

    def test_of_another_kind_only_the_latest_counts(self) -> None:
        kind = {"measure_basis": "market_estimate_supplier_revenue"}
        found = beside({}, OLD=kind | {"year": "2017"}, NEW=kind | {"year": "2018"})
        assert why(found["OLD"]) == "a later figure of its kind is known"
        assert why(found["NEW"]) == "counts"

    def test_the_other_side_of_a_split_is_what_it_leaves_of_the_whole(self) -> None:
        one = one_beside(
            SHARE | {"metric": "share_outside"},
            SHARE | {"metric": "share_inside", "value_text": "40"},
        )
        assert one.value.value == 60
        assert "definition" not in one.differs

    def test_users_leave_at_most_the_rest_to_those_who_do_not_use(self) -> None:
        head = SHARE | {"metric": "not_using_share", "value_text": "11"}
        found = beside(
            head,
            MOST=SHARE | {"metric": "using_share", "value_text": "91"},
            SOME=SHARE | {"metric": "using_share", "value_text": "70"},
        )
        assert found["MOST"].value.text == "up to 9%"
        assert why(found["MOST"]) == "counts"
        assert "a bound that the headline keeps to" in why(found["SOME"])  # 11% is below 30%


class TestWhatIsLeftOut:
    @pytest.mark.parametrize(
        ("row", "reason"),
        [
            ({"source_grade": "C"}, "seen only in a copy"),
            ({"qualifier": "forecast"}, "a forecast"),
            ({"measure_basis": "unsourced_or_modelled_estimate"}, "does not show how it was made"),
            ({"buyer_scope": "printed: local government"}, "contradicts the buyers"),
            ({"geography": "London"}, "one part of the country"),
            ({"period_start": "2020-07", "period_end": "2020-09"}, "less than a year"),
            ({"qualifier": "at_least", "value_text": "0.9"}, "a bound that the headline keeps to"),
        ],
    )
    def test_the_reason_is_given(self, row: dict[str, str], reason: str) -> None:
        assert reason in why(one_beside({}, row))

    def test_a_floor_above_the_headline_is_another_value(self) -> None:
        assert why(one_beside({}, {"qualifier": "at_least", "value_text": "1.2"})) == "counts"

    def test_a_part_is_left_out_beside_the_whole_on_its_page(self) -> None:
        window = AWARDS | {"period_start": "2018", "period_end": "2023"}
        found = beside({}, WHOLE=window | {"value_text": "30"}, PART=window | {"value_text": "14"})
        assert why(found["PART"]) == "a part of a larger amount on its page"
        assert why(found["WHOLE"]) == "counts"

    def test_other_things_counted_are_left_out(self) -> None:
        head = {"metric": "signed", "unit": "councils", "measure_basis": "count"}
        assert why(one_beside(head, head | {"unit": "organisations"})) == (
            "it counts organisations, not councils"
        )

    def test_other_buyers_ask_another_question_about_spending(self) -> None:
        assert "R" not in beside({}, R={"buyer_scope": "NHS"})

    def test_other_buyers_are_left_out_of_shares(self) -> None:
        head = SHARE | {"metric": "s"}
        assert why(one_beside(head, head | {"buyer_scope": "NHS"})) == "about other buyers"

    def test_of_two_prints_of_one_number_that_clash_the_other_is_left_out(self) -> None:
        one = one_beside({}, {"value_text": "1.3"}, ({"severity": "high"},))
        assert why(one) == "the two cannot both be right: 1 is not 2"

    def test_a_clash_between_two_kinds_of_number_leaves_both(self) -> None:
        other = {"measure_basis": "government_total_incl_staff", "value_text": "5"}
        assert why(one_beside({}, other, ({"severity": "high"},))) == "counts"

    def test_a_slight_clash_leaves_both(self) -> None:
        assert why(one_beside({}, {"value_text": "1.3"}, ({"severity": "low"},))) == "counts"

    def test_a_clash_is_told_with_both_claims(self) -> None:
        records = read(tables(({"severity": "medium"},), H={}, R={"value_text": "1.3"}))
        assert [told.text for told in clashes_of(records, ["H"])] == ["one, against other"]
        assert clashes_of(records, []) == []

    @settings(max_examples=15, deadline=None)
    @given(st.integers(1, 10**6), st.sampled_from(["2010", "2019", "2020", "2021"]))
    def test_a_copy_of_whatever_size_and_year_moves_no_range(self, size: int, year: str) -> None:
        copied = {"source_grade": "C", "value_text": str(size), "year": year}
        near = {"value_text": "1.4", "year": "2021"}
        number = quantity(read(tables(H={})).rows["H"])
        plain = defended(number, *beside({}, NEAR=near).values())
        padded = defended(number, *beside({}, NEAR=near, COPY=copied).values())
        assert [q.value for q in plain.across] == [10**9, 1_400_000_000]
        assert [q.value for q in padded.across] == [10**9, 1_400_000_000]


class TestFooting:
    def test_a_total_of_six_years_is_compared_as_an_amount_a_year(self) -> None:
        head = {"metric": "cumulative_tech_spend", "value_text": "10.5", "period_start": "2016"}
        records = read(tables(H=head | {"period_end": "2021"}, R={"value_text": "2.0"}))
        number = quantity(records.rows["H"])
        asked = asked_of(records, number)
        assert asked is not None
        assert footing(records, asked, number).text == "£1.75bn a year"  # 10.5 ÷ 6
        assert footing(records, asked, number).formula == "£10,500,000,000 ÷ 6 years"
        (one,) = alternatives(records, asked)
        assert one.value.text == "£2bn"

    def test_a_share_read_as_what_another_leaves_measures_the_other_side(self) -> None:
        records = read(tables(H=SHARE | {"metric": "share_inside", "value_text": "35"}))
        stated = quantity(records.rows["H"])
        asked = asked_of(records, stated.__class__(**(vars(stated) | {"value": Decimal(65)})))
        assert asked is not None
        assert asked.metric == "share_outside"

    def test_a_number_that_rests_on_two_records_has_no_single_question(self) -> None:
        records = read(tables(H={}, R={}))
        number = quantity(records.rows["H"])
        both = (Ref("figures", "H"), Ref("figures", "R"))
        assert asked_of(records, number.__class__(**(vars(number) | {"refs": both}))) is None


class TestOwnWords:
    def number(self, qualifier: str, value: str = "45") -> Quantity:
        return Quantity(
            Decimal(value), Unit("percent"), qualifier=qualifier, refs=(Ref("figures", "H"),)
        )

    def test_about_reaches_a_tenth_to_either_side(self) -> None:
        ends = [one.value.text for one in own_words(self.number("approx"))]
        assert ends == ["40.5%", "49.5%"]

    def test_nearly_reaches_down_alone(self) -> None:
        (one,) = own_words(self.number("nearly", "30"))
        assert one.value.value == Decimal("28.5")

    def test_an_exact_number_is_a_point(self) -> None:
        assert own_words(self.number("exact")) == []

    def test_a_floor_has_no_upper_end(self) -> None:
        floor = self.number("at_least")
        assert own_words(floor) == []
        assert defended(floor).open_above


class TestRange:
    def test_another_kind_of_number_widens_the_outer_range_alone(self) -> None:
        head = amount(100).value
        found = defended(head, amount(90, "period"), amount(180, "staff", "kind of number"))
        assert [q.value for q in found.within] == [90, 100]
        assert [q.value for q in found.across] == [90, 180]
        assert found.crosses_kinds
        assert found.moved_most == "staff"

    def test_half_is_as_far_as_double(self) -> None:
        found = defended(amount(100).value, amount(60, "place"), amount(160, "period"))
        assert found.moved_most == "place"  # 100 ÷ 60 = 1.67 times, 160 ÷ 100 = 1.6 times

    def test_a_headline_without_other_values_stands_alone(self) -> None:
        found = defended(amount(100).value, amount(70, "period", out=True))
        assert found.stands_alone
        assert [q.value for q in found.across] == [100, 100]
        assert (found.moved_most, found.counts()) == ("", {})

    def test_alternatives_are_counted_by_the_gravest_thing_they_differ_in(self) -> None:
        found = defended(
            amount(100).value,
            amount(90, "period", "publication"),
            amount(95, "period"),
            amount(99, "kind of number", "period"),
        )
        assert found.counts() == {"kind of number": 1, "period": 2}

    @given(
        st.integers(1, 10**9),
        st.lists(st.tuples(st.integers(0, 10**10), st.sampled_from(["staff", "period"]))),
        st.lists(st.integers(0, 10**12)),
    )
    def test_a_headline_lies_in_its_range_and_what_is_left_out_never_moves_it(
        self, head: int, kept: list[tuple[int, str]], out: list[int]
    ) -> None:
        counts = [amount(value, differs) for value, differs in kept]
        left_out = [amount(value, "period", out=True) for value in out]
        number = amount(head).value
        plain, padded = defended(number, *counts), defended(number, *left_out, *counts)
        (low, high), (least, most) = plain.within, plain.across
        assert least.value <= low.value <= head <= high.value <= most.value
        assert [q.value for q in padded.within] == [low.value, high.value]
        assert [q.value for q in padded.across] == [least.value, most.value]

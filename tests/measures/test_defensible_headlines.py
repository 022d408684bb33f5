"""The headlines of the real editions with their ranges; answers worked out from the rows named."""

from __future__ import annotations

import shutil
from decimal import Decimal
from functools import cache
from pathlib import Path

import pandas as pd
import pytest
from editions import each_edition, tables_of

from futuregazing import paths
from futuregazing.edition import known_editions, load_edition
from futuregazing.measures import defensible_settings, defensible_tables, defensible_words
from futuregazing.measures.defensible import Alternative, Defended
from futuregazing.measures.defensible_headlines import defended, without_number
from futuregazing.tables import load_tables

EDITIONS = known_editions()
BILLION = 10**9
MILLION = 10**6


@cache
def of(year: int) -> dict[str, Defended]:
    found = defended(tables_of(year), load_edition(year))
    return {one.headline.id: one for one in found}


def ends(found: Defended) -> tuple[list[Decimal], list[Decimal]]:
    return [q.value for q in found.within], [q.value for q in found.across]


def by_row(found: Defended) -> dict[str, Alternative]:
    return {one.value.refs[0].row: one for one in found.alternatives}


@pytest.mark.slow
@pytest.mark.parametrize("year", EDITIONS)
class TestEveryEdition:
    def test_each_headline_lies_within_its_range(self, year: int) -> None:
        for one in of(year).values():
            (low, high), (least, most) = ends(one)
            assert least <= low <= one.footing.value <= high <= most

    def test_nothing_published_later_stands_beside_a_headline(self, year: int) -> None:
        known = tables_of(year)["figures"]["known_by"]
        day = load_edition(year).as_of.isoformat()
        for found in of(year).values():
            rows = [ref.row for a in found.alternatives for ref in a.value.refs]
            days = [known[row] for row in rows if row.startswith("FIG")]
            assert all(known_by <= day for known_by in days)

    def test_every_other_value_has_rows_behind_it(self, year: int) -> None:
        assert all(a.value.refs for found in of(year).values() for a in found.alternatives)

    def test_what_is_said_and_drawn_can_be_made(self, year: int) -> None:
        found = list(of(year).values())
        tables = tables_of(year)
        assert "stand alone" in defensible_words.answer(found).text
        for one in found:
            assert one.headline.sentence.text in defensible_words.range_of(one).text
            told = defensible_words.changes(one, tables).text
            assert told.startswith("What would change this number? ")
            assert told.endswith(".")
        families = list(defensible_tables.families(found))
        assert sum(len(family.found) for family in families) == len(found)
        others, printed = defensible_tables.alternatives(found, 12)
        assert len(others) == sum(len(one.alternatives) for one in found)
        assert 0 < printed <= len(others)

    def test_headlines_with_and_without_a_number_are_all_of_them(self, year: int) -> None:
        silent = {one.id for one in without_number(tables_of(year), load_edition(year))}
        assert not silent & set(of(year))


@pytest.mark.slow
class TestTheMarketOf2027:
    """FIG0058: £2,851,363,984.60 invoiced in the UK in FY2024/25."""

    def test_its_own_kind_reaches_down_to_the_year_before(self) -> None:
        within, _ = ends(of(2027)["market_size.size"])
        assert within == [Decimal("2.3") * BILLION, Decimal("2851363984.6")]  # FIG0041, FIG0058

    def test_awards_reach_far_above_it(self) -> None:
        found = of(2027)["market_size.size"]
        assert ends(found)[1][1] == 5080 * MILLION  # FIG0066: 30.5bn ÷ 6 years
        assert found.moved_most == "kind of number"
        assert by_row(found)["FIG0068"].left_out is not None  # a part of FIG0066

    def test_the_total_with_staff_is_known_from_a_copy_alone(self) -> None:
        one = by_row(of(2027)["market_size.size"])["FIG0138"]
        assert one.dimension == "staff"
        assert "copy" in str(one.left_out)
        told = defensible_words.changes(of(2027)["market_size.size"], tables_of(2027)).text
        assert "about £5bn with staff counted in" in told
        assert "A figure for FY2025/26 would replace it" in told

    def test_a_total_whose_page_contradicts_itself_is_left_out(self) -> None:
        one = by_row(of(2027)["market_size.size"])["FIG0048"]
        assert "contradicts the buyers" in str(one.left_out)


@pytest.mark.slow
class TestTheOthersOf2027:
    def test_police_spending_shrinks_to_what_was_invoiced(self) -> None:
        found = of(2027)["blue_light_procurement.police_spend"]
        within, across = ends(found)
        assert across[0] == 290 * MILLION  # FIG0263: 1.3bn ÷ 4.5 years
        assert within == [1800 * MILLION, 2200 * MILLION]  # FIG0269; FIG0272 says about 2bn

    def test_the_share_outside_london_is_lower_for_england_alone(self) -> None:
        found = of(2027)["regional_split.outside"]
        rows = {a.value.refs[0].row: a.value.value for a in found.defensible}
        assert rows["FIG0014"] == 64
        assert rows["FIG0028"] == 65  # 100 - 35
        assert rows["FIG0061"] == 68  # 1 - (0.49169 + 0.40734) ÷ 2.8
        assert found.moved_most == "place"

    def test_ten_suppliers_hold_about_forty_five_per_cent_and_nobody_else_says_so(self) -> None:
        found = of(2027)["buyers_and_suppliers.concentration"]
        assert found.stands_alone
        assert ends(found)[0] == [Decimal("40.5"), Decimal("49.5")]
        assert "No second source" in defensible_words.range_of(found).text

    def test_not_using_ai_was_more_common_a_year_before(self) -> None:
        rows = by_row(of(2027)["technology_trends.ai"])
        assert rows["FIG0122"].differs == ("period",)
        assert rows["FIG0117"].value.text == "up to 9%"  # 91% use or explore it
        assert "copy" in str(rows["FIG0148"].left_out)


class TestTheMarketOf2022:
    """FIG0006: £10.5bn over the six years from 2016 to 2021, in England."""

    def test_it_is_compared_as_an_amount_a_year(self) -> None:
        found = of(2022)["market_size.size"]
        assert found.footing.value == 1750 * MILLION
        within, across = ends(found)
        assert within == [1750 * MILLION, 2000 * MILLION]  # FIG0013, the peak year
        assert across == [770 * MILLION, 2000 * MILLION]  # FIG0182: 3.7bn ÷ 4.8 years

    def test_the_smaller_firms_share_that_confuses_to_and_by_is_left_out(self) -> None:
        found = of(2022)["buyers_and_suppliers.smaller_firms"]
        one = by_row(found)["FIG0009"]
        assert "26/20 − 1 = 30.0%" in str(one.left_out)
        assert found.stands_alone
        assert ends(found)[0] == [26, 26]

    @pytest.mark.slow
    def test_its_range_is_not_moved_by_what_is_published_later(self, tmp_path: Path) -> None:
        data = tmp_path / "data"
        shutil.copytree(paths.data(), data)
        table = data / "ledger" / "figures.csv"
        frame = pd.read_csv(table, dtype=str, keep_default_na=False)
        later = frame[frame["figure_id"] == "FIG0013"].assign(
            figure_id="FIG9999", value="99", known_by="2022-01-01", published_date="2022-01-01"
        )
        pd.concat([frame, later]).to_csv(table, index=False)
        assert "FIG9999" in load_tables(load_edition(2027).as_of, data=data)["figures"].index
        edition = load_edition(2022)
        found = defended(load_tables(edition.as_of, data=data), edition)
        assert [ends(one) for one in found] == [ends(one) for one in of(2022).values()]


class TestWhatWeCountOurselves:
    def test_in_2018_two_contracts_were_known_by_three_rows(self) -> None:
        found = of(2018)["opportunities.named"]
        told = {a.told.text: a.value.value for a in found.alternatives}
        assert found.footing.value == 2  # REG0311 with its twin REG0312, and REG0488
        assert told["with contracts seen twice counted twice"] == 3
        assert told["without decisions and press reports"] == 0
        assert told["with ends worked out from a printed term"] == 3  # REG0438 besides

    @pytest.mark.parametrize("year", each_edition())
    def test_rules_that_add_never_lessen_and_rules_that_drop_never_add(self, year: int) -> None:
        found = of(year)["opportunities.named"]
        for one in found.alternatives:
            if one.told.text.startswith("with ") and "one line" not in one.told.text:
                assert one.value.value >= found.footing.value
            elif one.told.text.startswith("without ") or "one line" in one.told.text:
                assert one.value.value <= found.footing.value

    def test_a_horizon_from_another_day_is_another_rule(self) -> None:
        edition = load_edition(2022)
        other = edition.model_copy(update={"publication_date": edition.as_of.replace(year=2022)})
        told = defensible_settings.named_contracts(tables_of(2022), other)
        words = [one.told.text for one in told]
        assert "counted from the other of two days, as-of or publication" in words

    def test_what_came_true_in_part_counts_as_half_in_one_of_the_scores(self) -> None:
        found = of(2022)["predictions_review.come_true"]
        told = {a.told.text: a.value for a in found.alternatives}
        half = told["with what came true in part counted as half"]
        assert half.formula == "(0 + 3 × 0.5) ÷ 3 × 100"  # P2021-02, P2021-03, P2021-04: partly
        assert half.value == 50

    def test_chance_reaches_to_more_than_half_where_none_of_three_came_true(self) -> None:
        found = of(2022)["predictions_review.come_true"]
        most = max(a.value.value for a in found.alternatives if a.dimension == "chance")
        assert most == 56  # Wilson's interval for 0 of 3: z² ÷ (3 + z²) = 3.84 ÷ 6.84

    def test_other_days_of_judgement_are_other_rules(self) -> None:
        told = {a.told.text for a in of(2027)["predictions_review.come_true"].alternatives}
        assert set(defensible_settings.CLOCKS.values()) <= told

    def test_what_could_not_be_judged_lowers_the_score(self) -> None:
        scored = defensible_settings.come_true(tables_of(2027), load_edition(2027))
        assert scored is not None
        base, others = scored
        told = {a.told.text: a.value.value for a in others}
        assert told["with what could not be judged counted as not come true"] < base.value
        assert told["with what came true in part counted as half"] > base.value

"""Each family of rules on ledgers of two or three rows: what it finds, and what it lets pass."""

import pytest
from small_ledger import figures_of, ledger, rules_that_speak

from futuregazing.claims.checking import RULES
from futuregazing.claims.checking.registry import compared, findings

WINDOW = {"period_start": "2016", "period_end": "2021"}
OVER_FIVE_YEARS = {"period_start": "FY2018/19", "period_end": "FY2023/24"}


def total(value, **cells):
    return {"metric": "cumulative_tech_spend", "value": value, **WINDOW} | cells


def growth(value, unit, **cells):
    note = {"definition_note": "tech spend", "measure_basis": "derived_growth"}
    return {"metric": "growth_rate", "value": value, "unit": unit} | note | cells


def level(value, year, **cells):
    return {"value": value, "period_start": year, "period_end": year} | cells


def share(metric, value, **cells):
    return {"metric": metric, "value": value, "unit": "percent", **WINDOW} | cells


def test_every_rule_says_what_it_does():
    assert all(rule.meaning.endswith(".") for rule in RULES.values())


def test_a_share_that_does_not_give_its_part_is_found():
    part = {"metric": "spend_outside", "value": "2.2", **WINDOW}  # 0.64 x 10.5 = 6.72
    assert "share_of_whole" in rules_that_speak(total("10.5"), share("share_outside", "64"), part)


def test_a_share_that_gives_its_part_with_rounding_passes():
    part = {"metric": "spend_outside", "value": "6.7", **WINDOW}
    assert rules_that_speak(total("10.5"), share("share_outside", "64"), part) == set()


def test_shares_of_one_whole_make_a_hundred():
    assert "sum_of_shares" in rules_that_speak(
        share("share_inside", "40"), share("share_outside", "64")
    )
    # 35.5 + 64.5: both may have been rounded
    assert not rules_that_speak(share("share_inside", "35"), share("share_outside", "64"))


def test_shares_that_exclude_each_other_stay_within_a_hundred():
    assert "sum_of_shares" in rules_that_speak(
        share("using_share", "85"), share("not_using_share", "19")
    )
    assert not rules_that_speak(share("using_share", "81"), share("not_using_share", "19"))


def test_one_claim_with_two_values_is_found_and_one_rounded_twice_is_not():
    assert "same_claim" in rules_that_speak(
        level("1.8", "2020"), level("2.0", "2020") | {"value": "2.1"}
    )
    assert not rules_that_speak(level("1.8", "2020"), level("1.84", "2020"))


def test_numbers_of_other_areas_or_buyers_are_no_partners():
    wales = level("0.2", "2020", geography="Wales")
    nhs = level("1.2", "2020", buyer_scope="NHS")
    assert "same_claim" not in rules_that_speak(level("1.8", "2020"), wales, nhs)


def test_a_rise_to_is_told_from_a_rise_by():
    start = share("sme_share", "20", period_start="2016", period_end="2016", series_id="S_2022ED")
    end = share("sme_share", "26", period_start="2021", period_end="2021", series_id="S_2022ED")
    mistaken = share("sme_share", "30", period_start="2021", period_end="2021", qualifier="nearly")
    assert "to_or_by" in rules_that_speak(start, end, mistaken)  # 26/20 - 1 = 30%
    assert "to_or_by" not in rules_that_speak(start, end, mistaken | {"value": "26.4"})


def test_growth_is_held_against_the_levels_at_its_ends():
    ends = level("2.03", "FY2018/19"), level("2.31", "FY2023/24")  # 2.31/2.03 - 1 = 13.8%
    unit = "percent (total over period)"
    assert "growth_and_levels" in rules_that_speak(*ends, growth("25", unit, **OVER_FIVE_YEARS))
    assert not rules_that_speak(*ends, growth("14", unit, **OVER_FIVE_YEARS))


def test_a_rate_a_year_does_not_pass_for_one_in_total():
    yearly = growth("15", "percent per year", **OVER_FIVE_YEARS)
    in_total = growth("81", "percent (total over period)", **OVER_FIVE_YEARS)
    assert "rate_and_period" in rules_that_speak(yearly, in_total)  # 1.15^5 - 1 = 101%
    assert not rules_that_speak(yearly, in_total | {"value": "101"})


def test_points_called_per_cent_are_found():
    start = share("sme_share", "20", period_start="2016", period_end="2016", series_id="S_2022ED")
    end = share("sme_share", "26", period_start="2021", period_end="2021", series_id="S_2022ED")
    called = {"metric": "sme_share_growth", "unit": "percent", **WINDOW}
    assert "points_or_percent" in rules_that_speak(start, end, called | {"value": "6"})
    assert not rules_that_speak(start, end, called | {"value": "30"})


def test_a_mean_times_its_count_gives_the_total():
    awards = {"metric": "contract_awards_value", "value": "77.76", "unit": "GBP m"}
    count = {"metric": "contract_awards_count", "value": "278", "unit": "notices"}
    mean = {"metric": "contract_value_mean", "unit": "GBP"}
    assert "mean_and_count" in rules_that_speak(awards, count, mean | {"value": "282781"})
    assert not rules_that_speak(awards, count, mean | {"value": "279712"})  # 77.76m / 278


def test_a_mean_a_year_times_the_years_gives_the_total():
    mean = {"metric": "annual_tech_spend_average", **WINDOW}
    assert "mean_and_count" in rules_that_speak(total("10.5"), mean | {"value": "1.85"})  # 11.1
    assert not rules_that_speak(total("10.5"), mean | {"value": "1.75"})


def test_a_part_is_not_more_than_its_whole():
    region = {"metric": "region_spend", "geography": "London"}
    assert "part_and_whole" in rules_that_speak(level("2.4", "2020"), region | {"value": "2.6"})
    assert not rules_that_speak(level("2.4", "2020"), region | {"value": "2.2"})


def test_a_sector_is_not_more_than_the_whole_public_sector():
    whole = {
        "metric": "public_sector_it_spend",
        "buyer_scope": "whole public sector",
        "value": "16.6",
    }
    assert "sectors" in rules_that_speak(level("19.3", "2020"), whole)
    assert not rules_that_speak(level("2.4", "2020"), whole)


def test_an_amount_does_not_shrink_when_its_window_grows():
    cost = {"metric": "incident_cost", "unit": "GBP m"}
    whole = cost | {"value": "10.1", "period_start": "2020", "period_end": "2022"}
    assert "windows_within" in rules_that_speak(cost | {"value": "10.4"}, whole)
    assert not rules_that_speak(cost | {"value": "9.8"}, whole)


@pytest.mark.parametrize(("value", "unit"), [("2300", "GBP bn"), ("2.3", "GBP m")])
def test_a_slip_of_a_thousand_is_found(value, unit):
    slipped = level(value, "2021") | {"unit": unit}
    assert "order_of_magnitude" in rules_that_speak(level("2.2", "2020"), slipped)


def test_a_share_over_a_hundred_is_impossible():
    assert rules_that_speak(share("sme_share", "640")) == {"possible_values"}


def test_windows_that_overlap_do_not_make_a_trend():
    two_years = {
        "metric": "live_contracts_expiring_24m",
        "unit": "GBP m",
        "basis": "contract_register",
    }
    first = two_years | {"value": "845", "period_start": "2021-12", "period_end": "2023-12"}
    second = two_years | {"value": "617", "period_start": "2022-12", "period_end": "2024-12"}
    assert "overlapping_windows" in rules_that_speak(first, second)
    assert "overlapping_windows" not in rules_that_speak(first, second | {"value": "846"})


def test_two_vintages_that_overlap_and_differ_are_found():
    old = [
        level(v, y, series_id="S_2024ED") for v, y in (("2.04", "FY2018/19"), ("2.3", "FY2023/24"))
    ]
    page = {"url": "https://example.org/b", "series_id": "S_2025ED"}
    new = [level(v, y, **page) for v, y in (("2.5", "FY2020/21"), ("2.8", "FY2024/25"))]
    assert "vintages" in rules_that_speak(*old, *new)
    assert "vintages" not in rules_that_speak(*old, new[0] | {"value": "2.2"}, new[1])


def test_a_stale_figure_quoted_again_for_a_later_period_is_found():
    first = level("1.83", "2019", publisher="Analyst (Tussell)", known_by="2020-05-01")
    again = level("1.83", "2022", publisher="Blog quoting Tussell", url="https://example.org/b")
    later = again | {"known_by": "2023-05-01"}
    assert "stale" in rules_that_speak(first, later)
    assert "stale" not in rules_that_speak(first, later | {"publisher": "Somebody Else"})


@pytest.mark.parametrize(
    ("cells", "rule"),
    [
        ({"period_start": "2021", "period_end": "2016"}, "period_order"),
        ({"period_start": "2026", "period_end": "2026"}, "told_too_early"),
    ],
)
def test_periods_out_of_order_are_found(cells, rule):
    assert rule in rules_that_speak({"value": "1.83"} | cells)


def test_a_page_has_one_date():
    other = level("1.91", "2021") | {"known_by": "2025-06-01"}
    assert "one_date" in rules_that_speak(level("1.83", "2020"), other)


def test_a_number_is_held_against_its_own_words():
    cost = {"metric": "incident_cost", "unit": "GBP m"}
    words = {"definition_note": "171.5m to March plus 45m budget"}
    assert "own_words" in rules_that_speak(cost | words | {"value": "261.5"})
    assert not rules_that_speak(cost | words | {"value": "216.5"})


def test_a_floor_passes_anything_above_it_but_not_far_above():
    floor = level("1.2", "2020", qualifier="at_least")
    assert rules_that_speak(floor, level("1.4", "2020")) == set()
    assert rules_that_speak(floor, level("2.4", "2020")) == {"floors"}


def test_how_far_a_number_lies_above_a_floor_can_be_worked_out_from_the_words():
    floor = level("1.8", "2020", qualifier="at_least")
    # "2.3" may be as little as 2.25, which is 1.25 times the floor; what is printed is 1.28 times.
    [finding] = findings(compared(ledger(floor, level("2.3", "2020"))))
    assert finding.arithmetic == (
        "2.3 GBP bn (FIG0002, 2020) is 1.28 times the floor at least 1.8 GBP bn (FIG0001, 2020)"
    )


def test_what_rounding_may_explain_is_not_far_above_a_floor():
    floor = level("1.8", "2020", qualifier="at_least")  # 2.2 / 1.8 = 1.22, but 2.15 / 1.8 = 1.19
    assert rules_that_speak(floor, level("2.2", "2020")) == set()


def test_a_finding_names_rows_sums_and_both_sources():
    rows = (
        level("1.8", "2020"),
        level("2.1", "2020", publisher="Another", url="https://example.org/b"),
    )
    [finding] = findings(compared(ledger(*rows)))
    assert finding.rows == ("FIG0001", "FIG0002")
    assert "1.8 GBP bn (FIG0001, 2020) against 2.1 GBP bn (FIG0002, 2020)" in finding.arithmetic
    assert [source.publisher for source in finding.sources] == ["An analyst", "Another"]
    assert finding.severity == "high"


def test_a_gap_smaller_than_a_rounding_is_less_severe():
    rows = level("2.8", "2020"), level("2.851", "2020", url="https://example.org/b")
    [finding] = findings(compared(ledger(*rows)))
    assert finding.severity == "medium"


def test_the_given_table_is_left_as_it_was():
    figures = figures_of(level("1.8", "2020"), level("2.1", "2020"))
    before = figures.copy()
    ledger(level("1.8", "2020"), level("2.1", "2020"))
    assert figures.equals(before)

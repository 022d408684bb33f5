"""Words of our own tables, printed with the house's numbers and periods."""

import pytest

from futuregazing.claims.house_words import house_words
from futuregazing.claims.refs import Named, Ref


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("spend 19bn (12.7bn in 2020)", "spend £19bn (£12.7bn in 2020)"),
        ("about 2 to 2.9bn a year", "about £2 to £2.9bn a year"),
        ("GBP 2.2bn, GBP5m and £3m", "£2.2bn, £5m and £3m"),
        ("77.76m/278; 1.8bn/1.6% = 112bn", "£77.76m/278; £1.8bn/1.6% = £112bn"),
        ("26% in 2021, 2 to 5 years, 6.8x", "26% in 2021, 2 to 5 years, 6.8x"),
        ("FY2023/24m1 to A5m", "FY2023/24m1 to A5m"),
        ("of which 495m tech-related", "of which £495m tech-related"),
        ("of a 100m two-year commitment", "of a £100m two-year commitment"),
        ("index total 2,851.4m", "index total £2.8514bn"),
        ("GBP50k each, 30k and 2.5k", "£50,000 each, £30,000 and £2,500"),
        ("1.7-1.9bn and 3.5-4.5%", "£1.7 to £1.9bn and 3.5 to 4.5%"),
        ("GBP282,781 and GBP321,197", "£282,781 and £321,197"),
    ],
)
def test_amounts_have_their_pound_sign_and_one_form(typed: str, printed: str) -> None:
    assert house_words(typed) == printed


def test_a_million_of_things_is_no_money() -> None:
    typed = "1.1m car miles said saved; about 2m telecare users"
    assert house_words(typed) == (
        "1.1 million car miles said saved; about 2 million telecare users"
    )


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("awards 2018-24", "awards 2018 to 2024"),
        ("Baseline 2020-2021:", "Baseline 2020 to 2021:"),
        ("police spend 2010-11", "police spend FY2010/11"),
        ("flat FY19/20-FY23/24", "flat FY2019/20 to FY2023/24"),
        ("stopped from 2025/26", "stopped from FY2025/26"),
        ("growth Apr 2022-23 19%", "growth Apr 2022 to Apr 2023 19%"),
        ("a year Q1 2016-Q4 2021", "a year Q1 2016 to Q4 2021"),
        ("in June-July 2025", "in June to July 2025"),
        ("April 2026 - March 2034", "April 2026 to March 2034"),
        ("5 Feb - 26 Mar 2026", "5 Feb to 26 Mar 2026"),
        ("from 2026-09", "from September 2026"),
        ("from 2026-03-04, 4 years", "from 4 March 2026, 4 years"),
        ("lots 1-3 after a 6-month extension", "lots 1 to 3 after a 6-month extension"),
    ],
)
def test_periods_are_those_of_the_house(typed: str, printed: str) -> None:
    assert house_words(typed) == printed


@pytest.mark.parametrize(
    "typed",
    ["DS478-24", "NPS-2025-12-01", "049176-2025", "G-Cloud 15", "P2018-03", "4.04 + 3.83 = 7.87"],
)
def test_codes_days_and_sums_stay_as_they_are(typed: str) -> None:
    assert house_words(typed) == typed


def test_arithmetic_has_the_signs_of_print() -> None:
    assert house_words("26/20-1 = 30.0%; 6.5 x 1.1") == "26/20 \N{MINUS SIGN} 1 = 30.0%; 6.5 × 1.1"
    assert house_words("85 - 81 = 4") == "85 \N{MINUS SIGN} 81 = 4"


def test_only_words_of_ours_are_changed_never_those_of_a_notice() -> None:
    assert Named("495m in 2018-24", (Ref("bluelight", "BL085"),)).text == "£495m in 2018 to 2024"
    assert Named("495m in 2018-24", (Ref("register", "REG0001"),)).text == "495m in 2018-24"

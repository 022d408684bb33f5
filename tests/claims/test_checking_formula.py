"""The formulas of claims, worked out again: precedence, per cent, powers, counted nouns."""

from decimal import Decimal

import pytest

from futuregazing.claims.checking.formula import NotAFormula, Term, worked_out


@pytest.mark.parametrize(
    ("formula", "value"),
    [
        ("£900 - (£500 + £100)", 300),
        ("£900 - £500 - £100", 300),
        ("£900 ÷ £3 ÷ £3", 100),
        ("2 + 3 × 4", 14),
        ("-2 ^ 2", -4),
        ("2 ^ 3 ^ 2", 512),
        ("2 × -3", -6),
        ("£117 ÷ (1 + 17%)", 100),
        ("£3 ÷ 3%", 100),
        ("64% × £1,000", 640),
        ("£3,200,000,000 × (100% - 44%)", 1_792_000_000),
        ("£30,000 ÷ 5,000 contracts", 6),
        ("£2,851,363,984.60 - £0.60", 2_851_363_984),
        ("£10 ÷ 4 fire-and-rescue services", Decimal("2.5")),
    ],
)
def test_a_formula_gives_its_number(formula, value):
    assert worked_out(formula) == value


@pytest.mark.parametrize(
    ("formula", "percent"),
    [
        ("100% - 44%", 56),
        ("£1 ÷ £4 × 100", 25),
        ("(£28 ÷ £25 - 1) × 100", 12),
        ("(26% ÷ 20% - 1) × 100", 30),
        ("(£121 ÷ £100) ^ (1 ÷ 2) - 1", 10),
        ("100% - ((£1 + £2) ÷ £4 × 100)", 25),
        ("2 ÷ 4 × 100", 50),
    ],
)
def test_a_share_is_wanted_in_per_cent(formula, percent):
    assert round(worked_out(formula, in_percent=True), 20) == percent


def test_names_stand_for_inputs():
    inputs = {"[0]": Term(Decimal(300)), "[1]": Term(Decimal(25), percent=True)}
    assert worked_out("[0] × [1]", inputs) == 75


@pytest.mark.parametrize(
    "words",
    [
        "count of contracts",
        "sum of 21 values",
        "count of 3 among 9 predictions",
        "Wilson interval at 95% for 2 of 4",
        "(£1 + £2",
        "£1 + ",
        "£1 £2",
        "£1 ÷ 0",
        "(-2) ^ (1 ÷ 2)",
        "[0] + 1; import os",
        "(" * 5000,
        "",
    ],
)
def test_words_are_not_worked_out(words):
    with pytest.raises(NotAFormula):
        worked_out(words, {"[0]": Term(Decimal(1))})

"""Sentences take digits only from values that know their rows."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest

from futuregazing.claims.quantity import Quantity
from futuregazing.claims.refs import Dated, Named, Ref
from futuregazing.claims.units import Unit
from futuregazing.edition.periods import financial_year
from futuregazing.errors import UserError
from futuregazing.exhibits.prose import (
    PROSE_MEDIA_TYPE,
    Prose,
    UnboundNumber,
    as_statement,
    listing,
    see,
    statement,
)

ROW = Ref("figures", "T1")
SIZE = Quantity(Decimal("2851363984.6"), Unit("GBP"), refs=(ROW,), qualifier="at_least")
COUNT = Quantity(Decimal(254), Unit("councils"), refs=(ROW,))


def test_a_sentence_prints_values_in_their_own_words() -> None:
    made = statement("Councils spent {size} in {year}.", size=SIZE, year=financial_year(2024))
    assert made.text == "Councils spent at least £2.85bn in FY2024/25."
    assert made.refs == (ROW,)
    claims = [part["claim"] for part in made.parts if part["kind"] == "claim"]
    assert claims[0]["value"] == 2851363984.6
    assert claims[0]["refs"] == [["figures", "T1"]]


def test_the_format_says_how_much_of_a_number_is_told() -> None:
    made = statement("{a:amount}, {a:full}, {n}, {n:bare}", a=SIZE, n=COUNT)
    assert made.text == "£2.85bn, £2,851,363,984.60, 254 councils, 254"


@pytest.mark.parametrize("template", ["In 2024 {x}.", "{x} of ٣", "{x} by ²"])
def test_a_digit_in_the_literal_is_refused(template: str) -> None:
    with pytest.raises(UnboundNumber, match="comes from no row"):
        statement(template, x=SIZE)


@pytest.mark.parametrize("value", [3, 3.5, Decimal(3), "G-Cloud 15", None])
def test_a_number_without_a_row_is_refused(value: object) -> None:
    with pytest.raises(UnboundNumber):
        statement("There are {x}.", x=value)


def test_names_with_digits_come_with_their_row() -> None:
    name = Named("G-Cloud 15", (ROW,))
    assert statement("{x} opens.", x=name).parts[0] == {
        "kind": "name",
        "text": "G-Cloud 15",
        "refs": [["figures", "T1"]],
    }
    with pytest.raises(ValueError, match="needs the rows"):
        Named("G-Cloud 15", ())


def test_dates_print_in_full() -> None:
    day = dt.date(2021, 12, 31)
    assert statement("As of {d}.", d=day).text == "As of 31 December 2021."
    assert statement("As of {d}.", d=Dated(day, (ROW,))).text == "As of 31 December 2021."


def test_a_field_without_value_and_a_value_without_field_are_both_faults() -> None:
    with pytest.raises(UserError, match=r"no value for \{x\}"):
        statement("{x}")
    with pytest.raises(UserError, match="does not use y"):
        statement("{x}", x=SIZE, y=SIZE)
    with pytest.raises(UserError, match="is none of"):
        statement("{x:loud}", x=SIZE)


def test_a_listing_reads_as_english() -> None:
    assert listing(["a", "b", "c"]).text == "a, b and c"
    assert listing(["a"]).text == "a"
    assert listing([]).text == ""
    assert listing([str(chr(97 + i % 26)) for i in range(40)]).text.endswith("and n")


def test_statements_nest_and_join_with_their_rows() -> None:
    inner = statement("{n}", n=COUNT)
    outer = statement("There are {inner}.", inner=inner) + as_statement("So {it} goes.")
    assert outer.text == "There are 254 councils. So {it} goes."
    assert outer.refs == (ROW,)


def test_words_that_lead_to_an_exhibit_show_its_id_until_a_report_gives_it_a_label() -> None:
    made = statement("It grew{see}.", see=see("market_size.series"))
    assert made.text == "It grew (see market_size.series)."
    joined = statement("It grew.") + see("market_size.series", "{label} shows where.")
    assert joined.text == "It grew. market_size.series shows where."
    assert {part.get("needs") for part in joined.parts[1:]} == {"market_size.series"}
    assert "needs" not in joined.parts[0]


def test_words_that_lead_to_an_exhibit_hold_no_digit() -> None:
    with pytest.raises(UnboundNumber, match="Figure 3"):
        see("market_size.series", "{label}, not Figure 3")


def test_a_notebook_shows_the_sentence_and_carries_its_parts() -> None:
    bundle = Prose(statement("<b>{n}</b>", n=COUNT), "answer", "s.answer")._repr_mimebundle_()
    assert bundle["text/plain"] == "<b>254 councils</b>"
    assert "<b>" not in bundle["text/html"]
    assert bundle[PROSE_MEDIA_TYPE]["role"] == "answer"
    with pytest.raises(UserError, match="is none of"):
        Prose(statement("{n}", n=COUNT), "shout")

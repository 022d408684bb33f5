"""A chart of ranges compares how sure numbers are, never how large, and keeps kinds apart."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pandas as pd
import pytest
from exhibit_samples import WORDS, lettering, percent, pounds

from futuregazing.claims.quantity import Mismatch, Quantity
from futuregazing.claims.refs import Ref
from futuregazing.claims.units import Unit
from futuregazing.errors import UserError
from futuregazing.exhibits import Exhibit, ranges
from futuregazing.exhibits.rangedrawing import Range, scale

REASON = {"reason": "kinds reach far"}


def row(value: Quantity, low: Quantity, high: Quantity, **more: Any) -> dict[str, Any]:
    given = {"label": "The market", "outer_low": None, "outer_high": None, "note": ""}
    return given | {"value": value, "low": low, "high": high} | more


def draw(*rows: dict[str, Any], **words: Any) -> Exhibit:
    return ranges(pd.DataFrame(list(rows)), **(WORDS | words))


def said(made: Exhibit) -> list[str]:
    return [line.words for line in lettering(made.svg or "")]


def one(low: float, high: float, value: float = 100, note: str = "") -> Range:
    return Range(["A"], "A", pounds(value), (pounds(low), pounds(high)), None, False, note)


def test_half_and_double_are_equally_far_from_the_line() -> None:
    assert one(50, 200).doublings(pounds(50)) == -1
    assert one(50, 200).doublings(pounds(200)) == 1


def test_what_reaches_beyond_sixteen_times_is_drawn_to_the_edge() -> None:
    assert one(0, 10**6).doublings(pounds(0)) == -4
    assert one(0, 10**6).doublings(pounds(10**6)) == 4


def test_every_range_and_its_labels_fit_between_the_names_and_the_edge() -> None:
    rows = [one(1, 100, 100), one(100, 1600, 100), one(90, 110, 100)]
    x = scale(rows, 180.0, 480.0)
    for each in rows:
        low, high = (x(each.doublings(end)) for end in each.inner)
        assert 180 <= low <= high <= 480
    assert x(1) - x(0) == pytest.approx(x(0) - x(-1))


def test_the_ends_are_labelled_unless_they_are_the_number_itself() -> None:
    made = draw(row(pounds(2.85e9), pounds(2.3e9), pounds(2.85e9)))
    assert "£2.30bn" in said(made)
    assert said(made).count("£2.85bn") == 1


def test_an_outer_end_that_says_the_same_as_the_inner_is_labelled_once() -> None:
    outer = {"outer_low": pounds(10, basis="award"), "outer_high": pounds(120)}
    made = draw(row(pounds(100), pounds(90), pounds(120), **outer), **REASON)
    assert said(made).count("£120") == 1
    assert "£10" in said(made)


def test_a_floor_goes_on() -> None:
    made = draw(row(pounds(100), pounds(90), pounds(100), open_above=True))
    assert "or more" in said(made)


def test_a_number_that_stands_alone_says_so() -> None:
    made = draw(row(pounds(100), pounds(100), pounds(100), note="stands alone"))
    assert "stands alone" in said(made)
    assert "stands alone" in made.description


def test_nought_has_no_multiples_and_its_range_is_said_in_words() -> None:
    made = draw(row(percent(0), percent(0), percent(56)))
    assert "0% to 56%, not to scale" in said(made)


def test_what_thin_bars_mean_is_told_only_where_there_are_some() -> None:
    plain = draw(row(pounds(100), pounds(90), pounds(100)))
    assert not any("other kinds" in words for words in said(plain))


def test_another_kind_of_number_may_not_enter_the_inner_range() -> None:
    with pytest.raises(Mismatch, match="put it into the outer range"):
        draw(row(pounds(100), pounds(90, basis="contract_award_value"), pounds(100)), **REASON)


def test_an_outer_range_needs_a_reason() -> None:
    outer = {"outer_low": pounds(50), "outer_high": pounds(120)}
    with pytest.raises(Mismatch, match="State the reason"):
        draw(row(pounds(100), pounds(90), pounds(100), **outer))


def test_the_reason_is_printed_as_a_note() -> None:
    outer = {"outer_low": pounds(50), "outer_high": pounds(120)}
    made = draw(row(pounds(100), pounds(90), pounds(100), **outer), **REASON)
    assert "kinds reach far" in str(made.notes)


def test_ends_in_another_unit_are_refused() -> None:
    number = Quantity(Decimal(9), Unit("councils"), refs=(Ref("figures", "FIGA"),))
    with pytest.raises(Mismatch, match="different units"):
        draw(row(pounds(100), number, pounds(100)))


def test_a_number_that_is_no_quantity_is_refused() -> None:
    with pytest.raises(UserError, match="must be quantities"):
        draw({"label": "A", "value": 1, "low": 1, "high": 1, "outer_low": None, "outer_high": None})


def test_the_widest_range_leads_the_alt_text() -> None:
    made = draw(
        row(pounds(100), pounds(90), pounds(100), label="Narrow"),
        row(pounds(100), pounds(25), pounds(100), label="Wide"),
    )
    assert "Widest: Wide: £100, £25 to £100" in made.alt


def test_the_key_names_only_bars_that_are_drawn() -> None:
    alone = row(pounds(100), pounds(100), pounds(100), note="stands alone")
    unscaled = row(percent(0), percent(0), percent(56))
    own = "numbers of the headline\u2019s own kind"
    assert own not in said(draw(alone, unscaled))
    assert own in said(draw(alone, row(pounds(100), pounds(90), pounds(100))))
    assert own in said(draw(row(pounds(100), pounds(100), pounds(100), open_above=True)))


def test_the_multiples_above_reach_the_farthest_ends() -> None:
    made = said(draw(row(pounds(100), pounds(40), pounds(130))))
    assert {"1/4", "half", "headline", "double"} <= set(made)

from __future__ import annotations

import re

import pandas as pd
import pytest
from exhibit_samples import LONG_NAMES, bars, lettering, make, parts, percent, pounds, year

from futuregazing.claims.quantity import Mismatch
from futuregazing.errors import UserError
from futuregazing.exhibits import style

RECTANGLE = re.compile(r'<path d="M ([\d. LZz-]+)" fill="(#[0-9a-f]{6})"/>')


def boxes(svg: str, colour: str) -> list[tuple[float, float]]:
    """Return left edge and width of every plain bar of a colour, from the top down."""
    found = []
    for path, fill in RECTANGLE.findall(svg):
        xs = [float(n) for n in re.findall(r"[\d.]+", path)][0::2]
        if fill == colour.lower():
            found.append((min(xs), max(xs) - min(xs)))
    return found


def two(first: object, second: object) -> pd.DataFrame:
    return pd.DataFrame({"label": ["Kent", "Devon"], "value": [first, second]})


def test_the_largest_stands_first_and_its_data_row_too() -> None:
    made = make("ranking", two(pounds(1e6), pounds(3e6)))
    assert [row[0] for row in made.rows] == ["Devon", "Kent"]


def test_the_bar_that_the_title_names_stands_out_unless_it_names_them_all() -> None:
    both = two(pounds(1e6), pounds(3e6))
    for title, bold in (("Devon leads", 1), ("Devon leads Kent", 2), ("A Kentish matter", 2)):
        made = make("ranking", both, title=title)
        assert len(boxes(made.svg or "", style.DARK_BLUE)) == bold
    assert len(boxes(make("ranking", both, highlight=["Kent"]).svg or "", style.PALE_BLUE)) == 1


def test_equal_values_stand_in_the_order_of_their_names() -> None:
    made = make("ranking", two(pounds(1e6), pounds(1e6)))
    assert [row[0] for row in made.rows] == ["Devon", "Kent"]


def test_what_is_left_over_stands_last_and_never_stands_out() -> None:
    frame = pd.DataFrame(
        {"label": ["Other", "Kent", "Devon"], "value": [pounds(3e6), pounds(1e6), pounds(3e6)]}
    )
    for title, bold, pale in (("Devon leads the other names", 1, 2), ("A tie of two", 2, 1)):
        made = make("ranking", frame, title=title, rest="Other")
        assert [row[0] for row in made.rows] == ["Devon", "Kent", "Other"]
        assert len(boxes(made.svg or "", style.DARK_BLUE)) == bold
        assert len(boxes(made.svg or "", style.PALE_BLUE)) == pale


def test_an_order_of_its_own_is_kept() -> None:
    made = make("ranking", two(pounds(1e6), pounds(3e6)), in_given_order=True)
    assert [row[0] for row in made.rows] == ["Kent", "Devon"]


def test_bars_left_undrawn_stay_in_the_data_and_out_of_the_words() -> None:
    made = make("ranking", two(pounds(1e6), pounds(3e6)), bars_shown=1)
    assert len(boxes(made.svg or "", style.DARK_BLUE)) == 1
    assert [row[0] for row in made.rows] == ["Devon", "Kent"]
    assert "Kent" not in made.alt + made.description


def test_bars_begin_at_one_nought_and_are_as_long_as_their_values() -> None:
    drawn = boxes(make("ranking", two(pounds(1e6), pounds(4e6))).svg or "", style.DARK_BLUE)
    (left, long), (other, short) = drawn
    assert left == other
    assert long == pytest.approx(4 * short, rel=0.01)


def test_a_negative_bar_ends_where_the_positive_ones_begin() -> None:
    drawn = boxes(make("ranking", two(percent(10), percent(-5))).svg or "", style.DARK_BLUE)
    (up, _), (down, width) = drawn
    assert down + width == pytest.approx(up, abs=0.02)


def test_what_is_not_published_stands_last_and_is_not_a_bar_of_nought() -> None:
    made = make("ranking", two(None, pounds(0)))
    assert [line.words for line in lettering(made.svg or "")][2:] == ["Kent", "not published"]
    assert made.rows[1][1] == {"text": "not published", "value": None}
    assert "1 without a published value" in made.alt


def test_highlighted_bars_are_dark_and_the_others_step_back() -> None:
    svg = make("ranking", highlight=[LONG_NAMES[3]]).svg or ""
    assert len(boxes(svg, style.DARK_BLUE)) == 1
    assert len(boxes(svg, style.PALE_BLUE)) == len(LONG_NAMES) - 1


@pytest.mark.parametrize(
    ("change", "named"),
    [
        ({"basis": "contract_award_value"}, "published_invoice_spend and contract_award_value"),
        ({"price_basis": "real"}, "nominal and real"),
        ({"period": year("2022")}, "2021 and 2022"),
        ({"series": "B"}, "series: A and B"),
    ],
)
def test_numbers_of_different_kinds_are_not_ranked(change: dict[str, object], named: str) -> None:
    kind = {"period": year("2021"), "series": "A"}
    unlike = two(pounds(1, **kind), pounds(2, **(kind | change)))
    with pytest.raises(Mismatch, match=named) as caught:
        make("ranking", unlike)
    assert "Kent" in str(caught.value)
    assert "Devon" in str(caught.value)
    assert make("ranking", unlike, reason="a trial of both").notes


def test_pounds_and_per_cent_never_share_an_axis_whatever_the_reason() -> None:
    for form in ("ranking", "compare", "change"):
        frame = two(pounds(1, period=year("2021")), percent(2, period=year("2021")))
        with pytest.raises(Mismatch, match="different units"):
            make(form, frame, reason="none is good enough")


def test_a_missing_column_is_named_with_those_there_are() -> None:
    with pytest.raises(UserError, match="no column 'spend'; it has 'label', 'value'"):
        make("ranking", value="spend")


def test_words_in_the_value_column_are_refused() -> None:
    with pytest.raises(UserError, match="neither a Quantity nor a number"):
        make("ranking", two("many", pounds(1)))


def test_plain_numbers_take_the_unit_that_is_named() -> None:
    made = make("ranking", two(1200, 30), unit="contracts")
    assert made.columns[1]["unit"] == "contracts"
    assert [line.words for line in lettering(made.svg or "")][:2] == ["Kent", "1,200"]


def test_a_direct_label_keeps_the_source_s_qualifier() -> None:
    made = make("ranking", two(pounds(1e9, qualifier="at_least", figures=1), pounds(2e9)))
    assert "at least £1bn" in [line.words for line in lettering(made.svg or "")]


def test_headers_of_the_data_table_can_be_named() -> None:
    made = make("ranking", bars(), columns={"label": "Supplier", "value": "Received"})
    assert [column["label"] for column in made.columns] == ["Supplier", "Received"]
    assert made.columns[1]["kind"] == "money"


def test_shares_that_add_up_to_more_than_a_hundred_are_refused() -> None:
    with pytest.raises(UserError, match=r"add up to 120%"):
        make("share", two(percent(60), percent(60)))


def test_published_shares_may_round_to_a_little_more_than_a_hundred() -> None:
    assert make("share", two(percent(60.3), percent(40.2))).rows


def test_what_is_left_of_a_whole_is_named_or_said_not_to_be_stated() -> None:
    frame = parts(("Outside London",)).assign(value=[percent(64)])
    named = make("share", frame, rest="London and the South East")
    assert "36%" in [line.words for line in lettering(named.svg or "")]
    assert "London and the South East: 36%" in named.alt
    assert "not stated: no figure" in make("share", frame).alt


def test_amounts_become_parts_of_their_sum() -> None:
    drawn = make("share", two(pounds(3e6), pounds(1e6))).svg or ""
    widths = sorted(width for _, width in boxes_of_parts(drawn))
    assert widths[1] == pytest.approx(3 * widths[0], rel=0.01)


def boxes_of_parts(svg: str) -> list[tuple[float, float]]:
    found = []
    for path in re.findall(r'<path d="M ([\d. Lz]+)" fill="#[0-9a-f]{6}" stroke="#ffffff"', svg):
        xs = [float(n) for n in re.findall(r"[\d.]+", path)][0::2]
        found.append((min(xs), max(xs) - min(xs)))
    return found


def test_several_wholes_are_several_bars_with_their_names() -> None:
    frame = two(percent(26), percent(31)).assign(label="SMEs", whole=["Software", "All"])
    made = make("share", frame, group="whole")
    words = [line.words for line in lettering(made.svg or "")]
    assert "Software" in words
    assert "All" in words
    assert [row[0] for row in made.rows] == ["Software", "All"]


def test_the_parts_of_a_whole_are_of_one_kind() -> None:
    with pytest.raises(Mismatch, match="parts of one whole"):
        make("share", two(percent(20), percent(20, basis="count")))

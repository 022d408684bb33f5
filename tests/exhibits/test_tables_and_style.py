from __future__ import annotations

import datetime as dt
from typing import Any

import pandas as pd
import pytest
from exhibit_samples import WORDS, bars, pounds, predictions

from futuregazing.claims.refs import Ref
from futuregazing.claims.units import Unit
from futuregazing.errors import UserError
from futuregazing.exhibits import Column, Exhibit, Paper, drawn, links, scorecard, style, table
from futuregazing.exhibits.bundle import ExhibitError
from futuregazing.exhibits.marks import axis_text
from futuregazing.exhibits.svg import tidy
from futuregazing.exhibits.tiles import INK_ON, SHADES


def made(frame: pd.DataFrame, columns: dict[str, Any], **more: Any) -> Exhibit:
    return table(frame, columns, **(WORDS | more))


def kinds(exhibit: Exhibit) -> list[str]:
    return [column["kind"] for column in exhibit.columns]


def test_bare_headers_take_their_kind_from_the_values() -> None:
    frame = pd.DataFrame(
        {
            "name": ["Kent"],
            "spend": [pounds(1)],
            "notices": [3],
            "day": pd.to_datetime(["2026-11-22"]),
            "source": links(["notice"], ["https://example.org/n"]),
            "sme": [True],
        }
    )
    heads = {key: key.capitalize() for key in frame.columns}
    assert kinds(made(frame, heads)) == ["text", "number", "number", "date", "link", "text"]


def test_only_the_columns_asked_for_are_printed_in_that_order() -> None:
    exhibit = made(bars().assign(private="x"), {"value": "Spend", "label": "Council"})
    assert [column["key"] for column in exhibit.columns] == ["value", "label"]


def test_a_column_that_is_not_there_is_named() -> None:
    with pytest.raises(UserError, match="no column 'spend'"):
        made(bars(), {"spend": "Spend"})


def test_the_printed_table_shows_the_first_rows_and_the_data_has_all() -> None:
    exhibit = made(bars(), {"label": "Council", "value": "Spend"}, rows_shown=2)
    assert exhibit.rows_shown == 2
    assert len(exhibit.rows) == 6
    assert made(bars(), {"label": "Council"}, rows_shown=9).rows_shown is None


def test_a_total_is_the_last_row_and_leaves_no_blank() -> None:
    frame = pd.DataFrame({"name": ["Kent", "Devon"], "n": [1, 2], "day": [dt.date(2026, 1, 1)] * 2})
    exhibit = made(
        frame, {"name": "Council", "n": "Notices", "day": "Day"}, total={"name": "Total", "n": 3}
    )
    assert exhibit.total_row
    assert exhibit.rows[-1] == ("Total", {"text": "3", "value": 3}, "–")


def test_a_total_of_a_column_that_is_not_printed_is_refused() -> None:
    with pytest.raises(UserError, match="not columns of the table"):
        made(bars(), {"label": "Council"}, total={"value": 3})


def test_an_absent_cell_says_so_in_the_column_s_own_words() -> None:
    frame = pd.DataFrame({"name": ["Kent"], "end": [None]})
    exhibit = made(frame, {"name": "Council", "end": Column("End", absent="no end date seen")})
    assert exhibit.rows[0][1] == {"text": "no end date seen", "value": None}


def test_rows_behind_a_line_are_sources_of_the_table() -> None:
    frame = pd.DataFrame({"name": ["Kent"], "refs": [[Ref("register", "REG1")]]})
    assert Ref("register", "REG1") in made(frame, {"name": "Council"}).sources


def test_an_empty_table_says_what_was_not_known() -> None:
    frame = pd.DataFrame({"name": [], "n": []})
    exhibit = made(frame, {"name": "Council"}, empty="No council was listed.", sources=())
    assert exhibit.rows == ()
    assert exhibit.coverage == "No council was listed."


def test_a_table_without_source_or_coverage_is_refused() -> None:
    with pytest.raises(ExhibitError, match="no source row and no coverage"):
        made(pd.DataFrame({"name": ["Kent"]}), {"name": "Council"}, sources=())


def test_a_link_without_an_address_is_text_and_without_a_text_is_absent() -> None:
    assert links(["a", None], [None, "https://example.org"]) == ["a", None]


def test_a_scorecard_counts_its_verdicts_and_calls_the_absent_ones_unclear() -> None:
    frame = predictions().assign(verdict=["partly", "partly", None, None, None, "happened"])
    exhibit = scorecard(frame, {"label": "Prediction", "verdict": "Verdict"}, **WORDS)
    assert exhibit.kind == "scorecard"
    assert "unclear 3, partly 2, happened 1" in exhibit.alt
    assert exhibit.rows[2][1] == {"text": "unclear", "value": None}


def test_a_drawing_of_one_s_own_becomes_an_exhibit() -> None:
    paper = Paper(120)
    axes = paper.axes(40, 10, 400, 80)
    axes.plot([1, 2], [3, 4])
    exhibit = drawn(
        paper, bars(), {"label": "Council", "value": "Spend"}, alt="A line that rises.", **WORDS
    )
    assert "<svg" in (exhibit.svg or "")
    assert exhibit.form == "drawn"
    with pytest.raises(ExhibitError, match="no alt text"):
        drawn(paper, bars(), {"label": "Council"}, **WORDS)


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours as WCAG 2 defines it."""

    def luminance(colour: str) -> float:
        channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
        linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("ink", [style.INK, style.QUIET])
@pytest.mark.parametrize("ground", [style.WHITE, style.PAPER])
def test_words_have_the_contrast_that_small_type_needs(ink: str, ground: str) -> None:
    assert contrast(ink, ground) >= 4.5


@pytest.mark.parametrize(("shade", "ink"), list(zip(SHADES, INK_ON, strict=True)))
def test_words_on_a_tile_can_be_read(shade: str, ink: str) -> None:
    assert contrast(shade, ink) >= 4.5


@pytest.mark.parametrize("colour", style.CATEGORY_COLOURS)
def test_the_colour_of_a_mark_stands_out_from_the_page(colour: str) -> None:
    assert contrast(colour, style.WHITE) >= 2.9


@pytest.mark.parametrize(
    ("value", "unit", "text"),
    [
        (2.5e9, "GBP", "£2.5bn"),
        (4e9, "GBP", "£4bn"),
        (0.0, "GBP", "£0"),
        (100_000.0, "GBP", "£100,000"),
        (40.0, "percent", "40%"),
        (1200.0, "contracts", "1,200"),
    ],
)
def test_ticks_are_as_short_as_their_numbers(value: float, unit: str, text: str) -> None:
    assert axis_text(value, Unit(unit)) == text


def test_the_svg_loses_what_a_page_has_no_use_for() -> None:
    raw = (
        '<?xml version="1.0"?><svg width="2pt" viewBox="0 0 20.50000 10" xmlns="x">'
        "<metadata>by somebody</metadata>"
        '<defs>\n<style type="text/css">*{stroke: red}</style>\n</defs>'
        '<g id="loose"><path d="M 1.234567 2 \nL 3 4.000 \n" '
        'style="fill: #ffffff; font-family: X"/></g>'
        '<g id="kept"/><use xlink:href="#kept"/>'
        '<text style="font-weight: 700" transform="rotate(-0 1 2)">'
        'a 1.23456 style="b: c" id="d"</text></svg>'
    )
    assert tidy(raw) == (
        '<svg xmlns="http://www.w3.org/2000/svg" width="20.5pt" height="10pt" '
        f'viewBox="0 0 20.50000 10" font-family="{style.FAMILY_STACK}" stroke-linejoin="round">\n'
        '<path d="M 1.23 2 L 3 4" fill="#ffffff"/><g id="kept"/><use href="#kept"/>'
        '<text font-weight="600">a 1.23456 style="b: c" id="d"</text>\n</svg>\n'
    )


def test_what_analysts_estimate_has_a_colour_that_no_other_kind_of_number_has() -> None:
    alike = {basis for basis, hue in style.BASIS_COLOURS.items() if hue == style.ORANGE}
    assert alike == {
        "market_estimate_supplier_revenue",
        "market_estimate_incl_in_house",
        "supplier_or_market_estimate",
    }

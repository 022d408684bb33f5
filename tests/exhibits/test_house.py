"""The house style stands in one place, and every medium takes its colours from there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from futuregazing.exhibits import house, style
from futuregazing.report.html.assets import style_sheet
from futuregazing.report.html.svg import PX_PER_MM
from futuregazing.report.slides import assets as slides

PACKAGE = Path(house.__file__).parents[1]
WRITTEN = {".py", ".css", ".svg", ".typ", ".js", ".j2", ".html", ".json", ""}
NOT_OURS = "vendor"
COLOUR = re.compile(
    r"""\#[0-9a-fA-F]{6}(?:[0-9a-fA-F]{2})?\b
    | (?:(?<!href=)['"]|[:\s(])\#[0-9a-fA-F]{3,4}(?=['";,)}\s])
    | \b(?:rgba?|hsla?|oklch|luma|cmyk)\(["]?[\d#]
    | \b(?:color|fill|stroke|colour)\s*[:=]\s*["']?(?:white|black|red|green|gr[ae]y)\b
    """,
    re.VERBOSE,
)
"""Six figures, three after a mark, a function of figures, or a name; not an anchor."""
FILES = sorted(
    path
    for path in PACKAGE.rglob("*")
    if path.is_file() and path.suffix in WRITTEN and NOT_OURS not in path.parts
)


def colours(text: str) -> list[str]:
    return [found[0] for found in COLOUR.finditer(text)]


def test_no_colour_is_written_outside_the_house_style() -> None:
    assert len(FILES) > 300
    found = {
        str(path.relative_to(PACKAGE)): told
        for path in FILES
        if path.name != "house.py" and (told := colours(path.read_text("utf-8")))
    }
    assert found == {}


@pytest.mark.parametrize(
    "written",
    ['INK = "#12436D"', "a{color:#fff}", "border:1px solid #ccc;", "a{background:rgb(1 2 3)}",
     '#let ink = rgb("#1F1F1F")', "fill: luma(40%)", "a{color:white}", "<g fill='#28a197'>"],
)  # fmt: skip
def test_a_colour_is_found_however_it_is_written(written: str) -> None:
    assert colours(written)


@pytest.mark.parametrize(
    "written",
    ["href='#e12'", 'rgb(house.colours.at("ink"))', "a{color:var(--ink)}", "#let add(x) = x",
     "fill: blue, width: 2pt", "@house(white)"],
)  # fmt: skip
def test_what_only_looks_like_a_colour_is_let_pass(written: str) -> None:
    assert colours(written) == []


def test_a_mark_is_replaced_by_the_properties_or_the_value_that_it_names() -> None:
    told = house.filled(":root{@house(slides)} a{color:@house(white);top:0}")
    assert told.startswith(":root{--paper:#fff;--tint:#f1f4f7;--ink:#1b2430;")
    assert told.endswith(";--sans:" + house.SLIDES_FAMILIES + "} a{color:#fff;top:0}")
    with pytest.raises(KeyError):
        house.filled("@house(mauve)")


@pytest.mark.parametrize("sheet", [style_sheet, slides.style_sheet])
def test_no_mark_is_left_in_what_is_written_into_a_page(sheet) -> None:
    assert "@house" not in sheet()
    assert "%40house" not in sheet()
    assert house.DARK_BLUE.lower() in sheet()


def test_the_dark_page_and_the_print_have_a_value_for_every_colour_of_the_page() -> None:
    page, dark, paper = (coloured(name) for name in ("page", "dark", "paper"))
    assert page == dark
    assert page - {"shade"} == paper


def coloured(name: str) -> set[str]:
    values = house.PROPERTIES[name]
    return {role for role, value in values.items() if value.startswith(("#", "rgb"))}


def test_a_hue_is_the_same_in_every_medium() -> None:
    assert house.for_print()["colours"]["blue"] == style.DARK_BLUE
    assert house.PROPERTIES["page"]["blue"] == house.PROPERTIES["slides"]["blue"] == style.DARK_BLUE
    assert house.for_print()["millimetres"]["text"] == style.WIDE_MM


def test_the_letters_of_a_chart_are_ten_pixels_high_on_a_phone() -> None:
    phone = 22 * 16  # the least width of a drawing in the style sheet, in pixels
    assert "min-width:22rem" in style_sheet()
    assert style.LABEL_PT * phone / style.points(style.WIDTH_MM) >= 10


def test_on_a_wide_screen_such_a_chart_is_no_larger_than_its_letters_need() -> None:
    assert f'.drawing svg[width="{round(style.WIDTH_MM * PX_PER_MM)}"]' in style_sheet()

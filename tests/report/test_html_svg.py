"""Drawings in the page: nothing runs or reaches out, ids are their own, labels stay legible."""

from __future__ import annotations

from xml.etree import ElementTree as ET

import pytest

from futuregazing.report.html.darkness import bears_darkness, contrast, inverted
from futuregazing.report.html.svg import Naming, UnsafeDrawing, inline_svg

NAMING = Naming("sample-chart", "What it shows", "sample-chart-words")


def drawn(body: str, root: str = "") -> str:
    raw = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 50" {root}>{body}</svg>'
    return str(inline_svg(raw, NAMING, 170))


def test_a_drawing_is_an_image_named_by_title_and_described():
    made = drawn("<path d='M0 0'/>")
    assert '<title id="sample-chart.alt">What it shows</title>' in made
    assert 'aria-describedby="sample-chart-words"' in made
    assert 'role="img"' in made
    assert 'aria-labelledby="sample-chart.alt"' in made


def test_size_in_print_becomes_size_on_screen():
    assert 'width="643" height="321"' in drawn("<path d='M0 0'/>")


@pytest.mark.parametrize(
    "hostile",
    [
        "<script>alert(1)</script>",
        "<style>@import 'https://evil.example/x.css'</style>",
        "<foreignObject><body xmlns='http://www.w3.org/1999/xhtml'/></foreignObject>",
        "<a href='javascript:alert(1)'><text>x</text></a>",
        "<image href='https://evil.example/x.png'/>",
        "<use href='https://evil.example/x.svg#a'/>",
        "<path fill='url(https://evil.example/x)'/>",
        "<path onclick='alert(1)'/>",
        "<animate attributeName='href' to='javascript:alert(1)'/>",
        "<path style='fill:url(https://evil.example/x)'/>",
    ],
)
def test_what_runs_or_reaches_out_is_dropped(hostile):
    made = drawn(f"{hostile}<path d='M1 1'/>")
    for trace in ("alert", "evil", "script", "foreignObject", "<style", " style=", "onclick"):
        assert trace not in made
    assert 'd="m1 1"' in made


def test_ids_that_are_pointed_at_are_counted_and_others_dropped():
    made = drawn(
        "<defs><clipPath id='p'><rect/></clipPath><path id='m' d='M0 0'/></defs>"
        "<g id='axes'><path clip-path='url(#p)' d='M1 1'/>"
        "<use xmlns:xlink='http://www.w3.org/1999/xlink' xlink:href='#m'/></g>"
    )
    assert '<clipPath id="sample-chart.0">' in made
    assert 'clip-path="url(#sample-chart.0)"' in made
    assert '<use href="#sample-chart.1"' in made
    assert "axes" not in made


def test_inline_styles_become_attributes_and_the_typeface_is_the_pages():
    made = drawn("<text style=\"font: bold 12px 'DejaVu Sans'; fill: #333333\">x</text>")
    assert 'font-size="12px"' in made
    assert 'font-weight="bold"' in made
    assert 'fill="#333"' in made
    assert "DejaVu" not in made


def test_words_in_a_drawing_stay_escaped():
    assert "<text>A &amp; B &lt;i&gt;</text>" in drawn("<text>A &amp; B &lt;i&gt;</text>")


def test_a_picture_inside_a_drawing_must_be_in_the_file():
    assert "data:image/png;base64,AAAA" in drawn("<image href='data:image/png;base64,AAAA'/>")
    assert "data:text" not in drawn("<image href='data:text/html;base64,AAAA'/>")


@pytest.mark.parametrize(
    "raw",
    [
        "not a drawing",
        "<svg xmlns='http://www.w3.org/2000/svg'><path></svg>",
        "<svg xmlns='http://www.w3.org/2000/svg'/>",
        "<html viewBox='0 0 1 1'/>",
        "<!DOCTYPE x [<!ENTITY a 'b'>]><svg viewBox='0 0 1 1'>&a;</svg>",
    ],
)
def test_what_is_no_drawing_is_refused(raw):
    with pytest.raises(UnsafeDrawing):
        inline_svg(raw, NAMING, 170)


def test_matplotlibs_document_type_is_accepted():
    doctype = '<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/svg11.dtd">'
    raw = f'<?xml version="1.0"?>{doctype}<svg viewBox="0 0 1 1"><path d="M0 0"/></svg>'
    assert "<path" in inline_svg(raw, NAMING, 170)


def label_on(fill: str, ink: str) -> ET.Element:
    return ET.fromstring(
        f'<svg><path d="M 0 0 L 50 0 L 50 20 L 0 20 z" fill="{fill}"/>'
        f'<text x="10" y="14" font-size="10" fill="{ink}">x</text></svg>'
    )


@pytest.mark.parametrize(
    ("fill", "ink", "bears"),
    [
        ("#12436D", "#FFFFFF", True),
        ("#F3F2F1", "#1F1F1F", True),
        ("#28A197", "#1F1F1F", False),
        ("#F46A25", "#1F1F1F", False),
    ],
)
def test_a_drawing_keeps_its_white_ground_where_a_label_would_fade(fill, ink, bears):
    assert bears_darkness(label_on(fill, ink)) is bears


def test_a_label_beside_an_area_does_not_hinder():
    drawing = label_on("#28A197", "#1F1F1F")
    drawing[1].set("x", "60")
    assert bears_darkness(drawing)


def test_an_area_drawn_with_a_mark_counts_where_the_mark_is_used():
    drawing = ET.fromstring(
        '<svg><defs><path id="h" d="M -9 -9 L 9 -9 L 9 9 L -9 9 z"/></defs>'
        '<use href="#h" x="50" y="50" fill="#28A197"/><text x="50" y="53" fill="#1F1F1F">x</text>'
        "</svg>"
    )
    assert not bears_darkness(drawing)


def test_contrast_is_that_of_the_guidelines():
    assert contrast((0, 0, 0), (1, 1, 1)) == pytest.approx(21)
    assert contrast((1, 1, 1), (1, 1, 1)) == pytest.approx(1)


@pytest.mark.parametrize("colour", [(18, 67, 109), (40, 161, 151), (128, 22, 80), (244, 106, 37)])
def test_house_colours_stand_out_from_the_dark_page(colour):
    page = (16 / 255, 22 / 255, 29 / 255)
    assert contrast(inverted(tuple(c / 255 for c in colour)), page) >= 3

"""What holds for every chart, whichever question it answers."""

from __future__ import annotations

import inspect
import os
import re
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree

import pandas as pd
import pytest
from exhibit_samples import HOSTILE, LONG_NAMES, SAMPLES, lettering, make, outlines, sheet

from futuregazing import exhibits
from futuregazing.exhibits import house, style

FORMS = sorted(SAMPLES)
NOT_CHARTS = {"Column", "Exhibit", "ExhibitError", "Link", "Paper", "drawn", "links"}
NOT_CHARTS |= {"table", "scorecard", "AWARDED", "COVERED"}
MANY = tuple(f"{name} {letter}" for letter in "ABCD" for name in LONG_NAMES)
WITHOUT_MANY = {"share", "evidence_grid", "change"}
LONG_WITH_MANY = {"tally"}
"""Forms that take seconds to draw two dozen of anything."""
"""Charts of few marks by nature: they refuse, or are read badly with, two dozen."""


def test_every_chart_function_has_a_sample() -> None:
    assert set(exhibits.__all__) - NOT_CHARTS == set(SAMPLES)


@pytest.mark.parametrize("form", FORMS)
def test_every_chart_takes_its_words_as_keywords_alone(form: str) -> None:
    parameters = list(inspect.signature(getattr(exhibits, form)).parameters.values())
    assert parameters[0].name == "frame"
    assert all(p.kind in (p.KEYWORD_ONLY, p.VAR_KEYWORD) for p in parameters[1:])


@pytest.mark.parametrize("form", FORMS)
def test_no_two_words_stand_on_each_other(form: str) -> None:
    found = lettering(make(form).svg or "")
    clashes = [
        (a.words, b.words)
        for i, a in enumerate(found)
        for b in found[i + 1 :]
        if a.overlap(b) > 0.5
    ]
    assert clashes == []


@pytest.mark.parametrize(
    "form",
    [
        pytest.param(form, marks=pytest.mark.slow) if form in LONG_WITH_MANY else form
        for form in sorted(set(FORMS) - WITHOUT_MANY)
    ],
)
def test_two_dozen_long_names_stand_clear_of_each_other_too(form: str) -> None:
    made = make(form, SAMPLES[form].frame(MANY))
    found = lettering(made.svg or "")
    assert not [
        (a.words, b.words)
        for i, a in enumerate(found)
        for b in found[i + 1 :]
        if a.overlap(b) > 0.5
    ]


@pytest.mark.parametrize("form", FORMS)
def test_no_grid_line_runs_through_letters(form: str) -> None:
    svg = make(form).svg or ""
    grid = outlines(svg, stroke=house.GRID.lower())
    bands = outlines(svg, stroke=house.WHITE.lower())
    height = style.LABEL_PT  # of a band at the least
    grounds = [(b[0], b[1], b[2] - height / 2, b[3] + height / 2) for b in map(box, bands)]
    for line in lettering(svg):
        words = (line.left + 0.5, line.right - 0.5, line.top + 0.5, line.bottom - 0.5)
        if any(meet(words, box(ends)) for ends in grid):
            assert any(encloses(ground, words) for ground in grounds), line


def box(corners: list[tuple[float, float]]) -> tuple[float, float, float, float]:
    xs, ys = zip(*corners, strict=True)
    return min(xs), max(xs), min(ys), max(ys)


def meet(a: tuple[float, ...], b: tuple[float, ...]) -> bool:
    return a[0] <= b[1] and b[0] <= a[1] and a[2] <= b[3] and b[2] <= a[3]


def encloses(outer: tuple[float, ...], inner: tuple[float, ...]) -> bool:
    across = outer[0] <= inner[0] and inner[1] <= outer[1]
    return across and outer[2] <= inner[2] and inner[3] <= outer[3]


@pytest.mark.parametrize("form", FORMS)
def test_all_words_stay_on_the_sheet(form: str) -> None:
    made = make(form)
    width, height = sheet(made.svg or "")
    for line in lettering(made.svg or ""):
        assert line.left >= -1, line
        assert line.right <= width + 1, line
        assert line.top >= -1, line
        assert line.bottom <= height + 3, line


@pytest.mark.parametrize("form", FORMS)
def test_no_word_is_smaller_than_ten_points(form: str) -> None:
    assert min(line.size for line in lettering(make(form).svg or "")) >= 10


@pytest.mark.parametrize("form", FORMS)
def test_no_word_is_turned(form: str) -> None:
    root = ElementTree.fromstring(make(form).svg or "")
    assert not [t for t in root.iter("{http://www.w3.org/2000/svg}text") if t.get("transform")]


@pytest.mark.parametrize("form", FORMS)
def test_one_row_makes_a_chart(form: str) -> None:
    made = make(form, SAMPLES[form].frame(LONG_NAMES[:1]))
    assert made.rows
    assert lettering(made.svg or "")


@pytest.mark.parametrize("form", FORMS)
def test_no_row_makes_a_panel_that_says_so(form: str) -> None:
    made = make(form, SAMPLES[form].frame().head(0), empty="Nothing was known then.")
    assert [line.words for line in lettering(made.svg or "")] == ["Nothing was known then."]
    assert made.rows == ()
    assert made.columns
    assert made.coverage == "Nothing was known then."


@pytest.mark.parametrize("form", FORMS)
def test_a_hostile_name_stays_a_name(form: str) -> None:
    made = make(form, SAMPLES[form].frame((HOSTILE, *LONG_NAMES[:2])))
    root = ElementTree.fromstring(made.svg or "")
    tags = {node.tag.split("}")[1] for node in root.iter()}
    assert tags <= {"svg", "g", "path", "text", "use", "defs", "pattern", "rect", "clipPath"}
    html = made._repr_mimebundle_()["text/html"]
    assert "<script" not in html


@pytest.mark.parametrize("form", FORMS)
def test_the_frame_given_is_not_changed(form: str) -> None:
    frame = SAMPLES[form].frame()
    before = frame.copy(deep=True)
    make(form, frame)
    pd.testing.assert_frame_equal(frame, before)


@pytest.mark.parametrize("form", FORMS)
def test_alt_text_and_description_come_from_the_data(form: str) -> None:
    made = make(form)
    assert "pend by councils, UK, nominal" in made.alt
    assert any(character.isdigit() for character in made.alt)
    assert len(made.description) > 60
    assert "nan" not in (made.alt + made.description).lower().split()


@pytest.mark.parametrize("form", FORMS)
def test_the_data_table_names_the_rows_behind_it(form: str) -> None:
    made = make(form)
    assert made.rows
    assert made.sources


@pytest.mark.parametrize("form", FORMS)
def test_no_svg_asks_for_anything_from_outside(form: str) -> None:
    svg = make(form).svg or ""
    rest = svg.replace("http://www.w3.org/2000/svg", "")
    assert "http" not in rest
    assert "<style" not in rest
    assert ' style="' not in rest
    assert "@" not in rest


@pytest.mark.parametrize("form", FORMS)
def test_colours_come_from_the_palette_alone(form: str) -> None:
    allowed = {str(value).lower() for value in vars(house).values() if str(value).startswith("#")}
    allowed |= {colour.lower() for colour in (*house.SHADES, *house.GREYS)}
    assert set(re.findall(r"#[0-9a-fA-F]{6}\b", make(form).svg or "")) <= allowed


PRINT_ALL = """
import hashlib, sys
sys.path.insert(0, sys.argv[1])
from exhibit_samples import SAMPLES, make
for form in sorted(SAMPLES):
    print(form, hashlib.sha256(make(form).svg.encode()).hexdigest())
"""


@pytest.mark.slow
def test_two_processes_draw_the_same_bytes() -> None:
    here = str(Path(__file__).parent)
    printed = [
        subprocess.run(
            [sys.executable, "-c", PRINT_ALL, here],
            env=os.environ | {"PYTHONHASHSEED": seed, "TZ": zone, "LC_ALL": locale},
            capture_output=True,
            check=True,
            text=True,
        ).stdout
        for seed, zone, locale in (("1", "UTC", "C"), ("7", "Pacific/Apia", "C.UTF-8"))
    ]
    assert len(printed[0].splitlines()) == len(SAMPLES)
    assert printed[0] == printed[1]


def test_importing_the_package_imports_no_drawing_library() -> None:
    code = (
        "import sys, futuregazing, futuregazing.exhibits;"
        "print([m for m in ('matplotlib', 'seaborn', 'scipy') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True)
    assert done.stdout.strip() == "[]"


def test_drawing_leaves_the_settings_of_matplotlib_as_they_were() -> None:
    import matplotlib as mpl

    before = dict(mpl.rcParams)
    for form in FORMS:
        make(form)
    assert dict(mpl.rcParams) == before

"""How the annex names the rows behind numbers, and how drawings are written shorter."""

from __future__ import annotations

import re
from xml.etree import ElementTree as ET

import document_samples as sample
import pytest

from futuregazing.report.document import document_from_notebook
from futuregazing.report.html.annex import annex_of
from futuregazing.report.html.compact import compact, hoist_common, merge_alike
from futuregazing.report.html.writer import render_html
from futuregazing.report.rows import named_rows
from futuregazing.report.wording import formula_words


@pytest.mark.parametrize(
    ("rows", "named"),
    [
        (["REG0001", "REG0002", "REG0003", "REG0011"], "register: REG 0001-0003, 0011"),
        (["REG0003", "REG0001"], "register: REG 0001, 0003"),
        (["P2022-01", "P2022-02", "P2023-01"], "register: P2022-01, P2022-02, P2023-01"),
        (["Leeds", "York"], "register: Leeds, York"),
    ],
)
def test_runs_of_rows_are_named_by_their_ends(rows, named):
    assert named_rows([("register", row) for row in rows]) == [named]


def test_rows_of_several_tables_are_named_by_table():
    refs = [("figures", "FIG0001"), ("la_successors", "a:b")]
    assert named_rows(refs) == ["figures: FIG 0001", "la successors: a:b"]


def many(*texts: str):
    """Return the annex of numbers that each count the same five rows."""
    refs = [["figures", f"SAMPLE{n}"] for n in range(1, 6)]
    parts = [sample.number(text, refs=refs, formula="count of things") for text in texts]
    notebook = sample.section(sample.code("market_size", 1, sample.say(*parts)))
    return annex_of(document_from_notebook(notebook))


def test_rows_that_two_numbers_count_are_named_at_the_first():
    first, second = many("five", "all five").entries
    assert first.rows == "figures: SAMPLE1, SAMPLE2, SAMPLE3, SAMPLE4, SAMPLE5"
    assert (second.rows, second.same_as) == ("", first.evidence)


def test_counted_rows_are_told_nowhere_in_full():
    annex = many("five")
    assert annex.entries[0].told == ()
    assert annex.anchors == {}


def test_a_number_that_only_a_cell_shows_is_told_in_brief():
    rows = [["A", {"claim": sample.derived()}]]
    notebook = sample.section(sample.code("market_size", 1, sample.show(sample.table(rows=rows))))
    annex = annex_of(document_from_notebook(notebook))
    assert annex.entries[0].told == ()
    assert annex.entries[0].rows == "figures: SAMPLE1, SAMPLE2"


def test_a_line_leads_to_its_row_from_its_first_number_unless_it_links_to_a_page():
    refs = [["figures", "SAMPLE3"]]
    bound = {"text": "5", "value": 5, "refs": refs}
    linked = {"text": "Notice", "href": "https://example.org/notice"}
    counted = {"text": "2", "value": 2, "refs": [*refs, ["figures", "SAMPLE4"]]}
    table = sample.table(rows=[["A", bound], [linked, bound], ["B", 5], ["C", counted]])
    notebook = sample.section(sample.code("market_size", 1, sample.show(table)))
    document = document_from_notebook(notebook)
    annex = annex_of(document)
    led = [annex.links(row) for row in document.exhibits[0].rows]
    assert led == [{1: "r-figures-SAMPLE3"}, {}, {}, {}]


def test_a_line_of_two_rows_leads_to_each_of_them_once():
    first, second = ({"text": "5", "value": 5, "refs": [["figures", f"SAMPLE{n}"]]} for n in (3, 4))
    table = sample.table(rows=[[first, second], [first, first]])
    notebook = sample.section(sample.code("market_size", 1, sample.show(table)))
    document = document_from_notebook(notebook)
    annex = annex_of(document)
    led = [annex.links(row) for row in document.exhibits[0].rows]
    assert led == [{0: "r-figures-SAMPLE3", 1: "r-figures-SAMPLE4"}, {0: "r-figures-SAMPLE3"}]


def test_places_without_a_page_of_their_own_are_not_linked():
    annex = annex_of(document_from_notebook(sample.whole()))
    assert ("figures", "SAMPLE3") in annex.anchors
    assert ("register", "SAMPLEREG1") not in annex.anchors


@pytest.mark.parametrize(
    ("outline", "shorter"),
    [
        ("M 10 20 L 15.04 20 L 15.04 30 z", "m10 20h5v10z"),
        ("M 10 20 L 9.5 19.5 M 0 0 L 0.5 0.25", "m10 20l-.5-.5m-9.5-19.5l.5 .2"),
        ("M 1 1 L 2 2 z M 4 4 L 5 5 z", "m1 1l1 1zm3 3l1 1z"),
        ("M 0 0 C 1 1 2 2 3 3", "M 0 0 C 1 1 2 2 3 3"),
        ("M 0 0 L 1", "M 0 0 L 1"),
        ("", ""),
    ],
)
def test_outlines_are_written_shorter_or_left_alone(outline, shorter):
    assert compact(outline) == shorter


def test_rounding_never_adds_up_along_an_outline():
    points = [(n * 0.33, n * 0.33) for n in range(1, 200)]
    written = compact("M 0 0 " + " ".join(f"L {x} {y}" for x, y in points))
    steps = [float(step.split()[0]) for step in written.split("l")[1:]]
    assert sum(steps) == pytest.approx(points[-1][0], abs=0.051)


def drawing(body: str) -> ET.Element:
    return ET.fromstring(f"<svg>{body}</svg>")


def test_neighbouring_shapes_of_one_look_become_one_outline():
    made = drawing('<path d="M 0 0" fill="#111111"/><path d="M 1 1" fill="#111111"/>')
    merge_alike(made)
    assert [path.get("d") for path in made] == ["M 0 0 M 1 1"]


@pytest.mark.parametrize(
    "body",
    [
        '<path d="M 0 0" fill="#111111"/><path d="M 1 1" fill="#222222"/>',
        '<path d="M 0 0" opacity="0.5"/><path d="M 1 1" opacity="0.5"/>',
        '<path d="M 0 0" id="a"/><path d="M 1 1" id="b"/>',
        '<path d="M 0 0"/><text>between</text><path d="M 1 1"/>',
        '<path d="M 0 0"/><path d="m 1 1"/>',
    ],
)
def test_shapes_that_differ_or_show_through_stay_apart(body):
    made = drawing(body)
    merge_alike(made)
    assert len(made.findall("path")) == 2


def test_the_commonest_letters_are_described_once_and_shapes_stay_black():
    made = drawing(
        '<text font-size="11px" fill="#1f1f1f">a</text><text font-size="11px">b</text><path d="M"/>'
        '<text font-size="9px" fill="#1f1f1f">c</text>'
    )
    hoist_common(made)
    assert made.attrib == {"font-size": "11px", "fill": "#1f1f1f"}
    assert [t.attrib for t in made.iter("text")] == [
        {},
        {"fill": "#000000"},
        {"font-size": "9px"},
    ]
    assert made.find("path").get("fill") == "#000000"


def test_numbers_that_only_the_csv_holds_are_named_under_their_table():
    claims = [sample.derived() | {"text": f"{n}%", "value": n} for n in range(1, 63)]
    rows = [["A row", {"claim": one}] for one in claims]
    notebook = sample.section(sample.code("market_size", 1, sample.show(sample.table(rows=rows))))
    page = render_html(document_from_notebook(notebook))
    links = re.findall(r'href="?#([^" >]+)', page)
    assert set(links) - set(re.findall(r'id="?([^" >]+)', page)) == set()
    (named,) = re.findall(r"Numbers that only the CSV holds: (.*?)<(?:p|div|ol|figure)\b", page)
    assert re.findall(r">(\d+%)<", named) == ["61%", "62%"]


def test_a_formula_is_printed_with_a_minus_sign_and_words_keep_their_hyphens():
    assert formula_words("(100% - 44%) × 2") == "(100% \N{MINUS SIGN} 44%) × 2"
    assert formula_words("count of call-offs") == "count of call-offs"

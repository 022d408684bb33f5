"""The bibliography lists each page once, however the tables spell its address."""

from __future__ import annotations

import re

import document_samples as sample
import pytest

from futuregazing.report.bibliography import bibliography, page_of
from futuregazing.report.document import document_from_notebook
from futuregazing.report.html.annex import annex_of
from futuregazing.report.html.writer import render_html
from futuregazing.report.records import Records

PAGE = "https://example.org/robots"
SIDECARS = {"facts": {"producer": "Compilers", "title": "Facts", "source": {"urls": [PAGE]}}}


def listed(**rows):
    """Return the bibliography of figures given as publisher, title, address, grade."""
    fields = ("publisher", "title", "url", "source_grade")
    table = {row: dict(zip(fields, told, strict=True)) for row, told in rows.items()}
    records = Records({"figures": table}, {})
    return bibliography([(records.get("figures", row), f"e{row}") for row in rows], records)


def told(sources):
    return [(one.publisher, one.title) for one in sources]


@pytest.mark.parametrize(
    "address",
    ["http://example.org/robots", "https://www.example.org/robots", "https://example.org/robots/"],
)
def test_a_page_without_a_title_joins_the_title_known_for_its_address(address):
    (one,) = listed(A=("Press", "", address, "B"), B=("Press", "Robots take over", PAGE, "B"))
    assert (one.title, one.url) == ("Robots take over", PAGE)
    assert one.used_by == ("eA", "eB")
    assert one.rows == (("figures", "A"), ("figures", "B"))


def test_a_page_that_nobody_titles_is_listed_once_under_its_graded_publisher():
    found = listed(A=("a forecast (Press)", "", PAGE, ""), B=("Press", "", PAGE, "C"))
    assert told(found) == [("Press", "example.org")]


def test_two_titles_at_one_address_stay_two_and_a_bare_address_joins_its_own_publisher():
    found = listed(
        A=("Agency", "Table one", PAGE, "A"),
        B=("Press", "Table two", PAGE, "A"),
        C=("Press", "", PAGE, "A"),
    )
    assert told(found) == [("Agency", "Table one"), ("Press", "Table two")]
    assert [one.used_by for one in found] == [("eA",), ("eB", "eC")]


def test_addresses_that_differ_in_more_are_two_pages():
    found = listed(A=("Press", "", PAGE, "B"), B=("Press", "Two", PAGE + "?page=2", "B"))
    assert told(found) == [("Press", "example.org"), ("Press", "Two")]


def test_a_table_cited_as_such_takes_no_page_in_even_at_the_same_address():
    rows = {
        "facts": {"F1": {"fact": "A fact"}},
        "figures": {"A": {"publisher": "Press", "url": PAGE, "source_grade": "B"}},
    }
    records = Records(rows, SIDECARS)
    used = [(records.get("facts", "F1"), ""), (records.get("figures", "A"), "")]
    assert told(bibliography(used, records)) == [("Compilers", "Facts"), ("Press", "example.org")]


def whole():
    """Return a report with a table of two rows that were read from one page."""
    figures = sample.ROWS["figures"]
    one = figures["SAMPLE1"] | {"url": PAGE}
    two = figures["SAMPLE2"] | {"url": PAGE + "/", "title": ""}
    cells = [[{"text": row, "refs": [["figures", row]]}] for row in ("SAMPLE1", "SAMPLE2")]
    columns = [{"key": "k", "label": "K", "kind": "text"}]
    shown = sample.table(columns=columns, rows=cells, sources=[["figures", "SAMPLE1"]])
    notebook = sample.section(sample.code("market_size", 1, sample.show(shown)))
    rows = notebook.metadata["futuregazing"]["rows"]
    rows["figures"] = rows["figures"] | {"SAMPLE1": one, "SAMPLE2": two}
    return document_from_notebook(notebook)


def test_links_to_both_rows_of_a_page_lead_to_its_one_entry():
    document = whole()
    ((source, records),) = annex_of(document).sources
    assert source.title == "Sample publication 1"
    assert [record.row for record in records] == ["SAMPLE1", "SAMPLE2"]
    page = render_html(document)
    for record in records:
        assert len(re.findall(f'id="?{record.anchor}"?[ >]', page)) == 1
        assert re.search(f'href="?#{record.anchor}"?[ >]', page)


def test_what_may_differ_in_the_address_of_one_page_is_left_out():
    assert page_of("http://www.example.org/a/") == page_of("https://example.org/a")
    assert page_of("https://example.org/a") != page_of("https://example.org/A")

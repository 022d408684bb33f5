"""What becomes of an assembled notebook: blocks, numbers, evidence, sources."""

from __future__ import annotations

import copy
import json

import document_samples as sample
import pytest

from futuregazing.report.blocks import Column, Exhibit, Heading, Prose, plain
from futuregazing.report.document import document_from_notebook
from futuregazing.report.evidence import evidence_anchor


@pytest.fixture(scope="module")
def document():
    return document_from_notebook(sample.whole())


def prose(document, section: int) -> list[Prose]:
    return [b for b in document.sections[section].blocks if isinstance(b, Prose)]


def test_key_points_have_no_number_and_the_count_starts_after_them(document):
    assert [(s.number, s.slug, s.title) for s in document.sections] == [
        (None, "key-points", "Key points"),
        (1, "market-size", "Market size"),
        (2, "regional-split", "Regional split"),
    ]


def test_exhibits_are_numbered_over_the_whole_report_figures_and_tables_apart(document):
    assert [(e.label, e.slug) for e in document.exhibits] == [
        ("Figure 1", "market-size-series"),
        ("Table 1", "market-size-top"),
        ("Figure 2", "regional-split-map"),
        ("Figure 3", "regional-split-calendar"),
        ("Table 2", "regional-split-score"),
    ]


def test_evidence_is_numbered_in_reading_order_and_the_same_claim_is_one_entry(document):
    told = [(e.mark, e.claim["text"], len(e.uses)) for e in document.evidence]
    assert told == [("e1", "£111m", 2), ("e2", "50%", 1), ("e3", "£333m", 1), ("e4", "£444m", 1)]


def test_evidence_says_where_its_number_is_used(document):
    assert document.evidence[0].used_in == ("key-points", "market-size")
    assert document.evidence[2].uses[0].where == "Table 1"


def test_a_claim_of_the_same_text_on_another_row_is_another_entry():
    cells = [sample.code("market_size", n, sample.say(sample.number("£1m", n))) for n in (1, 2)]
    made = document_from_notebook(sample.section(*cells))
    assert [e.n for e in made.evidence] == [1, 2]


def test_an_anchor_survives_another_value_and_wording_but_not_another_meaning():
    first = evidence_anchor(sample.claim("£111m", value=1.0))
    assert evidence_anchor(sample.claim("about £112m", value=2.0, full="£112")) == first
    assert evidence_anchor(sample.claim("£111m", row=2)) != first
    assert evidence_anchor(sample.claim("£111m", period="FY2023/24")) != first


def test_two_claims_that_measure_the_same_have_different_anchors():
    parts = [sample.number("£111m"), sample.text(" or "), sample.number("some £110m")]
    made = document_from_notebook(sample.section(sample.code("market_size", 1, sample.say(*parts))))
    one, two = (e.anchor for e in made.evidence)
    assert two == f"{one}-2"


def test_a_record_keeps_its_fields_and_its_tables_checksum_but_no_hindsight(document):
    record = document.evidence[0].records[0]
    assert (record.publisher, record.published) == ("Sample Press", "2025-12-31")
    assert record.fields["value"] == "1"
    assert "ambiguity_note" not in record.fields
    assert record.checksum == "ab" * 32
    assert document.evidence[0].checksum == f"figures {'ab' * 32}"


def test_records_hold_every_row_behind_numbers_names_and_exhibits_once(document):
    rows = [(r.table, r.row) for r in document.records]
    assert rows == [("figures", f"SAMPLE{n}") for n in (1, 2, 3, 4, 5, 6)] + [
        ("register", "SAMPLEREG1")
    ]


def test_sources_are_each_listed_once_with_the_marks_taken_from_them(document):
    first = next(s for s in document.sources if s.title == "Sample publication 1")
    assert first.used_by == ("e1", "e2")
    assert len({(s.publisher, s.title, s.url) for s in document.sources}) == len(document.sources)


def test_a_row_without_a_publisher_is_cited_through_its_table(document):
    register = next(s for s in document.sources if s.table == "register")
    assert (register.publisher, register.title) == ("Sample compilers", "Sample register")


def test_a_source_line_names_publications_access_date_and_licence(document):
    line = plain(document.exhibits[0].source_parts)
    assert line == (
        "Sample Press, Sample publication 3, 31 December 2025; Sample compilers, Sample register."
        " Accessed 22 November 2026. Licence: Sample licence."
    )


def test_a_source_line_counts_by_publisher_when_publications_are_many():
    refs = [["figures", f"SAMPLE{n}"] for n in range(1, 6)]
    chart = sample.chart(sources=refs)
    made = document_from_notebook(sample.section(sample.code("market_size", 1, sample.show(chart))))
    assert plain(made.exhibits[0].source_parts).startswith("Sample Press (5); 5 records")


def test_a_reference_prints_the_label_of_the_exhibit_it_leads_to(document):
    xrefs = [
        part
        for block in document.sections[1].blocks
        for part in getattr(block, "parts", ())
        if part.kind == "xref"
    ]
    assert [(x.text, x.slug) for x in xrefs] == [
        ("Figure 1", "market-size-series"),
        ("Table 1", "market-size-top"),
    ]


def test_markdown_becomes_headings_paragraphs_lists_quotes_and_code(document):
    kinds = [b.kind for b in document.sections[1].blocks]
    assert kinds[1:7] == ["heading", "paragraph", "list", "quote", "code", "heading"]
    heading = next(b for b in document.sections[1].blocks if isinstance(b, Heading))
    assert (heading.level, heading.slug) == (2, "market-size-how-it-grew")


def test_two_equal_headings_of_a_section_get_different_anchors():
    cells = [sample.markdown("market_size", n, "## Again") for n in (1, 2)]
    made = document_from_notebook(sample.section(*cells))
    slugs = [b.slug for b in made.sections[0].blocks if isinstance(b, Heading)]
    assert slugs == ["market-size-again", "market-size-again-2"]


def test_a_heading_said_by_a_loop_is_a_heading_with_an_anchor_of_its_own():
    said = sample.say(sample.text("Cloud"), role="heading")
    cells = [
        sample.markdown("market_size", 1, "### Cloud"),
        sample.code("market_size", 2, said),
    ]
    blocks = document_from_notebook(sample.section(*cells)).sections[0].blocks
    assert [type(b) for b in blocks] == [Heading, Heading]
    assert [(b.level, b.slug) for b in blocks] == [
        (3, "market-size-cloud"),
        (3, "market-size-cloud-2"),
    ]


def test_a_heading_never_takes_an_exhibits_anchor():
    cells = [
        sample.markdown("market_size", 1, "## Series"),
        sample.code("market_size", 2, sample.show(sample.chart())),
    ]
    made = document_from_notebook(sample.section(*cells))
    heading, exhibit = made.sections[0].blocks
    assert isinstance(heading, Heading)
    assert isinstance(exhibit, Exhibit)
    assert heading.slug == "market-size-series-2"
    assert exhibit.slug == "market-size-series"


def test_a_published_number_in_a_cell_points_to_its_row_and_a_derived_one_to_evidence():
    rows = [["A", {"claim": sample.claim()}], ["B", {"claim": sample.derived()}]]
    table = sample.table(rows=rows)
    made = document_from_notebook(sample.section(sample.code("market_size", 1, sample.show(table))))
    published, derived = (row[1] for row in made.exhibits[0].rows)
    assert (published.text, published.mark, published.refs) == (
        "£111m", "", (("figures", "SAMPLE1"),),
    )  # fmt: skip
    assert (derived.text, derived.mark) == ("50%", "e1")


@pytest.mark.parametrize(
    ("kind", "value", "text"),
    [
        ("number", 1234567, "1,234,567"),
        ("number", 1234.5, "1,234.5"),
        ("number", 0, "0"),
        ("code", 2024, "2024"),
        ("period", 2024, "2024"),
        ("text", "as it is", "as it is"),
    ],
)
def test_a_bare_value_is_printed_by_the_kind_of_its_column(kind, value, text):
    columns = [{"key": "k", "label": "K", "kind": kind}]
    table = sample.table(columns=columns, rows=[[value]], sources=[])
    made = document_from_notebook(sample.section(sample.code("market_size", 1, sample.show(table))))
    assert made.exhibits[0].rows[0][0].text == text


def test_the_edition_speaks_of_its_dates_in_words(document):
    meta = document.meta
    assert meta.as_of_text == "22 November 2026"
    assert meta.publication_text == "8 December 2026"
    assert meta.next_edition_text == "December 2027"
    assert meta.cite.startswith("Future Gazing contributors (2026). Sample Report 2027:")


def test_the_document_is_plain_json_and_keeps_a_nought(document):
    made = json.loads(json.dumps(document.to_json()))
    exhibit = made["sections"][1]["blocks"][7]
    assert exhibit["kind"] == "exhibit"
    assert exhibit["exhibit_kind"] == "chart"
    assert exhibit["rows"][2][1]["value"] == 0
    assert "value" not in exhibit["rows"][1][1]
    assert made["evidence"][0]["used_in"] == ["key-points", "market-size"]


def test_making_a_document_leaves_the_notebook_as_it_was():
    notebook = sample.whole()
    before = copy.deepcopy(notebook)
    document_from_notebook(notebook)
    assert notebook == before


def test_the_same_notebook_makes_the_same_document(document):
    assert document_from_notebook(sample.whole()) == document


@pytest.mark.parametrize(
    ("label", "unit", "heading"),
    [
        ("Notices", "notices", "Notices"),
        ("Number", "contracts", "Number (contracts)"),
        ("Spend", "GBP m", "Spend (£m)"),
        ("Spend", "", "Spend"),
    ],
)
def test_a_header_says_its_unit_once(label: str, unit: str, heading: str) -> None:
    assert Column("value", label, unit).heading == heading

"""The PDF as a file: what a reader, a screen reader and a checker find in it."""

from __future__ import annotations

import datetime as dt
import hashlib
import re
import subprocess
import sys
from itertools import pairwise

import pdf_samples as samples
import pytest

from futuregazing.report.typst import PrintError, render_pdf


@pytest.fixture(scope="module")
def pdf() -> bytes:
    return render_pdf(samples.sample())


@pytest.fixture(scope="module")
def long_pdf() -> bytes:
    return render_pdf(samples.report())


def test_the_file_says_its_title_language_and_that_it_is_independent(pdf: bytes) -> None:
    reader = samples.opened(pdf)
    assert reader.metadata is not None
    assert reader.metadata.title == "Sample Report 2027"
    assert "independent" in str(reader.metadata.author)
    assert reader.root_object["/Lang"] == "en-GB"
    assert reader.root_object["/ViewerPreferences"]["/DisplayDocTitle"]


def test_the_file_is_dated_with_the_publication_date_and_not_with_today(pdf: bytes) -> None:
    metadata = samples.opened(pdf).metadata
    assert metadata is not None
    published = dt.datetime(2026, 12, 8, tzinfo=dt.UTC)
    assert metadata.creation_date == metadata.modification_date == published


def test_the_file_claims_both_standards(pdf: bytes) -> None:
    xmp = samples.opened(pdf).root_object["/Metadata"].get_object().get_data().decode()
    assert "<pdfuaid:part>1</pdfuaid:part>" in xmp
    assert "<pdfaid:part>2</pdfaid:part>" in xmp
    assert "<pdfaid:conformance>A</pdfaid:conformance>" in xmp


def test_bookmarks_lead_to_every_section_in_order(pdf: bytes) -> None:
    reader = samples.opened(pdf)
    found = [b for b in reader.outline if not isinstance(b, list)]
    assert [b.title for b in found] == [
        "Key points", "Contents", "Market size", "Regional split",
        "Evidence", "Sources", "Index", "About this edition",
    ]  # fmt: skip
    pages = [reader.get_destination_page_number(b) for b in found]
    assert pages == sorted(pages)
    assert pages[0] == 1, "key points come straight after the cover"


def test_every_font_is_embedded(pdf: bytes) -> None:
    fonts = {}
    for page in samples.opened(pdf).pages:
        for font in page["/Resources"].get("/Font", {}).values():
            inner = font.get_object()["/DescendantFonts"][0].get_object()
            fonts[inner["/BaseFont"]] = inner["/FontDescriptor"].get_object()
    assert fonts
    for name, descriptor in fonts.items():
        assert {"/FontFile2", "/FontFile3"} & set(descriptor), f"{name} is not embedded"
    assert any("SourceSansPro" in name for name in fonts)


def test_every_figure_has_its_own_alt_text(pdf: bytes) -> None:
    drawn = [e for e in samples.exhibits(samples.sample()) if e["svg"]]
    told = [e.get("/Alt") for e in samples.structure(pdf) if e.get("/S") == "/Figure"]
    assert len(drawn) == 3
    assert told == [e["alt"] for e in drawn]


def test_every_table_has_header_cells(pdf: bytes) -> None:
    tables = [e for e in samples.structure(pdf) if e.get("/S") == "/Table"]
    assert len(tables) == 2, "the two exhibits"
    assert samples.tags(pdf).count("/THead") == len(tables)
    assert "/TH" in samples.tags(pdf)


def test_headings_skip_no_level(long_pdf: bytes) -> None:
    levels = [int(tag[2]) for tag in samples.tags(long_pdf) if tag in {"/H1", "/H2", "/H3"}]
    assert levels[0] == 1
    assert all(b <= a + 1 for a, b in pairwise(levels))


def test_every_link_inside_the_report_leads_to_a_page(pdf: bytes) -> None:
    reader = samples.opened(pdf)
    pages = {page.indirect_reference.idnum for page in reader.pages if page.indirect_reference}
    inside = [link for _, link in samples.links(pdf) if "/Dest" in link]
    assert inside
    for link in inside:
        goal = link["/Dest"].get_object() if not isinstance(link["/Dest"], str) else None
        if goal is None:
            goal = reader.named_destinations[str(link["/Dest"])].dest_array
        assert goal[0].idnum in pages


def test_every_number_in_a_sentence_carries_a_mark_that_leads_to_its_evidence(pdf: bytes) -> None:
    document = samples.sample()
    told = samples.text_of(pdf)
    for entry in document["evidence"]:
        text = entry["claim"]["text"]
        assert f"{text}[{entry['n']}]" in told
    evidence = told.split("the rows and publications it rests on.")[1]
    for entry in document["evidence"]:
        assert entry["records"][0]["row"] in evidence
        assert entry["claim"]["text"] in evidence


def test_a_rounded_number_stands_with_all_its_digits_in_the_evidence() -> None:
    document = samples.sample()
    document["evidence"][0]["claim"] |= {"full": "£111,234,567.89"}
    assert "£111,234,567.89" in samples.text_of(render_pdf(document))


def test_links_to_the_outside_are_web_addresses_only(pdf: bytes) -> None:
    outside = [link["/A"]["/URI"] for _, link in samples.links(pdf) if "/A" in link]
    assert outside
    assert all(uri.startswith("https://") for uri in outside)


def test_the_running_head_names_the_section_that_the_page_begins_with(long_pdf: bytes) -> None:
    reader = samples.opened(long_pdf)
    opening: dict[int, list[str]] = {}
    for bookmark in reader.outline:
        if not isinstance(bookmark, list):
            page = reader.get_destination_page_number(bookmark)
            opening.setdefault(page, []).append(str(bookmark.title))
    section = ""
    for number, page in enumerate(reader.pages):
        opened = opening.get(number, [])
        head, *lines = page.extract_text().split("\n")
        begins = opened and opened[0] in " ".join(lines[:2])
        if number:
            wanted = opened[0] if begins else section
            assert head.split("2027 ") == ["Sample Report ", wanted]
        section = [section, *opened][-1]


def test_pages_are_numbered_as_a_viewer_counts_them(long_pdf: bytes) -> None:
    for number, page in enumerate(samples.opened(long_pdf).pages, start=1):
        if number > 1:
            assert page.extract_text().rstrip().split()[-1] == str(number)


def test_the_same_document_gives_the_same_bytes(pdf: bytes) -> None:
    assert render_pdf(samples.sample()) == pdf


def test_another_folder_clock_and_locale_give_the_same_bytes(pdf: bytes, tmp_path) -> None:
    code = (
        "import hashlib, sys; sys.path.insert(0, sys.argv[1]); import pdf_samples\n"
        "from futuregazing.report.typst import render_pdf\n"
        "print(hashlib.sha256(render_pdf(pdf_samples.sample())).hexdigest())"
    )
    here = str(samples.FIXTURE.parents[1])
    other = {"TZ": "Asia/Tokyo", "LC_ALL": "C", "PYTHONHASHSEED": "7", "PATH": "/nowhere"}
    done = subprocess.run(
        [sys.executable, "-c", code, here],
        cwd=tmp_path, env=other, capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert done.stdout.strip() == hashlib.sha256(pdf).hexdigest()


def test_rendering_leaves_no_file_behind(tmp_path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setattr("tempfile.tempdir", None)
    render_pdf(samples.sample())
    assert list(tmp_path.iterdir()) == []


def test_an_edition_stays_small(long_pdf: bytes) -> None:
    assert len(samples.opened(long_pdf).pages) >= 18
    assert len(long_pdf) < 5_000_000


@pytest.mark.parametrize(
    ("spoil", "told"),
    [
        (lambda d: samples.exhibit(d, "chart").update(alt=" "), "Figure 1 .* has no alt text"),
        (lambda d: samples.exhibit(d, "table").update(columns=[]), "Table 1 .* without columns"),
        (lambda d: samples.exhibit(d, "table")["rows"][0].pop(), "row 1 has 1 cells for 2 columns"),
        (lambda d: samples.exhibit(d, "table")["columns"][1].update(label=""), "column 2 has no"),
        (lambda d: samples.exhibit(d, "table").update(title=[]), "Table 1 .* has no title"),
        (lambda d: samples.exhibit(d, "table").update(slug="market-size"), "is given 2 times"),
        (lambda d: d["evidence"].pop(), r"has the mark e4, but no evidence entry"),
        (lambda d: d["meta"].update(title=""), "edition's title is missing"),
        (lambda d: d["meta"].update(publication_date="soon"), "'soon', not a day like"),
    ],
)  # fmt: skip
def test_what_cannot_be_printed_is_named(spoil, told: str) -> None:
    document = samples.sample()
    spoil(document)
    with pytest.raises(PrintError, match=told):
        render_pdf(document)


def test_all_faults_are_told_at_once() -> None:
    document = samples.sample()
    samples.exhibit(document, "chart")["alt"] = ""
    samples.exhibit(document, "table")["columns"] = []
    with pytest.raises(PrintError) as caught:
        render_pdf(document)
    assert str(caught.value).count("\n  - ") == 2


def test_a_reference_to_nothing_is_refused() -> None:
    lost = {"kind": "xref", "text": "Figure 99", "slug": "nowhere"}
    document = samples.only(samples.prose("See ") | {"parts": [lost]})
    with pytest.raises(PrintError, match=r"'Figure 99' refers to 'nowhere'"):
        render_pdf(document)


def test_no_evidence_mark_is_smaller_than_six_and_a_half_points() -> None:
    blocks = samples.section(samples.sample())["blocks"]
    told = next(b["parts"] for b in blocks if any(p.get("mark") for p in b.get("parts", ())))
    chart = samples.chart("marked") | {"notes": [told], "subtitle": told}
    pdf = render_pdf(samples.only(samples.prose("", "note") | {"parts": told}, chart))
    sizes: list[float] = []

    def note(text: str, cm: list[float], tm: list[float], _: object, size: float) -> None:
        if re.fullmatch(r"\[\d+\]", text.strip()):
            sizes.append(round(size * abs(tm[0]) * abs(cm[0]), 2))

    for page in samples.opened(pdf).pages:
        page.extract_text(visitor_text=note)
    assert sizes.count(6.5) >= 3
    assert min(sizes) == 6.5

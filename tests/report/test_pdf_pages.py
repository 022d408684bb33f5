"""The PDF as pages: nothing split, nothing lost, no holes, and names as they come."""

from __future__ import annotations

import pdf_samples as samples
import pytest
from pdf_samples import column, heading, prose, table

from futuregazing.report.typst import render_pdf

HOSTILE = (
    "#set page(fill: red)",
    "#panic(1) #import \"x.typ\": *",
    "$x^2$ *bold* _under_ `code` @ref <label> // comment",
    "<script>alert(1)</script> &amp; \\ back\\slash ~ --- ...",
    "= heading",
    "'single' \"double\" “curly”",
)  # fmt: skip
STRANGE = (
    "smile \U0001f600 flag \U0001f1ec\U0001f1e7 unicorn \U0001f984",
    "שלום עולם مرحبا",
    "漢字 한국어 ไทย",
    "bell \x07 null \x00 escape \x1b[31m tab\t",
    "private \ue000 nonchar \ufffe half \ud800",
    "turned \u202etxt.exe\u202c and \u2066isolated\u2069",
    "e\u0301\u0302\u0303\u0304\u0305 zalgo",
    "x" * 200,
    "https://example.org/" + "segment/" * 30,
)


def pages_of(pdf: bytes) -> list[str]:
    return [page.extract_text() for page in samples.opened(pdf).pages]


def numbered_rows(count: int) -> list[list[samples.Json]]:
    name = samples.LONG_NAMES[0]
    return [[{"text": f"Row{i} {name}"}, {"text": f"End{i}"}] for i in range(1, count + 1)]


@pytest.mark.parametrize("text", HOSTILE)
def test_a_name_that_looks_like_code_is_printed_as_it_is(text: str) -> None:
    rows = [[{"text": text}, {"text": "1"}]]
    cells = table("market-size-names", [column("Name"), column("Number", "number")], rows)
    document = samples.only(prose(text), cells | {"title": samples.words(text)})
    document["meta"]["subtitle"] = text
    found = samples.text_of(render_pdf(document))
    assert found.count(" ".join(text.split())) >= 4


@pytest.mark.parametrize("text", STRANGE)
def test_no_character_in_a_name_stops_an_edition(text: str) -> None:
    cells = table("market-size-names", [column("Name")], [[{"text": text}]])
    document = samples.only(prose(f"{text} end of it"), cells, samples.chart("market-size-b"))
    assert "end of it" in samples.text_of(render_pdf(document))


def test_what_no_font_has_a_letter_for_keeps_its_character_for_copy_and_search() -> None:
    pdf = render_pdf(samples.only(prose("Made by 漢字 Ltd")))
    # Both share one sign of the Last Resort font, so the second is told apart by actual text.
    drawn = b"".join(page.get_contents().get_data() for page in samples.opened(pdf).pages)
    assert "漢" in samples.text_of(pdf)
    assert "字".encode("utf-16-be").hex().upper().encode() in drawn


def test_a_script_is_no_link() -> None:
    cells = [[{"text": "click", "href": "javascript:alert(1)"}]]
    document = samples.only(table("market-size-links", [column("Name", "link")], cells))
    pdf = render_pdf(document)
    assert "click" in samples.text_of(pdf)
    assert not any("javascript" in str(link) for _, link in samples.links(pdf))


def test_a_long_table_repeats_its_header_and_never_splits_a_row() -> None:
    columns = [column("Sample council"), column("Last")]
    pdf = render_pdf(samples.only(table("market-size-long", columns, numbered_rows(90))))
    carrying = [page for page in pages_of(pdf) if "Row" in page]
    assert len(carrying) > 1
    for page in carrying:
        assert "Sample council" in page
    for i in range(1, 91):
        row = [page for page in carrying if f"Row{i} " in page]
        assert len(row) == 1
        assert f"End{i}" in row[0].split()


@pytest.mark.parametrize("count", [34, 35, 36, 37])
def test_no_row_or_two_of_a_table_stand_alone_on_a_further_page(count: int) -> None:
    columns = [column("Sample council"), column("Last")]
    rows = [[{"text": f"Row{i}"}, {"text": f"End{i}"}] for i in range(1, count + 1)]
    pdf = render_pdf(samples.only(table("market-size-turn", columns, rows)))
    carried = [page.count("Row") for page in pages_of(pdf) if "Row" in page]
    assert sum(carried) == count
    assert min(carried) > 2


def test_a_wordy_column_gets_the_width_that_short_ones_do_not_need() -> None:
    kinds = [column(name) for name in ("Council", "Known since", "Kind", "What it says", "Who")]
    short = [{"text": text} for text in ("Sampleton", "November 2020", "framework")]
    rows = [[*short, {"text": "Wording " * 40}, {"text": "Sample publisher"}]] * 3
    pdf = render_pdf(samples.only(table("market-size-wordy", kinds, rows)))
    page = next(page for page in pages_of(pdf) if "Wording" in page)
    assert sum("Wording" in line for line in page.splitlines()) <= 3 * 7


def test_a_table_shows_its_first_rows_and_says_how_many_the_file_has_besides() -> None:
    columns = [column("Sample council"), column("Last")]
    rows = [*numbered_rows(20), [{"text": "All of them"}, {"text": "EndAll"}]]
    cut = table("market-size-cut", columns, rows, rows_shown=5, total_row=True)
    found = samples.text_of(render_pdf(samples.only(cut)))
    assert "End5" in found
    assert "End6" not in found
    assert "EndAll" in found
    told = "with all 21 rows; the first 5 and the last are printed here"
    assert f"market-size-cut.csv, {told}" in found


def test_a_table_too_wide_for_an_upright_page_is_turned() -> None:
    many = [column("Council"), *(column(f"FY{2010 + i}", "money") for i in range(14))]
    row = [{"text": samples.LONG_NAMES[0]}, *({"text": "1,234,567.89"} for _ in range(14))]
    pdf = render_pdf(samples.only(table("market-size-wide", many, [row] * 8)))
    turned = [p for p in samples.opened(pdf).pages if p.mediabox.width > p.mediabox.height]
    assert len(turned) == 1
    assert turned[0].extract_text().count("1,234,567.89") == 8 * 14


def test_a_wide_table_of_few_rows_is_read_from_above_on_an_upright_page() -> None:
    many = [column("Council"), *(column(f"FY{2010 + i}", "money") for i in range(13))]
    rows = [[{"text": f"Sampleton{n}"}, *({"text": f"{n},{i}00,000"} for i in range(13))]
            for n in (1, 2, 3)]  # fmt: skip
    pdf = render_pdf(samples.only(table("market-size-wide", many, rows)))
    assert all(p.mediabox.width < p.mediabox.height for p in samples.opened(pdf).pages)
    found = samples.text_of(pdf)
    assert "Council Sampleton1 Sampleton2 Sampleton3" in found
    assert "FY2017 1,700,000 2,700,000 3,700,000" in found


def test_an_empty_table_says_so_under_its_header() -> None:
    empty = table("market-size-none", [column("Framework"), column("Ends", "date")], [])
    found = samples.text_of(render_pdf(samples.only(empty)))
    assert "Framework Ends None in this edition." in found


def test_an_absent_value_is_said_and_never_blank() -> None:
    columns = [column("Council"), column("Spend", "money", absent="not published")]
    cells = [[{"text": "Sampleton"}, {"text": "", "value": None}]]
    found = samples.text_of(render_pdf(samples.only(table("market-size-gap", columns, cells))))
    assert "Sampleton not published" in found


def test_an_edition_that_knows_no_number_still_has_a_cover_and_no_empty_annex() -> None:
    document = samples.only(prose("Nothing had been published.", "answer"))
    document |= {"evidence": [], "sources": []}
    pdf = render_pdf(document)
    titles = [b.title for b in samples.opened(pdf).outline if not isinstance(b, list)]
    assert titles == ["Contents", "Market size", "About this edition"]
    assert "£" not in pages_of(pdf)[0]


def test_the_cover_shows_the_first_number_of_the_key_points() -> None:
    cover = samples.words_of(samples.opened(render_pdf(samples.sample())).pages[0])
    assert "£111m Sampleland spent £111m[1]." in cover
    assert "As of 22 November 2026" in cover


def test_no_page_inside_a_section_is_left_half_empty() -> None:
    pdf = render_pdf(samples.report())
    reader = samples.opened(pdf)
    opening = {reader.get_destination_page_number(b) for b in reader.outline
               if not isinstance(b, list)}  # fmt: skip
    for number, page in enumerate(reader.pages[:-1]):
        if number + 1 not in opening and number:
            assert lowest_line(page) < 0.4 * page.mediabox.height, f"page {number + 1} has a hole"


def test_a_line_under_a_heading_goes_to_the_next_page_with_the_figure_it_leads_to() -> None:
    blocks = [
        *[prose(samples.SENTENCE * 3)] * 9,
        heading("Sample heading", "market-size-one"),
        prose("One line of sample words."),
        samples.chart("market-size-tall", 400),
        heading("Another heading", "market-size-two"),
        prose(samples.SENTENCE * 9),
    ]
    [page] = [p for p in pages_of(render_pdf(samples.only(*blocks))) if "One line of sample" in p]
    assert "Sample heading" in page
    assert "Sample label market-size-tall" in page


def in_sections(*lengths: int) -> bytes:
    """Return a PDF of some sections, of so many paragraphs each."""
    document = samples.sample()
    document["sections"] = [
        samples.section(document)
        | {"slug": f"part-{n}", "number": n + 1, "title": f"Sample part {n}"}
        | {"blocks": [prose(samples.SENTENCE * 3)] * length}
        for n, length in enumerate(lengths)
    ]
    return render_pdf(document)


def opening_pages(*lengths: int) -> list[int]:
    """Return the page on which each of some sections opens, of so many paragraphs."""
    reader = samples.opened(in_sections(*lengths))
    pages = {str(b.title): reader.get_destination_page_number(b) for b in reader.outline
             if not isinstance(b, list)}  # fmt: skip
    return [pages[f"Sample part {n}"] for n in range(len(lengths))]


def test_a_section_opens_under_one_that_leaves_most_of_its_page_empty() -> None:
    first, second = opening_pages(3, 3)
    assert second == first


def test_a_section_opens_a_page_after_one_that_fills_most_of_its_own() -> None:
    first, second = opening_pages(13, 3)
    assert second == first + 1


def test_a_running_head_names_the_section_that_the_top_of_the_page_belongs_to() -> None:
    told = [page for page in pages_of(in_sections(18, 3)) if "These are sample words" in page]
    heads = [" ".join(page.split()[:6]) for page in told]
    assert "Sample part 1" in told[-1]
    assert heads == ["Sample Report 2027 Sample part 0"] * len(told)


def test_figures_keep_their_order_where_some_of_them_float() -> None:
    found = samples.text_of(render_pdf(samples.report()))
    places = [found.rindex(f"Sample label part-{a}-{n}") for a in "bcdefg"
              for n in ("first", "second", "third")]  # fmt: skip
    assert places == sorted(places)


def lowest_line(page) -> float:
    """Return how far above the page's foot its last line stands, the page number aside."""
    heights: list[float] = []

    def note(text: str, cm: list[float], tm: list[float], *_: object) -> None:
        y = tm[4] * cm[1] + tm[5] * cm[3] + cm[5]
        if text.strip() and y > 70:
            heights.append(y)

    page.extract_text(visitor_text=note)
    return min(heights)

"""The page: whole, self-contained, navigable, and deaf to what hostile names would have it do."""

from __future__ import annotations

import base64
import csv
import hashlib
import io
import itertools
import re
from collections import Counter
from dataclasses import replace
from pathlib import Path

import document_samples as sample
import pytest
from html_tree import file_behind, files_in, parse

from futuregazing.exhibits import house
from futuregazing.report.beside import files_beside
from futuregazing.report.csv import exhibit_csv
from futuregazing.report.document import document_from_notebook
from futuregazing.report.html import render_html, writer
from futuregazing.report.html.inline import breakable
from futuregazing.report.html.view import column_classes

HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
LOADING = ("src", "srcset", "poster", "data", "action", "formaction", "background", "ping")


@pytest.fixture(scope="module")
def document():
    return document_from_notebook(sample.whole())


@pytest.fixture(scope="module")
def page(document):
    return render_html(document)


@pytest.fixture(scope="module")
def tree(page):
    return parse(page)


def headings(tree):
    return [(int(e.tag[1]), " ".join(e.text.split())) for e in tree.walk() if e.tag in HEADINGS]


def test_the_page_is_well_formed_english_and_titled(page, tree):
    assert page.startswith("<!doctype html>")
    assert tree.one("html").attrs["lang"] == "en-GB"
    assert tree.all("title")[0].text == "Sample Report 2027: made of sample values"


def test_every_id_is_used_once(tree):
    ids = Counter(e.attrs["id"] for e in tree.walk() if "id" in e.attrs)
    assert [name for name, count in ids.items() if count > 1] == []


def test_every_link_inside_the_page_leads_somewhere(tree):
    ids = {e.attrs["id"] for e in tree.walk() if "id" in e.attrs}
    targets = {e.attrs["href"][1:] for e in tree.walk() if e.attrs.get("href", "")[:1] == "#"}
    named = {
        name
        for e in tree.walk()
        for key in ("aria-labelledby", "aria-describedby")
        for name in e.attrs.get(key, "").split()
    }
    assert len(targets) > 20
    assert (targets | named) - ids == set()


def test_the_page_names_the_files_beside_it_and_says_that_it_may_be_without_them(document, page):
    told = parse(page).one("footer").all("div")
    [entry] = [d for d in told if [dt.text for dt in d.all("dt")] == ["Take it along"]]
    names = [a.attrs["href"] for a in entry.all("a")]
    assert names == ["report.pdf", "report.xlsx", "slides.html", "datapackage.json", "#files"]
    assert "passed on by itself leads to none of them" in " ".join(entry.text.split())


def test_feeds_are_named_where_the_section_behind_them_is(document):
    (first, *_) = document.sections
    fed = replace(document, sections=(replace(first, name="opportunities"),))
    assert {"renewals.csv", "renewals.ics"} == set(files_beside(fed)) - set(files_beside(document))


def test_a_page_of_two_editions_names_no_files(document):
    both = replace(document.meta, facts=(("From", "one"), ("To", "another")))
    assert "Take it along" not in render_html(replace(document, meta=both))


def test_the_page_loads_nothing_from_anywhere(page, tree):
    assert [e.tag for e in tree.walk() if any(name in e.attrs for name in LOADING)] == []
    links = [e.attrs["href"] for e in tree.all("link")]
    assert all(href.startswith("data:") for href in links)
    assert tree.all("iframe") + tree.all("object") + tree.all("img") == []
    style = tree.one("style").text
    assert "@import" not in style
    assert {url[:5] for url in re.findall(r"url\(\"?([^)\"]+)", style)} == {"data:"}


def test_the_policy_allows_this_style_and_this_script_and_nothing_else(tree):
    policy = next(
        e.attrs["content"]
        for e in tree.all("meta")
        if e.attrs.get("http-equiv") == "Content-Security-Policy"
    )
    rules = dict(rule.split(" ", 1) for rule in policy.split("; "))
    assert rules["default-src"] == "'none'"
    assert "unsafe" not in policy
    assert "http" not in policy
    for name, tag in (("style-src", "style"), ("script-src", "script")):
        digests = [hashlib.sha256(e.text.encode()).digest() for e in tree.all(tag)]
        allowed = {f"'sha256-{base64.b64encode(digest).decode()}'" for digest in digests}
        assert set(rules[name].split()) == allowed


def test_no_element_carries_style_or_script_of_its_own(tree):
    found = [
        (e.tag, name)
        for e in tree.walk()
        for name in e.attrs
        if name == "style" or name[:2] == "on"
    ]
    assert found == []


def test_the_page_has_landmarks_and_a_way_past_the_cover(tree):
    for tag in ("header", "nav", "main", "footer"):
        tree.one(tag)
    first = next(e for e in tree.one("body").walk() if e.tag == "a")
    assert first.attrs["href"] == "#report"
    assert tree.one("nav").attrs["aria-label"] == "Contents"


def test_there_is_one_h1_and_no_heading_level_is_skipped(tree):
    levels = [level for level, _ in headings(tree)]
    assert levels.count(1) == 1
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in itertools.pairwise(levels))


def test_an_exhibits_heading_stands_below_the_heading_it_follows(tree):
    assert (5, "Figure 1 Sampleton spends most") in headings(tree)
    assert (3, "Figure 2 Sampleton spends most") in headings(tree)


def test_the_cover_says_title_dates_and_independence(tree):
    cover = " ".join(tree.one("header").text.split())
    for words in (
        "Sample Report 2027",
        "22 November 2026",
        "8 December 2026",
        "December 2027",
        "This is an independent report.",
    ):
        assert words in cover


def test_findings_come_before_the_contents_and_show_their_number_large(tree):
    lists = tree.all("ol", "findings")
    assert [li.all("p")[0].attrs["data-amount"] for li in lists[0].all("li")] == ["£111m", "50%"]
    order = [e.attrs.get("id") for e in tree.walk() if e.attrs.get("id")]
    assert order.index("key-points") < order.index("contents") < order.index("market-size")


def test_a_number_links_to_its_evidence_and_back(document, tree):
    entry = document.evidence[0]
    mentions = [a for a in tree.all("a", "claim") if a.attrs["href"] == f"#{entry.anchor}"]
    assert [a.text for a in mentions] == ["£111m", "£111m"]
    item = tree.by_id(entry.anchor)
    assert item.attrs["value"] == "1"
    back = [a.attrs["href"][1:] for p in item.all("p", "back") for a in p.all("a")]
    assert back == [a.attrs["id"] for a in mentions]


def test_a_place_that_says_a_number_twice_is_named_once_and_linked_twice(document):
    first, *others = document.evidence
    uses = (*first.uses, replace(first.uses[0], use=3))
    twice = replace(document, evidence=(replace(first, uses=uses), *others))
    [back] = parse(render_html(twice)).by_id(first.anchor).all("p", "back")
    assert " ".join(back.text.split()) == "Said in Key points (2), Market size"
    ends = [a.attrs["href"].rpartition(".")[2] for a in back.all("a")]
    assert ends == ["1", "3", "2"]


def test_an_entry_shows_meaning_formula_inputs_record_and_source_page(document, tree):
    entry = tree.by_id(document.evidence[1].anchor)
    words = " ".join(entry.text.split())
    assert "£111,000,000 ÷ £222,000,000 × 100" in words
    assert "£222,000,000" in words
    assert "Published invoices, sample councils, Sampleland, FY2024/25" in words
    links = [a.attrs["href"] for a in entry.all("a")]
    assert "https://example.org/sample/1" in links
    assert "#r-figures-SAMPLE1" in links
    assert entry.all("b")[-1].text == "SAMPLE2"


def test_records_show_their_fields_and_their_tables_checksum(tree):
    assert "ab" * 32 in tree.by_id("table-figures").text
    record = tree.by_id("r-figures-SAMPLE1")
    words = " ".join(record.text.split())
    assert "SAMPLE1 Sample Press, Sample publication 1, 31 December 2025, grade A" in words
    assert "defined as: what was counted" in words
    assert "hindsight" not in words


def test_a_record_behind_two_numbers_is_told_once(document, tree):
    told = tree.by_id(document.evidence[0].anchor)
    named = tree.by_id(document.evidence[1].anchor)
    assert [p.text for p in told.all("p", "facts-of")] == [
        "defined as: what was counted · table: figures"
    ]
    assert told.all("p", "facts-of")[0].all("a")[0].attrs["href"] == "#table-figures"
    assert len(named.all("p", "facts-of")) == 1
    assert [a.text for a in named.all("a") if a.attrs["href"] == "#r-figures-SAMPLE1"] == [
        "SAMPLE1"
    ]


def test_a_map_of_many_places_prints_its_first_rows_and_gives_all_in_the_csv():
    rows = [[f"Place {chr(97 + n % 26)}{n}", n] for n in range(100)]
    notebook = sample.section(sample.code("market_size", 1, sample.show(sample.chart(rows=rows))))
    made = parse(render_html(document_from_notebook(notebook)))
    assert len(made.all("table")[0].all("tr")) == 13
    assert "The first 12 of 100 rows" in made.by_id("market-size-series").text
    assert files_in(made)["market-size-series.csv"].count("\nPlace") == 100


def test_a_row_that_only_an_exhibit_shows_is_named_under_the_page_it_was_read_from(tree):
    assert tree.by_id("r-figures-SAMPLE1").all("p", "facts-of")
    shown = tree.by_id("r-figures-SAMPLE3")
    assert shown.text == "SAMPLE3"
    page = shown.parent.all("a")[0]
    assert (page.text, page.attrs["href"]) == (
        "Sample publication 3",
        "https://example.org/sample/3",
    )


def test_each_drawing_is_an_image_with_its_own_name_and_description(tree):
    drawings = tree.all("svg")
    assert len(drawings) == 3
    assert {svg.attrs["role"] for svg in drawings} == {"img"}
    names = [svg.all("title")[0].text for svg in drawings]
    descriptions = [tree.by_id(svg.attrs["aria-describedby"]).text for svg in drawings]
    assert len(set(names)) == len(set(descriptions)) == 3


def test_each_drawing_can_be_enlarged_by_a_switch_before_it_that_says_which(document, tree):
    drawn = [exhibit for exhibit in document.exhibits if exhibit.svg]
    assert len(drawn) == 3
    for exhibit in drawn:
        parts = [e for e in tree.by_id(exhibit.slug).children if not isinstance(e, str)]
        classes = [e.attrs.get("class", "") for e in parts]
        switch = parts[classes.index("box drawing") - 1]
        assert switch.text.strip() == f"Enlarge {exhibit.label}"
        assert switch.one("input").attrs["type"] == "checkbox"


def test_nothing_claims_that_an_image_has_no_description(page):
    assert "No description has been provided for this image" not in page


def test_every_figure_has_label_title_source_csv_and_its_data_as_a_table(document, tree):
    for exhibit in document.figures:
        figure = tree.by_id(exhibit.slug)
        assert figure.all("a", "label")[0].text == exhibit.label
        assert "Sample Press" in figure.all("p", "source")[0].text
        assert figure.all("a", "csv")
        assert len(figure.all("tr")) == 1 + len(exhibit.rows)


def test_every_table_has_a_caption_and_scope_on_all_its_headers(tree):
    tables = tree.all("table")
    assert len(tables) == 6
    for table in tables:
        assert table.one("caption").text.strip()
        assert {th.attrs["scope"] for th in table.all("th")} == {"col", "row"}
        widths = {len([c for c in tr.children if not isinstance(c, str)]) for tr in table.all("tr")}
        assert len(widths) == 1


def test_no_cell_of_a_table_is_blank(tree):
    cells = [e for table in tree.all("table") for e in table.walk() if e.tag in {"th", "td"}]
    assert [c for c in cells if not c.text.strip()] == []


def test_units_stand_in_the_header_and_figures_to_the_right(tree):
    table = tree.by_id("market-size-top").all("table")[0]
    assert table.all("th")[1].text == "Spend (£m)"
    assert table.attrs["class"] == "k1 r2"
    assert ".r2 tr>:nth-child(2)" in tree.one("style").text


def test_a_long_table_folds_its_rows_and_keeps_the_total_in_sight(tree):
    shown, folded = tree.by_id("market-size-top").all("table")
    first = [tr.all("th")[0].text for tr in shown.all("tr")[1:]]
    assert first == ["Sampleton", "Absentford", "All"]
    assert [tr.all("th")[0].text for tr in folded.all("tr")[1:]] == [sample.HOSTILE]
    assert "total" in shown.all("tr")[-1].attrs["class"]


def test_wide_boxes_can_be_scrolled_from_the_keyboard(tree):
    for box in tree.all("div", "box"):
        assert (box.attrs["tabindex"], box.attrs["role"]) == ("0", "region")
        assert box.attrs["aria-label"]


@pytest.mark.parametrize(
    ("first", "kept"), [("buyer", "k1"), ("ends", "k2"), ("when", "k2"), ("share", "k1")]
)
def test_a_scrolling_table_keeps_its_rows_names_in_sight_and_not_their_dates(document, first, kept):
    table = next(e for e in document.exhibits if len(e.columns) > 1)
    columns = (replace(table.columns[0], key=first), *table.columns[1:])
    assert kept in column_classes(replace(table, columns=columns)).split()


def test_long_names_of_settings_may_break_at_their_joints_and_numbers_may_not():
    assert breakable("market_size.price_basis") == "market_<wbr>size.<wbr>price_<wbr>basis"
    assert breakable("base.yaml, line 8") == "base.yaml, line 8"
    assert breakable("params/editions/2027.yaml") == "params/<wbr>editions/2027.<wbr>yaml"
    assert breakable("£2,851,363,984.60 as_of") == "£2,851,363,984.60 as_of"
    assert breakable("<script>_long_name</script>").startswith("&lt;script&gt;_<wbr>long_")


def test_the_csv_behind_a_link_is_the_exhibits_own(document, tree):
    files = files_in(tree)
    for exhibit in document.exhibits:
        [link] = tree.by_id(exhibit.slug).all("a", "csv")
        assert link.attrs["href"] == "#files"
        told = files[file_behind(link)]
        assert told == exhibit_csv(exhibit)
        assert len(list(csv.reader(io.StringIO(told)))) == 1 + len(exhibit.rows)


def test_every_row_used_can_be_taken_with_all_its_fields(document, tree):
    files = files_in(tree)
    for table in document.tables:
        link = tree.by_id(f"table-{table.name.replace('_', '-')}").one("a", "rows-csv")
        used = [record for record in document.records if record.table == table.name]
        told = list(csv.DictReader(io.StringIO(files[file_behind(link)])))
        assert [line["row"] for line in told] == [record.row for record in used]
        for line, record in zip(told, used, strict=True):
            assert {name: line[name].removeprefix("'") for name in record.fields} == {
                name: value.removeprefix("'") for name, value in record.fields.items()
            }


def test_hostile_text_is_shown_and_never_run(page, tree):
    assert sample.HOSTILE in tree.by_id("regional-split").text
    assert '<script>alert("x")' not in page
    assert [e.attrs.get("type", "") for e in tree.all("script")] == ["application/ld+json", ""]


def test_a_print_of_the_page_leaves_evidence_and_data_to_the_pdf_and_says_so(document, tree):
    on_paper = tree.one("style").text.partition("@media print")[2]
    assert "#evidence>:not(h2,.on-paper)" in on_paper.partition("display:none")[0]
    [said] = tree.by_id("evidence").all("p", "on-paper")
    assert said.text.startswith(f"The {len(document.evidence)} entries")
    assert "beforeprint" not in tree.all("script")[-1].text


def test_suppliers_and_councils_stand_side_by_side_and_caveats_apart(tree):
    cards = tree.one("div", "asks")
    assert [h.text for h in cards.walk() if h.tag in HEADINGS] == ["For suppliers", "For councils"]
    caveat = tree.one("div", "caveat")
    assert caveat.attrs["role"] == "note"
    assert "£444m" in caveat.text
    assert tree.one("p", "note").text == "How it was made."


def test_advice_and_caveats_wear_the_colours_and_words_of_the_pdf(tree):
    template = Path(writer.__file__).parents[1] / "typst" / "template"
    inks = house.for_print()["colours"]
    blocks = (template / "blocks.typ").read_text("utf-8")
    in_pdf = dict(re.findall(r"\(\"For (\w+)\", (\w+),", blocks))
    in_pdf["caveat"] = re.search(r"caveat-block.*?left: [\d.]+pt \+ (\w+)", blocks, re.S)[1]
    style = tree.one("style").text
    root = re.search(r":root\{\s*color-scheme.*?\}", style, re.S)[0]
    light = dict(re.findall(r"--(\w+):(#\w+)", root))
    on_page = {
        "suppliers": re.search(r"\.ask\{[^}]*border-top:4px solid var\(--(\w+)\)", style)[1],
        "councils": re.search(r"\.ask\.councils\{border-top-color:var\(--(\w+)\)", style)[1],
        "caveat": re.search(r"\.caveat\{[^}]*border-left:4px solid var\(--(\w+)\)", style)[1],
    }
    assert on_page == in_pdf
    assert {light[name] for name in on_page.values()} == {
        inks[name].lower() for name in in_pdf.values()
    }
    title = re.search(r"caveat-block.*?text\(weight: 600\)\[(\w+)\]", blocks, re.S)[1]
    assert tree.one("p", "caveat-title").text == title


def test_a_hostile_address_is_no_link():
    rows = {**sample.ROWS["figures"]["SAMPLE1"], "url": "javascript:alert(document.domain)"}
    notebook = sample.section(sample.code("market_size", 1, sample.say(sample.number())))
    notebook.metadata["futuregazing"]["rows"]["figures"]["SAMPLE1"] = rows
    made = parse(render_html(document_from_notebook(notebook)))
    assert [a for a in made.all("a") if a.attrs.get("href", "").startswith("javascript")] == []


def test_a_report_without_key_points_or_exhibits_is_a_page_too():
    notebook = sample.section(sample.code("market_size", 1, sample.say(sample.text("Words."))))
    made = parse(render_html(document_from_notebook(notebook)))
    assert next(text for level, text in headings(made) if level == 2) == "1 Sample section"


def test_an_empty_exhibit_says_what_it_covers():
    bundle = sample.table(rows=[], coverage="No figure had been published.", covered=[], sources=[])
    notebook = sample.section(sample.code("market_size", 1, sample.show(bundle)))
    made = parse(render_html(document_from_notebook(notebook)))
    assert "No figure had been published." in made.by_id("market-size-top").text
    assert made.all("table") == []


def test_the_same_document_gives_the_same_bytes(document, page):
    assert render_html(document) == page
    assert render_html(document_from_notebook(sample.whole())) == page


def test_ids_inside_drawings_never_meet_those_of_headings():
    cells = [sample.markdown("market_size", n, "## Series") for n in range(1, 4)]
    cells.append(sample.code("market_size", 4, sample.show(sample.chart())))
    made = parse(render_html(document_from_notebook(sample.section(*cells))))
    ids = Counter(e.attrs["id"] for e in made.walk() if "id" in e.attrs)
    assert ids["market-size-series-2"] == 1
    assert max(ids.values()) == 1

"""The pages as they are committed: every link leads somewhere, every mark to its own number."""

from __future__ import annotations

import csv
import io
import json
import re
from collections import Counter
from pathlib import Path

import pytest
from html_tree import Element, file_behind, files_in, parse

from futuregazing import paths
from futuregazing.exhibits.bundle import numbers_left_out

PAGES = sorted(paths.reports().glob("20[0-9][0-9]/report.html"))


LABEL = re.compile(r"(Figure|Table) \d+")
MOST_BYTES = 1_500_000
"""A phone on a slow line loads it in a few seconds; packed by a server it is a third."""

MOST_PRINTED = 5_000_000


def heavy(path: Path) -> bool:
    return path.stat().st_size >= MOST_BYTES


@pytest.fixture(scope="module", params=PAGES, ids=lambda path: path.parent.name)
def page(request: pytest.FixtureRequest) -> Element:
    path: Path = request.param
    return parse(path.read_text(encoding="utf-8"))


def test_two_editions_are_committed() -> None:
    assert {"2022", "2027"} <= {path.parent.name for path in PAGES}


def test_every_link_inside_the_page_has_one_end(page: Element) -> None:
    ids = Counter(e.attrs["id"] for e in page.walk() if "id" in e.attrs)
    ends = {a.attrs["href"][1:] for a in page.all("a") if a.attrs.get("href", "").startswith("#")}
    assert len(ends) > 100
    assert [end for end in sorted(ends) if ids[end] != 1] == []


def test_every_label_that_is_a_link_leads_to_what_bears_it(page: Element) -> None:
    found = 0
    for link in page.all("a"):
        anchor = link.attrs.get("href", "")[1:]
        if LABEL.fullmatch(link.text) and "." not in anchor:
            assert page.by_id(anchor).one("a", "label").text == link.text
            found += 1
    assert found > 50


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.parent.name)
def test_every_figure_says_what_its_title_states_to_those_who_do_not_see_it(path: Path) -> None:
    notes = [json.loads(file.read_text("utf-8")) for file in (path.parent / "data").glob("*.json")]
    figures = [note for note in notes if note["label"].startswith("Figure")]
    labels = {a.text for a in parse(path.read_text("utf-8")).all("a", "label")}
    assert {n["label"] for n in figures} == {one for one in labels if one.startswith("Figure")}
    assert figures
    assert {
        n["label"]: gone for n in figures if (gone := numbers_left_out(n["title"], n["alt"]))
    } == {}
    assert [alt for alt, times in Counter(n["alt"] for n in figures).items() if times > 1] == []


def test_every_mark_in_words_says_what_its_entry_says(page: Element) -> None:
    entries = {e.attrs["id"]: e for e in page.by_id("evidence").all("li") if "id" in e.attrs}
    in_tables = {id(a) for table in page.all("table") for a in table.all("a", "claim")}
    told = [a for a in page.all("a", "claim") if id(a) not in in_tables]
    assert len(told) > 100
    for mark in told:
        entry = entries[mark.attrs["href"].removeprefix("#")]
        assert mark.attrs["data-n"] == entry.attrs["value"]
        assert mark.text == entry.all("strong")[0].text


def test_every_entry_is_led_to(page: Element) -> None:
    ends = {a.attrs.get("href") for a in page.all("a")}
    entries = [e for e in page.by_id("evidence").all("li") if "value" in e.attrs]
    printed = {a.attrs["href"] for e in entries for a in e.all("a") if "." in a.attrs["href"][1:]}
    assert [e.attrs["id"] for e in entries if f"#{e.attrs['id']}" not in ends] == []
    assert printed


def test_every_csv_in_the_page_can_be_read(page: Element) -> None:
    files = files_in(page)
    links = [*page.all("a", "csv"), *page.all("a", "rows-csv")]
    assert len(links) > 50
    assert {file_behind(link) for link in links} == set(files)
    for text in files.values():
        lines = list(csv.reader(io.StringIO(text)))
        assert {len(line) for line in lines} == {len(lines[0])}


@pytest.mark.parametrize(
    ("part", "most"),
    [
        (r'data:application/zip;base64,[^">]*', 450_000),
        (r"<svg\b.*?</svg>", 300_000),
        (r"<(?:style|script)\b.*?</(?:style|script)>", 100_000),
        (r"<table\b.*?</table>", 450_000),
    ],
    ids=["files", "drawings", "style and script", "tables"],
)
def test_no_part_of_a_page_outgrows_the_others(part: str, most: int) -> None:
    for path in PAGES:
        found = re.findall(part, path.read_text(encoding="utf-8"), re.DOTALL)
        assert 0 < sum(len(piece.encode()) for piece in found) < most, path.parent.name


def test_a_pdf_weighs_less_than_five_megabytes() -> None:
    pdfs = sorted(paths.reports().glob("20[0-9][0-9]/report.pdf"))
    assert len(pdfs) == len(PAGES)
    assert [path.parent.name for path in pdfs if path.stat().st_size >= MOST_PRINTED] == []


def test_a_page_weighs_less_than_one_and_a_half_megabytes() -> None:
    assert {path.parent.name: path.stat().st_size for path in PAGES if heavy(path)} == {}

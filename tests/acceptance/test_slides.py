"""The slides of every edition: ten where enough is known, and the report's numbers on them."""

from __future__ import annotations

import html
import re
from pathlib import Path

import pytest
from building import built
from html_tree import parse

from futuregazing.edition import known_editions
from futuregazing.report.document import document_from_notebook
from futuregazing.report.notebooks import read_notebook
from futuregazing.report.slides import deck_of

pytestmark = pytest.mark.slow

CLAIM = re.compile(r'<a class="claim[^"]*" href="report.html#([^"]+)" data-n="(\d+)">([^<]*)</a>')
PUBLISHED = (2022, 2027)
MOST = 10


@pytest.mark.parametrize("year", known_editions())
def test_no_slide_is_empty_and_every_number_on_it_is_the_reports(
    folders: dict[str, Path], year: int
) -> None:
    folder = built(folders, year)
    document = document_from_notebook(read_notebook(folder / "notebooks" / "report.ipynb"))
    deck = deck_of(document)
    assert len(deck) == MOST if year in PUBLISHED else 1 < len(deck) <= MOST
    for slide in deck[1:]:
        told = [part for run in (slide.headline, *(p for _, p in slide.points)) for part in run]
        assert slide.exhibit or any(part.kind == "claim" for part in told), slide.id
    evidence = {entry.anchor: entry for entry in document.evidence}
    found = CLAIM.findall((folder / "slides.html").read_text(encoding="utf-8"))
    assert len(found) >= len(deck)
    for anchor, n, text in found:
        assert html.unescape(text) == evidence[anchor].claim["text"]
        assert int(n) == evidence[anchor].n
    page = parse((folder / "report.html").read_text("utf-8"))
    anchors = {element.attrs["id"] for element in page.walk() if "id" in element.attrs}
    linked = re.findall(r'href="report.html#([^"]+)"', (folder / "slides.html").read_text("utf-8"))
    assert set(linked) <= anchors, "a link of the slides leads nowhere in the report"

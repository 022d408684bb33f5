"""What the editions say in our own words prints numbers and periods in the house's forms."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import pytest
from html_tree import Element, parse

from futuregazing import paths

EDITIONS = sorted(paths.reports().glob("20[0-9][0-9]/report.html"))
PAGES = [*EDITIONS, paths.reports() / "index.html"]
LEFT_AS_TYPED = re.compile(
    r"(?<![£$€\w.,/–-])\d[\d.,]*(?:m|bn|k)\b"  # "495m" without its pound sign
    r"|GBP ?\d|\d ?GBP\b"
    r"|(?<![\w/:.-])(?:FY ?)?(?:19|20)\d\d-\d\d(?:\d\d)?(?![\w-])"  # "2010-11", "2018-2024"
    r"|\bFY\d\d/\d\d\b|\bFY \d"
    r"|\d[\d.,]*-[\d.,]+(?:%|bn|m)(?!\w)"  # "4-7%"
)
QUOTED = re.compile(r"(?<!\w)'[^'\n]*'(?!\w)|“[^”\n]*”|https?://\S+")
ROW_NAMES = re.compile(r"\b(?:EV|FIG|REG|BL|CX|ST) [\d ,-]+")
"""Rows of a table named as a list: "EV 0001, 2004-2006"."""
BLOCKS = {"p", "li", "td", "th", "h1", "h2", "h3", "h4", "figcaption", "caption", "dt", "dd"}
BLOCKS |= {"div", "section", "tr", "text", "summary"}
UNSEEN = {"script", "style"}
OF_OTHERS = {"cite", "code", "pre"}
CELLS_AS_THEY_ARE = {"predictions-review-to-enter", "method-and-quality-corrections"}
"""Tables that show cells of the data tables, to those who fill them in or mend them."""


@pytest.fixture(scope="module")
def titles() -> list[str]:
    """Return the titles of sources that hold a digit, the longest first."""
    found = set()
    for path in sorted(paths.data().glob("ledger/*.csv")):
        with path.open(encoding="utf-8", newline="") as file:
            found |= {row.get("title") or "" for row in csv.DictReader(file)}
    return sorted((t for t in found if re.search(r"\d", t)), key=lambda t: (-len(t), t))


def lines(page: Element) -> list[str]:
    """Return the visible text of a page, block by block."""
    told: list[str] = []

    def walk(element: Element) -> None:
        for child in element.children:
            if isinstance(child, str):
                told.append(child)
            elif (
                child.tag not in UNSEEN | OF_OTHERS
                and child.attrs.get("id", "") not in CELLS_AS_THEY_ARE
            ):
                edge = "\n" if child.tag in BLOCKS else ""
                told.append(edge)
                walk(child)
                told.append(edge)

    walk(page)
    text = "".join(told).replace("\N{WORD JOINER}", "").replace("\N{ZERO WIDTH SPACE}", "")
    return [" ".join(line.split()) for line in text.split("\n")]


@pytest.mark.parametrize("path", PAGES, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_no_number_or_period_of_ours_stands_as_a_table_has_it(
    path: Path, titles: list[str]
) -> None:
    text = "\n".join(lines(parse(path.read_text(encoding="utf-8"))))
    for title in titles:
        text = text.replace(title, "").replace(title.rstrip("."), "")
    text = ROW_NAMES.sub("", QUOTED.sub("", text))
    assert [
        line[max(0, found.start() - 60) : found.end() + 40]
        for line in text.split("\n")
        for found in LEFT_AS_TYPED.finditer(line)
    ] == []

"""The order of a table's rows on the page: cells are read as days, amounts, words or nothing."""

from __future__ import annotations

import json
import shutil
import subprocess

import pytest

from futuregazing.report.html.assets import SCRIPT

NODE = shutil.which("node")
ORDER = """
const fs = require("node:fs");
const [file, cells, descending] = process.argv.slice(1);
const orderOf = new Function(`${fs.readFileSync(file, "utf8")}; return orderOf`)();
const given = JSON.parse(cells);
console.log(JSON.stringify(orderOf(given, descending === "descending").map((n) => given[n])));
"""

COLUMNS = {
    "days, the first of two where one may be extended": (
        "30 November 2026",
        "2 January 2027",
        "9 February 2028, or 9 May 2032 if extended",
        "26 February 2028",
        "9 May 2028",
        "1 June 2028 or 1 June 2030 if extended",
        "not stated",
    ),
    "years, months and days among each other": (
        "2010-11",
        "FY2015/16",
        "2017",
        "four years from 2018/19",
        "2021",
        "June 2021",
        "4 July 2021",
        "August to September 2022",
        "from 1 January 2023",
        "2024 to 2028",
        "2024-Q2",
        "December 2024 to February 2025",
        "12 months to mid-2025",
        "not dated",
    ),
    "amounts of money with what qualifies them": (
        "£90,701",
        "at least £845m",
        "£990.5m",
        "about £1.1bn a year",
        "£2 billion",
        "a forecast £4bn",
        "£10.5bn",
        "none known",
    ),
    "counts, shares and money apart from each other": (
        "↓ 5 councils",
        "3 of 7 predictions",
        "more than 50 councils",
        "1,640",
        "−4%",
        "3%",
        "nearly 30%",
        "£800m",
        "–",
    ),
    "none is a count": ("none", "1 against", "2 for", "10 for"),
    "ids and names by their numbers": (
        "P2025-16",
        "P2026-01",
        "P2026-04",
        "P2026-16",
        "P2027-02",
    ),
    "names that hold numbers": ("2025 market size", "G-Cloud 9", "G-Cloud 15", "not named"),
    "words after the amounts of their column": ("5", "12", "2,018", "by agreement", "not printed"),
    "words that happen to be none": ("none", "none", "number too small", "small base"),
}


def ordered(cells: list[str], direction: str) -> list[str]:
    command = [str(NODE), "-e", ORDER, str(SCRIPT / "order.js"), json.dumps(cells), direction]
    done = subprocess.run(command, capture_output=True, check=True, text=True)
    return list(json.loads(done.stdout))


@pytest.mark.skipif(NODE is None, reason="the page's script is read by node")
@pytest.mark.parametrize("column", COLUMNS.values(), ids=COLUMNS)
def test_cells_are_put_in_the_order_of_what_they_say(column):
    for given in (list(column), list(column[::-1]), sorted(column)):
        assert ordered(given, "ascending") == list(column)


@pytest.mark.skipif(NODE is None, reason="the page's script is read by node")
@pytest.mark.parametrize(
    ("ascending", "descending"),
    [
        (["2021", "June 2021", "not dated"], ["June 2021", "2021", "not dated"]),
        (["£1m", "£1bn", "to be agreed", "–"], ["£1bn", "£1m", "to be agreed", "–"]),
        (["Arun", "Bury", "not named"], ["Bury", "Arun", "not named"]),
        (["P2026-01", "P2026-16"], ["P2026-16", "P2026-01"]),
    ],
)
def test_the_other_direction_turns_the_order_but_leaves_the_absent_last(ascending, descending):
    assert ordered(ascending, "descending") == descending
    assert ordered(descending, "ascending") == ascending

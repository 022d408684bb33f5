"""Whole editions, built as a reader would: what they must say, and what they must not know.

Sections that have been run with these inputs before come from the cache.
"""

from __future__ import annotations

import csv
import datetime as dt
import html
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from building import built
from pypdf import PdfReader

from futuregazing.edition import known_editions, load_edition
from futuregazing.tables import load_tables

pytestmark = pytest.mark.slow

Edition = tuple[int, Path]
MAIN_SECTIONS = (
    "market_size",
    "buyers_and_suppliers",
    "regional_split",
    "technology_trends",
    "blue_light_procurement",
    "opportunities",
    "predictions_review",
)


def assembled(folder: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((folder / "notebooks" / "report.ipynb").read_text("utf-8"))
    return found


def exhibits(folder: Path) -> Iterator[dict[str, Any]]:
    for cell in assembled(folder)["cells"]:
        for output in cell.get("outputs", []):
            bundle = output.get("data", {}).get("application/vnd.futuregazing.exhibit.v1+json")
            if bundle:
                yield bundle


def page_text(folder: Path) -> str:
    """Return the words of the page, without its styles, drawings and data links."""
    page = (folder / "report.html").read_text(encoding="utf-8")
    page = re.sub(r"<(style|script|svg)\b.*?</\1>", " ", page, flags=re.DOTALL)
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", page)).split())


@pytest.mark.parametrize("year", known_editions())
class TestEveryEdition:
    def test_no_record_it_prints_was_published_after_its_date(
        self, folders: dict[str, Path], year: int
    ) -> None:
        edition = load_edition(year)
        told = assembled(built(folders, year))["metadata"]["futuregazing"]
        dated = 0
        for table, rows in told["rows"].items():
            for row, fields in rows.items():
                known_by = fields.get("known_by", "")
                if known_by:
                    dated += 1
                    day = dt.date.fromisoformat(known_by)
                    assert day <= edition.as_of, f"{table} {row}"
                elif not edition.current:
                    rule = told["sidecars"][table]["known_by"]["rule"]
                    assert rule != "column", f"{table} {row} has no date"
        assert dated > 20

    def test_its_main_sections_say_their_answer_first(
        self, folders: dict[str, Path], year: int
    ) -> None:
        answered = {
            cell["metadata"]["futuregazing"]["section"]
            for cell in assembled(built(folders, year))["cells"]
            for output in cell.get("outputs", [])
            for media_type, bundle in output.get("data", {}).items()
            if media_type.endswith("prose.v1+json") and bundle["role"] == "answer"
        }
        assert set(MAIN_SECTIONS) <= answered

    def test_how_far_to_trust_it_is_told_on_one_page(
        self, folders: dict[str, Path], year: int
    ) -> None:
        reader = PdfReader(built(folders, year) / "report.pdf")
        marks = [mark for mark in reader.outline if not isinstance(mark, list)]
        starts = {str(mark.title): reader.get_destination_page_number(mark) for mark in marks}
        titles = list(starts)
        [title] = [name for name in titles if name.endswith("Can you trust these numbers?")]
        following = titles[titles.index(title) + 1]
        assert starts[following] - starts[title] == 1
        answer = reader.pages[starts[title]].extract_text()
        assert re.search(r"(Yes|Mostly|Only in part):\s+all", answer)

    def test_every_exhibit_has_its_csv(self, folders: dict[str, Path], year: int) -> None:
        folder = built(folders, year)
        names = {path.name for path in (folder / "data").iterdir()}
        for exhibit in exhibits(folder):
            name = f"{exhibit['id'].replace('_', '-').replace('.', '-')}.csv"
            assert name in names
            rows = list(csv.reader((folder / "data" / name).open(encoding="utf-8")))
            assert len(rows) == len(exhibit["rows"]) + 1


@pytest.mark.parametrize("year", [2022, 2027])
@pytest.mark.parametrize("section", MAIN_SECTIONS)
def test_a_section_has_two_charts_and_a_table(
    folders: dict[str, Path], year: int, section: str
) -> None:
    kinds = [
        exhibit["kind"]
        for exhibit in exhibits(built(folders, year))
        if exhibit["id"].startswith(f"{section}.")
    ]
    tables = [kind for kind in kinds if kind in {"table", "scorecard"}]
    assert len(kinds) - len(tables) >= 2
    assert len(tables) >= 1


class TestTheEditionOf2022:
    """What could be said on 31 December 2021."""

    @pytest.mark.parametrize(
        "said",
        ["£10.5bn", "£1.8bn", "64%", "£845m", "254", "26%", "nearly 30%"]
        + [f"P2022-0{number}" for number in range(1, 7)],
    )
    def test_it_says(self, folders: dict[str, Path], said: str) -> None:
        assert said in page_text(built(folders, 2022))

    @pytest.mark.parametrize(
        "unknown",
        ["£617m", "£2.3bn", "£2.85bn", "£19bn", "68.5%", "National Police Service", "P2023-"],
    )
    def test_it_does_not_know(self, folders: dict[str, Path], unknown: str) -> None:
        assert unknown not in page_text(built(folders, 2022))

    def test_it_names_no_later_year_but_as_plan_or_as_the_day_of_compilation(
        self, folders: dict[str, Path]
    ) -> None:
        """A later year stands only in what was known then, such as plans, and in access dates."""
        text = page_text(built(folders, 2022))
        allowed = re.compile(
            r"[Aa]ccessed (?:on )?22 November 2026|thresholds set in 2026|in 2026 and not by those"
        )
        later = re.findall(r".{60}\b202[6-9]\b.{30}", allowed.sub("", text))
        assert [found for found in later if not known_then(found)] == []


def known_then(context: str) -> bool:
    """Tell whether a later year stands in words that a row known in 2021 holds."""
    tables = load_tables(dt.date(2021, 12, 31))
    years = re.findall(r"202[6-9]", context)
    cells = [str(cell) for frame in tables.values() for cell in frame.to_numpy().ravel()]
    return all(any(year in cell for cell in cells) for year in years)


class TestTheEditionOf2027:
    def test_it_leads_with_the_newest_financial_year(self, folders: dict[str, Path]) -> None:
        start = page_text(built(folders, 2027))[:6000]
        assert "£2.85bn" in start
        assert "FY2024/25" in start

    def test_it_shows_why_a_larger_number_is_not_the_council_market(
        self, folders: dict[str, Path]
    ) -> None:
        text = page_text(built(folders, 2027))
        assert "£19bn" in text
        assert "whole public sector" in text

    def test_it_lists_real_contracts_that_end_by_november_2028(
        self, folders: dict[str, Path]
    ) -> None:
        folder = built(folders, 2027)
        rows = [
            ref[1]
            for exhibit in exhibits(folder)
            if exhibit["id"].startswith("opportunities.")
            for ref in exhibit["sources"]
            if ref[0] == "register"
        ]
        register = load_tables(None)["register"].loc[sorted(set(rows))]
        ends = register[register["end_date"].between("2026-11-23", "2028-11-22")]
        assert len(ends) >= 40
        assert {"council", "police"} <= set(ends["buyer_kind"])

    def test_it_reviews_the_predictions_for_2026(self, folders: dict[str, Path]) -> None:
        text = page_text(built(folders, 2027))
        assert all(f"P2026-{number:02}" in text for number in range(1, 18))


def test_one_parameter_changes_text_table_chart_and_csv_together(
    folders: dict[str, Path],
) -> None:
    long = built(folders, 2027)
    short = built(folders, 2027, "opportunities.horizon_months=12")

    def of(folder: Path, field: str) -> dict[str, Any]:
        return {e["id"]: e[field] for e in exhibits(folder) if e["id"].startswith("opportunities.")}

    assert page_text(long) != page_text(short)
    listed = "opportunities.contracts"
    assert len(of(short, "rows")[listed]) < len(of(long, "rows")[listed])
    drawn = [
        name
        for name, svg in of(long, "svg").items()
        if svg and of(short, "svg").get(name) not in {None, svg}
    ]
    assert drawn
    name = "opportunities-contracts.csv"
    assert (long / "data" / name).read_text() != (short / "data" / name).read_text()
    others = [e["id"] for e in exhibits(long) if e["id"].startswith("market_size.")]
    assert {e["id"]: e["rows"] for e in exhibits(short) if e["id"] in others} == {
        e["id"]: e["rows"] for e in exhibits(long) if e["id"] in others
    }

"""Two editions side by side, as a page, as Markdown and as data."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import replace
from functools import cache
from pathlib import Path

import pandas as pd
import pytest
from html_tree import parse

from futuregazing import cli, paths
from futuregazing.claims.refs import Named, Ref
from futuregazing.errors import UserError
from futuregazing.report import diff
from futuregazing.report.diff import Difference, difference, difference_document, write_difference
from futuregazing.report.diff_csv import changes_csv
from futuregazing.report.document import Document
from futuregazing.report.html import render_html
from futuregazing.report.markdown_page import escaped, render_markdown

HOSTILE = "=SUM(A1)|[x](javascript:alert(1))<script>alert(1)</script> www.evil.example"


@cache
def found() -> Difference:
    return difference(2025, 2026)


@cache
def document() -> Document:
    return difference_document(found())


@cache
def page() -> str:
    return render_html(document())


@cache
def markdown() -> str:
    return render_markdown(document())


def data(of: Difference) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(changes_csv(of.moved, of.revised))))


def test_one_edition_does_not_differ_from_itself() -> None:
    with pytest.raises(UserError, match="one edition, which does not differ from itself"):
        difference(2026, 2026)


def test_the_later_edition_first_is_refused_with_what_to_type() -> None:
    with pytest.raises(UserError, match="Type `futuregazing diff 2022 2027`"):
        difference(2027, 2022)


@pytest.mark.parametrize("years", [(2019, 2026), (2025, 2099)])
def test_an_unknown_edition_is_told_with_those_that_exist(years: tuple[int, int]) -> None:
    with pytest.raises(UserError, match=r"2018, 2021, 2022, 2023"):
        difference(*years)


def test_the_command_ends_with_the_users_exit_code(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        cli.main(["diff", "2027", "2022"])
    assert ended.value.code == 2
    assert "futuregazing diff 2022 2027" in capsys.readouterr().err


@pytest.mark.slow
def test_the_three_files_are_written_and_twice_the_same(tmp_path: Path) -> None:
    first = write_difference(found(), tmp_path / "one")
    again = write_difference(difference(2025, 2026), tmp_path / "two")
    names = ["changes.csv", "changes.html", "changes.md"]
    assert sorted(path.name for path in first.iterdir()) == names
    for name in names:
        assert (first / name).read_bytes() == (again / name).read_bytes()


def test_what_is_written_by_default_is_not_kept_in_git() -> None:
    ignored = (paths.root() / ".gitignore").read_text(encoding="utf-8").splitlines()
    assert "/reports/*" in ignored
    assert not any(line.startswith("!/reports/diff") for line in ignored)


@pytest.mark.slow
def test_every_link_within_the_page_leads_somewhere() -> None:
    anchors = set(re.findall(r'\bid="?([^" >]+)', page()))
    targets = set(re.findall(r'href="?#([^" >]+)', page()))
    assert len(targets) > 20
    assert targets <= anchors


def test_the_page_asks_no_other_host_and_needs_no_script() -> None:
    assert not re.search(r'(?:src|href)="(?:https?:)?//[^"]*\.(?:js|css|woff2?)"', page())
    without_script = re.sub(r"<script>.*?</script>", "", page(), flags=re.S)
    assert "£2.85bn" in without_script
    assert "What moved between the 2025 and 2026 editions" in without_script


def test_the_page_has_one_heading_of_rank_one_and_scoped_headers() -> None:
    tree = parse(page())
    assert len(tree.all("h1")) == 1
    assert {head.attrs.get("scope") for head in tree.all("th")} == {"col", "row"}


def test_both_sides_of_a_headline_lead_to_their_records() -> None:
    line = next(row for row in re.split(r"<tr>", page()) if "Size of the council tech" in row)
    assert re.search(r'<a href="?#FIG0041"?>£2\.3bn</a>', line)
    assert re.search(r'<a href="?#FIG0058"?>£2\.85bn</a>', line)
    assert re.search(r'id="?FIG0041\b', page())


def test_page_markdown_and_data_carry_the_same_numbers() -> None:
    for row in data(found()):
        for side in ("then_text", "now_text"):
            if row["list"] == "headline" and row[side]:
                assert row[side] in page()
                assert escaped(row[side]) in markdown()


def test_the_data_has_all_digits_the_reasons_and_the_rows() -> None:
    size = next(row for row in data(found()) if row["id"] == "market_size.size")
    assert (size["then_value"], size["now_value"]) == ("2300000000", "2851363984.6")
    assert (size["reasons"], size["differs"]) == ("changed scope; new period", "geography")
    assert (size["then_records"], size["now_records"]) == ("figures:FIG0041", "figures:FIG0058")
    assert (size["trend"], size["change"]) == ("", "")


def test_the_data_has_an_amount_of_change_only_with_a_trend() -> None:
    rows = data(found())
    care = next(row for row in rows if row["id"] == "technology_trends.digital_care")
    assert (care["trend"], care["change"], care["change_unit"]) == ("up", "17", "percentage points")
    assert all(bool(row["trend"]) == bool(row["change"]) for row in rows)


def test_revisions_stand_in_the_data_apart_from_headlines() -> None:
    kinds = [row["list"] for row in data(found())]
    assert kinds.count("headline") == len(found().moved)
    assert kinds.count("revision") == 2
    assert kinds.count("correction") == 0


def hostile() -> Difference:
    """Return the difference with a stranger's text for a subject, a reason and a record."""
    first, *others = found().moved
    record = Named(HOSTILE, (Ref("figures", "FIG0204"),))
    moved = (replace(first, title=HOSTILE, mended=(HOSTILE,)), *others)
    revised = found().revised.assign(what=pd.Series([record, record], dtype=object), why=HOSTILE)
    return replace(found(), moved=moved, revised=revised)


def test_no_cell_of_the_data_starts_a_formula() -> None:
    for row in csv.reader(io.StringIO(changes_csv(hostile().moved, hostile().revised))):
        for cell in row:
            is_number = re.fullmatch(r"-?\d+(\.\d+)?", cell)
            assert is_number or not cell.startswith(("=", "+", "-", "@", "\t", "\r"))


def test_strangers_text_is_words_on_the_page_and_in_markdown() -> None:
    made = difference_document(hostile())
    body = re.sub(r"<script>.*?</script>", "", render_html(made), count=1, flags=re.S)
    assert "<script>alert" not in body
    assert "&lt;script&gt;alert" in body
    text = render_markdown(made)
    assert "<script>" not in re.sub(r"\\.", "", text)
    assert "](javascript" not in re.sub(r"\\.", "", text)
    assert "www.evil" not in text


def test_hostile_cells_do_not_break_a_table_of_the_markdown() -> None:
    text = render_markdown(difference_document(hostile()))
    tables = [line for line in text.splitlines() if line.startswith("|")]
    bars = re.compile(r"(?<!\\)\|")
    headings = [i for i, line in enumerate(tables) if set(line) <= set("|-: ")]
    for start, end in zip(headings, [*headings[1:], len(tables) + 1], strict=True):
        block = tables[start - 1 : end - 1]
        assert len({len(bars.findall(line)) for line in block}) == 1


@pytest.mark.parametrize(
    ("text", "safe"),
    [
        ("a|b", r"a\|b"),
        ("<b>", r"\<b\>"),
        ("[x](y)", r"\[x\](y)"),
        ("https://evil.example", r"https\://evil.example"),
        ("1. one", r"1\. one"),
        ("- one", r"\- one"),
        ("68.5%", "68.5%"),
        ("two\nlines", "two lines"),
    ],
)
def test_what_markdown_would_read_is_escaped(text: str, safe: str) -> None:
    assert escaped(text) == safe


def test_markdown_tells_what_each_number_rests_on() -> None:
    marks = set(re.findall(r"(?<=.)\[\^(e\d+)\](?!:)", markdown()))
    notes = set(re.findall(r"^\[\^(e\d+)\]:", markdown(), flags=re.M))
    assert marks == notes
    assert "= (£2,800,000,000 ÷ £2,500,000,000 − 1) × 100; FIG0051" in markdown()


def test_the_terminal_is_told_what_moved_and_what_did_not() -> None:
    told = list(diff.difference_lines(found()))
    assert "Size of the council technology market: £2.3bn, now £2.85bn" in told
    assert any("↑ 17 percentage points" in line for line in told)
    assert told[-2].startswith("Unchanged: ")
    assert told[-1] == "In the tables as a whole: 2 marked revision"

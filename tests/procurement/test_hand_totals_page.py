"""The page of totals worked out by hand says what their tests say."""

from __future__ import annotations

from hand_totals_page import PAGE, page


def test_the_page_is_made_of_the_tests() -> None:
    assert PAGE.read_text(encoding="utf-8") == page()


def test_there_are_ten_totals_each_with_its_sum() -> None:
    sections = page().split("\n## ")[1:]
    assert len(sections) == 10
    assert all(sum(c.isdigit() for c in section) > 10 for section in sections)

"""The pictures beside nbconvert's show the page that they are said to show."""

from __future__ import annotations

import importlib.util
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

TOOL = Path(__file__).resolve().parents[2] / "tools" / "side_by_side.py"
PRINTED = "Answers run far\fContents\nAnswers run far\fFigure 5\nAnswers\nrun far\fAnswers run far"


@pytest.fixture
def tool(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """Return the tool with a PDF of four pages, and without the browser that it drives."""
    browser = ModuleType("playwright.sync_api")
    vars(browser).update(Browser=object, sync_playwright=None)
    monkeypatch.setitem(sys.modules, "playwright.sync_api", browser)
    spec = importlib.util.spec_from_file_location("side_by_side", TOOL)
    assert spec is not None
    assert spec.loader is not None
    made = importlib.util.module_from_spec(spec)
    monkeypatch.setitem(sys.modules, "side_by_side", made)
    spec.loader.exec_module(made)
    printed = subprocess.CompletedProcess([], 0, PRINTED)
    monkeypatch.setattr(subprocess, "run", lambda *_, **__: printed)
    return made


def test_the_chart_is_looked_for_after_the_cover_which_bears_its_words(tool: ModuleType) -> None:
    chart = next(place for place in tool.PLACES if place.name == "chart")
    assert tool.page_with(Path("report.pdf"), "Answers run far", chart.first) == 3
    assert tool.page_with(Path("report.pdf"), "Answers run far", 1) == 1


def test_words_that_no_page_says_end_the_tool(tool: ModuleType) -> None:
    with pytest.raises(SystemExit, match="no page says"):
        tool.page_with(Path("report.pdf"), "Nobody said so", 1)

"""Every section notebook tells its story without a digit of its own."""

from __future__ import annotations

import ast
import json
from pathlib import Path
from typing import Any

import pytest

from futuregazing.report.lint import lint
from futuregazing.report.lint.command import measure_modules

ROOT = Path(__file__).resolve().parents[2]
NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))
MAY_IMPORT = {"futuregazing", "pandas"}


def cells(path: Path) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(path.read_text(encoding="utf-8"))["cells"]
    return found


def source(cell: dict[str, Any]) -> str:
    return "".join(cell["source"])


def code(path: Path) -> list[str]:
    return [source(cell) for cell in cells(path) if cell["cell_type"] == "code"]


def test_every_section_is_there() -> None:
    assert [path.stem for path in NOTEBOOKS] == [
        "00_key_points",
        "03_trust",
        "05_between_editions",
        "10_market_size",
        "15_buyers_and_suppliers",
        "20_regional_split",
        "25_technology_trends",
        "30_blue_light_procurement",
        "35_opportunities",
        "40_predictions_review",
        "80_how_sure",
        "90_method_and_quality",
    ]


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
class TestEveryNotebook:
    def test_the_lint_finds_nothing_in_it(self, path: Path) -> None:
        assert lint([path]) == []

    def test_it_imports_nothing_that_a_reader_would_not_understand(self, path: Path) -> None:
        for text in code(path):
            for node in ast.walk(ast.parse(text)):
                if isinstance(node, ast.ImportFrom):
                    assert str(node.module).split(".")[0] in MAY_IMPORT
                elif isinstance(node, ast.Import):
                    assert {alias.name.split(".")[0] for alias in node.names} <= MAY_IMPORT

    def test_its_cells_have_ids_that_last(self, path: Path) -> None:
        ids = [cell["id"] for cell in cells(path)]
        assert len(set(ids)) == len(ids)
        assert all(not part.isdigit() for name in ids for part in name.split("-")), ids

    def test_it_names_no_kernel_but_the_usual(self, path: Path) -> None:
        metadata = json.loads(path.read_text(encoding="utf-8"))["metadata"]
        assert metadata["kernelspec"]["name"] == "python3"
        assert "papermill" not in metadata

    def test_it_begins_with_its_title_and_then_its_parameters(self, path: Path) -> None:
        first, second = cells(path)[:2]
        assert first["cell_type"] == "markdown"
        assert source(first).startswith("# ")
        assert second["metadata"]["tags"] == ["parameters"]


def test_the_lint_finds_nothing_in_the_sentences_of_the_measures() -> None:
    assert len(measure_modules()) > 50
    assert lint() == []

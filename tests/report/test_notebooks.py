"""Notebooks are checked before a kernel starts, and cleaned of what varies between runs."""

from __future__ import annotations

from pathlib import Path

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_notebook

from futuregazing.errors import UserError
from futuregazing.report.notebooks import (
    assigned_names,
    clean_executed,
    read_notebook,
    require_parameters,
    section_notebooks,
    write_notebook,
)


def notebook(*cells: nbformat.NotebookNode) -> nbformat.NotebookNode:
    return new_notebook(cells=list(cells))


def parameters(source: str) -> nbformat.NotebookNode:
    return new_code_cell(source, metadata={"tags": ["parameters"]})


def saved(folder: Path, nb: nbformat.NotebookNode) -> Path:
    path = folder / "10_market_size.ipynb"
    write_notebook(nb, path)
    return path


def test_sections_are_found_by_their_number_and_name(tmp_path: Path) -> None:
    for name in ("10_market_size", "20_regional_split", "scratch", "5_odd"):
        write_notebook(notebook(), tmp_path / f"{name}.ipynb")
    assert list(section_notebooks(tmp_path)) == ["market_size", "regional_split"]


def test_parameters_must_be_exactly_the_sections_settings(tmp_path: Path) -> None:
    path = saved(tmp_path, notebook(parameters("edition = 2027\nhorizon = None\n")))
    require_parameters(path, {"edition", "horizon"})
    with pytest.raises(UserError, match=r"missing: months; unknown: horizon"):
        require_parameters(path, {"edition", "months"})


def test_a_notebook_needs_exactly_one_parameters_cell(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="has 0 cells tagged"):
        require_parameters(saved(tmp_path, notebook(new_code_cell("edition = 1"))), {"edition"})
    twice = notebook(parameters("edition = 1"), parameters("edition = 2"))
    with pytest.raises(UserError, match="has 2 cells tagged"):
        require_parameters(saved(tmp_path, twice), {"edition"})


def test_only_assignments_are_parameters() -> None:
    assert assigned_names("import os\na = 1\nb = c = None\nos.x = 2\n") == {"a", "b", "c"}


def test_a_missing_notebook_names_those_there_are(tmp_path: Path) -> None:
    saved(tmp_path, notebook())
    with pytest.raises(UserError, match=r"No notebook 99_x.ipynb; there are: market_size"):
        read_notebook(tmp_path / "99_x.ipynb")


@pytest.mark.parametrize("text", ["", "{}", '{"cells": 3, "nbformat": 4}', "\x00"])
def test_a_broken_notebook_is_the_users_fault(tmp_path: Path, text: str) -> None:
    path = tmp_path / "10_market_size.ipynb"
    path.write_text(text)
    with pytest.raises(UserError, match="not a valid notebook"):
        read_notebook(path)


def test_cleaning_takes_out_what_varies_and_keeps_the_rest() -> None:
    cell = new_code_cell("edition = 2022", metadata={"tags": ["injected-parameters"]})
    cell.metadata["papermill"] = {"duration": 1.5}
    cell.metadata["execution"] = {"iopub.execute_input": "2026-11-22T18:00:00"}
    nb = notebook(cell)
    nb.metadata["papermill"] = {"start_time": "now"}
    nb.metadata["language_info"] = {"version": "3.13.1"}
    cleaned = clean_executed(nb)
    assert cleaned.cells[0].metadata == {"tags": ["injected-parameters"]}
    assert cleaned.cells[0]["id"] == "injected-parameters"
    assert cleaned.metadata == {}
    assert cell.metadata["papermill"] == {"duration": 1.5}

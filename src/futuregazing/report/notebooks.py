"""Section notebooks on disk: finding them, checking their parameters, cleaning what they leave.

Papermill only warns of an unknown parameter and of a notebook without a parameters cell;
both would let an edition print the wrong year, so both are refused before a kernel starts.
"""

from __future__ import annotations

import ast
import re
from pathlib import Path
from typing import Any

import nbformat

from futuregazing import paths
from futuregazing.edition.model import Edition
from futuregazing.errors import UserError

_NUMBERED = re.compile(r"^\d\d_(?P<name>[a-z_]+)$")
PARAMETERS_TAG = "parameters"
INJECTED_ID = "injected-parameters"
BROKEN = (ValueError, TypeError, KeyError, AttributeError, nbformat.ValidationError)
"""What nbformat raises for a file that is no notebook, depending on how it is none."""

VARYING_METADATA = ("papermill", "execution", "widgets")


def section_notebooks(folder: Path | None = None) -> dict[str, Path]:
    """Map each section's name to its notebook: ``market_size`` to ``10_market_size.ipynb``."""
    found = {}
    for path in sorted((folder or paths.notebooks()).glob("*.ipynb")):
        if match := _NUMBERED.match(path.stem):
            found[match["name"]] = path
    return found


def section_parameters(edition: Edition, name: str) -> dict[str, Any]:
    """Return what a section's notebook is given: the edition's year and its own settings."""
    return {"edition": edition.year, **edition.settings(name).model_dump(mode="json")}


def read_notebook(path: Path) -> nbformat.NotebookNode:
    """Read and validate a notebook.

    Raises:
        UserError: the file is missing or is not a valid notebook.
    """
    try:
        notebook: nbformat.NotebookNode = nbformat.read(path, as_version=4)
        nbformat.validate(notebook)
    except FileNotFoundError:
        known = ", ".join(sorted(section_notebooks(path.parent)))
        raise UserError(f"No notebook {path.name}; there are: {known or 'none'}") from None
    except BROKEN as err:
        raise UserError(f"{path.name} is not a valid notebook: {err}") from err
    return notebook


def require_parameters(path: Path, expected: set[str]) -> None:
    """Raise `UserError` unless the tagged parameters cell assigns exactly `expected`."""
    cells = [
        cell
        for cell in read_notebook(path)["cells"]
        if PARAMETERS_TAG in cell.get("metadata", {}).get("tags", [])
    ]
    if len(cells) != 1:
        raise UserError(
            f"{path.name} has {len(cells)} cells tagged {PARAMETERS_TAG!r}; it needs exactly one, "
            "which assigns the edition and the section's settings"
        )
    found = assigned_names(cells[0]["source"])
    if found != expected:
        missing, unknown = sorted(expected - found), sorted(found - expected)
        raise UserError(
            f"{path.name}: its parameters cell does not fit the section's settings; "
            f"missing: {', '.join(missing) or 'none'}; unknown: {', '.join(unknown) or 'none'}"
        )


def assigned_names(source: str) -> set[str]:
    """Return the names that a cell's top-level statements assign."""
    names: set[str] = set()
    for node in ast.parse(source).body:
        targets = node.targets if isinstance(node, ast.Assign) else []
        names.update(target.id for target in targets if isinstance(target, ast.Name))
    return names


def clean_executed(notebook: nbformat.NotebookNode) -> nbformat.NotebookNode:
    """Return a copy without what differs between identical runs (times, ids, hosts)."""
    cleaned: nbformat.NotebookNode = nbformat.from_dict(notebook)
    for key in VARYING_METADATA:
        cleaned.metadata.pop(key, None)
    cleaned.metadata.pop("language_info", None)
    for cell in cleaned.cells:
        for key in VARYING_METADATA:
            cell.metadata.pop(key, None)
        if INJECTED_ID in cell.metadata.get("tags", []):
            cell["id"] = INJECTED_ID
    return cleaned


def write_notebook(notebook: nbformat.NotebookNode, path: Path) -> None:
    """Write a notebook with a fixed layout, so that equal notebooks are equal bytes."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(nbformat.writes(notebook) + "\n", encoding="utf-8")

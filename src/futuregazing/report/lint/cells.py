"""Faults of a source notebook: its cells, its parameters, what it was committed with."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from pathlib import Path
from typing import Any

from futuregazing.report.lint.code import cell_faults, typed_digits
from futuregazing.report.lint.fault import Fault
from futuregazing.report.lint.pointers import code_cells, pointer_faults, section_name
from futuregazing.report.notebooks import PARAMETERS_TAG, read_notebook

Cell = dict[str, Any]


def notebook_faults(path: Path, name: str, known: Collection[str]) -> Iterator[Fault]:
    """Yield what a source notebook may not hold, in the order of its cells.

    Args:
        path: the notebook.
        name: what to call it in messages.
        known: the ids of all exhibits there are.

    Raises:
        UserError: the file is missing or is not a valid notebook.
    """
    cells = read_notebook(path)["cells"]
    tagged = [cell for cell in cells if _is_parameters(cell)]
    if len(tagged) != 1:
        yield Fault(
            name,
            1,
            f"{len(tagged)} cells are tagged {PARAMETERS_TAG!r}; exactly one must be, with the "
            "edition and the section's settings",
        )
    for number, cell in enumerate(cells, start=1):
        for line, message in _faults(cell):
            yield Fault(_place(name, number, cell), line, message)
    yield from lost_pointers(path, name, known)


def lost_pointers(path: Path, name: str, known: Collection[str]) -> Iterator[Fault]:
    """Yield the pointers to exhibits that no notebook has."""
    section = section_name(code_cells(path))
    for number, cell in enumerate(read_notebook(path)["cells"], start=1):
        if cell["cell_type"] == "code":
            for line, message in pointer_faults(cell["source"], section, known):
                yield Fault(_place(name, number, cell), line, message)


def digit_faults(path: Path, name: str) -> Iterator[Fault]:
    """Yield the digits typed in a notebook's words alone: what no edition may print."""
    for number, cell in enumerate(read_notebook(path)["cells"], start=1):
        source = cell["source"]
        if cell["cell_type"] == "markdown":
            found = list(_typed_in_markdown(source))
        else:
            found = [] if _is_parameters(cell) else typed_digits(source)
        for line, message in found:
            yield Fault(_place(name, number, cell), line, message)


def _place(name: str, number: int, cell: Cell) -> str:
    return f"{name} cell {number} (id {cell.get('id', 'none')})"


def _faults(cell: Cell) -> Iterator[tuple[int, str]]:
    if cell["cell_type"] == "markdown":
        yield from _typed_in_markdown(cell["source"])
    elif cell["cell_type"] == "code":
        if cell.get("outputs"):
            yield 1, "outputs are committed; clear them (Edit, Clear All Outputs) and save"
        if cell.get("execution_count") is not None:
            yield 1, "an execution count is committed; clear the outputs and save"
        if not _is_parameters(cell):
            yield from cell_faults(cell["source"])


def _typed_in_markdown(source: str) -> Iterator[tuple[int, str]]:
    for number, line in enumerate(source.splitlines(), start=1):
        if any(c.isdigit() for c in line):
            yield (
                number,
                f"a digit is typed in Markdown ({line.strip()!r}); Markdown holds words that "
                "never change, say the rest with section.say and a value from the tables",
            )


def _is_parameters(cell: Cell) -> bool:
    return PARAMETERS_TAG in cell.get("metadata", {}).get("tags", [])

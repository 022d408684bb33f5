"""Words that lead to an exhibit: the id must be one that a notebook gives to an exhibit.

A report leaves out words that lead to an exhibit it does not have, so that a misspelt id would
be left out in silence, edition after edition.
"""

from __future__ import annotations

import ast
from collections.abc import Collection, Iterable, Iterator
from difflib import get_close_matches
from pathlib import Path

from futuregazing.report.lint.code import Found
from futuregazing.report.notebooks import read_notebook

OPENS, NAMES, POINTS = "open_section", "id", "see"
"""What opens a section, makes the id of one of its exhibits, and leads to an exhibit."""


def exhibit_ids(notebooks: Iterable[Path]) -> frozenset[str]:
    """Return the ids that notebooks write out for their exhibits: "market_size.series"."""
    found: set[str] = set()
    for path in notebooks:
        sources = code_cells(path)
        section = section_name(sources)
        slugs = (text for source in sources for _, text in _first_texts(source, NAMES))
        found |= {f"{section}.{slug}" for slug in slugs if slug}
    return frozenset(found)


def pointer_faults(source: str, section: str, known: Collection[str]) -> Found:
    """Yield the pointers of a cell or module that lead to no exhibit of any notebook.

    Args:
        source: its code.
        section: the section whose exhibits it may name by slug alone.
        known: every exhibit's id.
    """
    for line, text in _first_texts(source, POINTS):
        if text is None:
            yield line, "a pointer names its exhibit by a variable; write the id out to be checked"
            continue
        to = text if "." in text else f"{section}.{text}"
        if to not in known:
            near = get_close_matches(to, known, n=1)
            hint = f"; did you mean {near[0]!r}?" if near else ""
            yield line, f"{to!r} is the id of no exhibit in any notebook{hint}"


def code_cells(path: Path) -> list[str]:
    """Return the code of a notebook, cell by cell."""
    cells = read_notebook(path)["cells"]
    return [str(cell["source"]) for cell in cells if cell["cell_type"] == "code"]


def section_name(sources: Iterable[str]) -> str:
    """Return the name of the section that some cells open; empty if they open none."""
    opened = (text for source in sources for _, text in _first_texts(source, OPENS))
    return next((text for text in opened if text), "")


def _first_texts(source: str, name: str) -> Iterator[tuple[int, str | None]]:
    """Yield line and first argument of each call by a name; None for what is not written out."""
    try:
        tree = ast.parse(source)
    except SyntaxError:  # told by `code.cell_faults`
        return
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call) or not node.args:
            continue
        if getattr(node.func, "attr", getattr(node.func, "id", "")) == name:
            first = node.args[0]
            text = first.value if isinstance(first, ast.Constant) else None
            yield node.lineno, text if isinstance(text, str) else None

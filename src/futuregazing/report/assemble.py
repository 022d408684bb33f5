"""From executed sections to one notebook that holds all an exporter needs.

The assembled notebook carries the sections' cells in order and, in its metadata, the
edition, the rows that any number rests on, and the tables' sidecars. HTML, PDF, workbook
and CSV are made from it alone, so they cannot disagree.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import nbformat
import pandas as pd
from nbformat.v4 import new_markdown_cell, new_notebook

from futuregazing.claims.printed import bundles_in
from futuregazing.edition.model import Edition
from futuregazing.errors import BuildError
from futuregazing.report.notebooks import INJECTED_ID, PARAMETERS_TAG
from futuregazing.tables.frames import Tables

METADATA_KEY = "futuregazing"
EDITORS_COLUMNS = frozenset(
    {
        "ambiguity_note",
        "likely_explanation",
        "verdict_basis",
        "verdict_in_year",
        "verdict_to_date",
        "test_data",
        "note",
    }
)
"""Written in hindsight for the editor; a claim's evidence never prints them."""


def assemble(
    edition: Edition,
    sections: Mapping[str, nbformat.NotebookNode],
    tables: Tables,
    extra: Mapping[str, Any],
) -> nbformat.NotebookNode:
    """Join executed sections into one notebook.

    Args:
        edition: the edition built.
        sections: cleaned, executed notebooks by section name, in the report's order.
        tables: the data tables as of the edition.
        extra: further metadata for the exporters (overrides, versions).

    Raises:
        BuildError: a section refers to a row that the edition may not see.
    """
    cells = [cell for name, notebook in sections.items() for cell in _section_cells(name, notebook)]
    refs = sorted({tuple(ref) for cell in cells for ref in _refs_in(bundles_in(cell))})
    metadata = {
        "edition": edition.model_dump(mode="json"),
        "sections": [{"name": name} for name in sections],
        "rows": rows_behind(refs, tables),
        "sidecars": {name: tables.sidecar(name).to_json() for name in tables.names},
        **extra,
    }
    for index, cell in enumerate(cells):
        cell["id"] = f"c{index}"  # two sections may use one id
    notebook: nbformat.NotebookNode = new_notebook(cells=cells, metadata={METADATA_KEY: metadata})
    notebook.metadata["language_info"] = {"name": "python"}
    return notebook


def rows_behind(refs: list[tuple[str, ...]], tables: Tables) -> dict[str, dict[str, Any]]:
    """Return the fields of every row referred to, by table and row id.

    Raises:
        BuildError: a row is not in the tables as of the edition.
    """
    frames = {name: tables[name] for name in sorted({table for table, _ in refs})}
    rows: dict[str, dict[str, Any]] = {}
    for table, row in refs:
        frame = frames[table]
        if row not in frame.index:
            raise BuildError(
                f"The report cites row {row} of {table}, which an edition as of "
                f"{tables.as_of} may not see (or which does not exist)"
            )
        shown = frame.loc[row].drop(labels=list(EDITORS_COLUMNS), errors="ignore")
        rows.setdefault(table, {})[row] = {
            str(key): str(value) for key, value in shown.items() if not pd.isna(value)
        }
    return rows


def _section_cells(name: str, notebook: nbformat.NotebookNode) -> Iterator[nbformat.NotebookNode]:
    """Yield a marker and the section's cells, each told which section it belongs to."""
    yield new_markdown_cell("", metadata={METADATA_KEY: {"section": name, "starts": True}})
    for number, cell in enumerate(notebook.cells):
        tags = set(cell.metadata.get("tags", []))
        if tags & {PARAMETERS_TAG, INJECTED_ID}:
            continue
        copy = nbformat.from_dict(cell)
        copy.metadata[METADATA_KEY] = {"section": name, "cell": number, "id": cell.get("id", "")}
        yield copy


def _refs_in(value: Any) -> Iterator[list[str]]:
    """Yield every [table, row] pair under a `refs` or `sources` key, at any depth."""
    if isinstance(value, Mapping):
        for key, inner in value.items():
            if key in {"refs", "sources"}:
                yield from inner
            else:
                yield from _refs_in(inner)
    elif isinstance(value, list | Iterator):
        for inner in value:
            yield from _refs_in(inner)

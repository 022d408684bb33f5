"""A small project of two sections, built with the real tables, kernels and exporters."""

from __future__ import annotations

import shutil
from pathlib import Path

from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from futuregazing.edition import load_edition
from futuregazing.report.notebooks import section_parameters, write_notebook

ROOT = Path(__file__).resolve().parents[2]
SECTIONS = {"market_size": "10_market_size", "opportunities": "35_opportunities"}
OPEN = """from futuregazing.section import open_section
from futuregazing.measures.choose import best, figures

section = open_section("{name}", edition=edition)
signed = best(figures(section.tables, ["signatories_local_digital_declaration"]))
"""
SAY = """section.say(
    "Signed by {signed} in {year}.", signed=signed, year=signed.period, role="answer"
)"""


def make_project(root: Path, say: str = SAY) -> Path:
    """Lay out a project of two sections in `root`: real data and parameters, own notebooks."""
    shutil.copytree(ROOT / "data", root / "data")
    shutil.copytree(ROOT / "params", root / "params")
    base = (root / "params" / "base.yaml").read_text(encoding="utf-8")
    start, end = base.index("sections:"), base.index("\nkey_points:")
    listed = "sections:\n" + "".join(f"  - {name}\n" for name in SECTIONS)
    (root / "params" / "base.yaml").write_text(base[:start] + listed + base[end:], "utf-8")
    for name in SECTIONS:
        write_section(root, name, OPEN.format(name=name), say)
    return root


def write_section(root: Path, name: str, *sources: str) -> Path:
    """Write a section's notebook with the right parameters cell and the given code cells."""
    edition = load_edition(2022, params=root / "params")
    given = section_parameters(edition, name)
    assigned = "".join(f"{key} = {2022 if key == 'edition' else None}\n" for key in given)
    cells = [
        new_markdown_cell(f"# {name.replace('_', ' ').capitalize()}", id="title"),
        new_code_cell(assigned, metadata={"tags": ["parameters"]}, id="parameters"),
        *(new_code_cell(text, id=f"cell-{'abcdef'[i]}") for i, text in enumerate(sources)),
    ]
    notebook = new_notebook(cells=cells)
    notebook.metadata["kernelspec"] = {
        "name": "python3",
        "display_name": "Python 3",
        "language": "python",
    }
    path = root / "notebooks" / f"{SECTIONS[name]}.ipynb"
    write_notebook(notebook, path)
    return path

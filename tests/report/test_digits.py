"""No digit reaches the report without a row behind it, whichever way it is tried."""

from __future__ import annotations

from pathlib import Path

import document_samples as sample
import pandas as pd
import pytest
from nbformat.v4 import new_markdown_cell
from toy_project import OPEN, make_project, write_section

from futuregazing.claims.statement import UnboundNumber, statement
from futuregazing.edition import load_edition
from futuregazing.errors import BuildError, UserError
from futuregazing.exhibits import Column, table
from futuregazing.exhibits.bundle import Exhibit
from futuregazing.report.build import build
from futuregazing.report.document import document_from_notebook

FRAME = pd.DataFrame({"council": ["Sampleton"]})
WORDS = {"id": "market_size.top", "title": "A title", "subtitle": "A subtitle", "coverage": "All"}


def made(**words: object) -> Exhibit:
    return table(FRAME, {"council": "Council"}, **WORDS | words)  # type: ignore[arg-type]


@pytest.mark.parametrize("where", ["title", "subtitle", "alt", "coverage"])
def test_a_digit_in_the_words_of_an_exhibit_is_refused(where: str) -> None:
    with pytest.raises(UnboundNumber, match="'About 9 councils'"):
        made(**{where: "About 9 councils"})


def test_a_digit_in_a_note_a_reason_or_a_header_is_refused() -> None:
    with pytest.raises(UnboundNumber, match="page 9"):
        made(notes=["See page 9"])
    with pytest.raises(UnboundNumber, match="9 of them"):
        made(reason="9 of them agree")
    with pytest.raises(UnboundNumber, match="Spend 2024"):
        table(FRAME, {"council": "Spend 2024"}, **WORDS)  # type: ignore[arg-type]
    with pytest.raises(UnboundNumber, match="not in 2024"):
        table(FRAME, {"council": Column("Council", absent="not in 2024")}, **WORDS)  # type: ignore[arg-type]


def test_a_digit_in_a_bare_text_or_a_bare_number_is_refused() -> None:
    with pytest.raises(UnboundNumber, match="'9 councils'"):
        statement("{who} signed.", who="9 councils")
    with pytest.raises(UnboundNumber, match="9 is a int"):
        statement("{n} signed.", n=9)
    year = 2024
    with pytest.raises(UnboundNumber, match="2024"):
        statement(f"In {year} councils signed.")


@pytest.mark.parametrize(
    "output",
    [
        {"output_type": "stream", "name": "stdout", "text": "9 councils"},
        {
            "output_type": "execute_result",
            "data": {"text/plain": "9"},
            "metadata": {},
            "execution_count": None,
        },
        {"output_type": "display_data", "data": {"text/html": "<b>9</b>"}, "metadata": {}},
        {"output_type": "display_data", "data": {"text/markdown": "**9**"}, "metadata": {}},
    ],
    ids=["printed", "a plain result", "raw HTML", "raw Markdown"],
)
def test_an_output_that_is_no_exhibit_is_refused_with_its_place(output: dict[str, object]) -> None:
    notebook = sample.section(sample.code("market_size", 7, output))
    notebook.cells[-1].metadata["futuregazing"]["id"] = "findings"
    with pytest.raises(BuildError, match=r"Section market_size, cell 7 \(id findings"):
        document_from_notebook(notebook)


def test_a_digit_in_markdown_is_refused_with_its_place() -> None:
    notebook = sample.section()
    own = {"futuregazing": {"section": "market_size", "cell": 4, "id": "growth"}}
    notebook.cells.append(new_markdown_cell("## Growth since 2019", metadata=own))
    with pytest.raises(BuildError, match=r"cell 4 \(id growth.*Growth since 2019"):
        document_from_notebook(notebook)


def test_what_a_bundle_covers_may_hold_no_digit_without_its_parts() -> None:
    bundle = sample.table(coverage="3 councils", covered=[])
    with pytest.raises(BuildError, match="'3 councils'"):
        document_from_notebook(sample.section(sample.code("market_size", 1, sample.show(bundle))))


@pytest.mark.parametrize(
    "source",
    [
        'section.say("Councils signed in 2019.", role="answer")',
        'section.heading("Since 2019")',
        'import pandas as pd; f = pd.DataFrame({"a": ["FY2019/20: £9bn"]})',
    ],
    ids=["a sentence", "a heading", "a cell of a table"],
)
def test_a_build_stops_before_anything_runs_and_says_where(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, source: str
) -> None:
    root = make_project(tmp_path)
    write_section(root, "opportunities", OPEN.format(name="opportunities"), source)
    monkeypatch.setenv("FUTUREGAZING_ROOT", str(root))
    where = r"notebooks/35_opportunities.ipynb cell 4 \(id cell-b\) line 1: a digit is typed"
    with pytest.raises(UserError, match=where):
        build(load_edition(2022), out=tmp_path / "out")
    assert not (tmp_path / "out").exists()

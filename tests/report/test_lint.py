"""The lint names the notebook, the cell, the line and what to do instead, without running it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from futuregazing.cli import main
from futuregazing.errors import EXIT_USER, UserError
from futuregazing.report.lint import lint
from futuregazing.report.lint.code import cell_faults, sentence_faults


def notebook(folder: Path, *cells: Any, parameters: bool = True) -> Path:
    """Write a notebook that begins as a section does."""
    start = [new_markdown_cell("# Sample", id="title")]
    if parameters:
        tagged = new_code_cell("edition = 2027", id="parameters", metadata={"tags": ["parameters"]})
        start.append(tagged)
    path = folder / "10_sample.ipynb"
    nbformat.write(new_notebook(cells=[*start, *cells]), path)
    return path


def told(path: Path) -> list[str]:
    return [str(fault) for fault in lint([path])]


def test_a_notebook_of_words_and_values_is_well(tmp_path: Path) -> None:
    cell = new_code_cell('section.say("Councils spent {size}.", size=market.size(tables))', id="a")
    assert told(notebook(tmp_path, cell)) == []


def test_a_digit_in_markdown_is_found_with_its_cell_and_line(tmp_path: Path) -> None:
    path = notebook(tmp_path, new_markdown_cell("## Growth\n\nUp since 2019.", id="growth"))
    (fault,) = told(path)
    assert fault.startswith(f"{path} cell 3 (id growth) line 3: a digit is typed in Markdown")
    assert "section.say" in fault


@pytest.mark.parametrize(
    ("source", "line", "says"),
    [
        ('x = tables\nsection.say("In 2024 {x}", x=x)', 2, "'In 2024 {x}'"),
        ('section.heading("The 2024 edition")', 1, "'The 2024 edition'"),
        ('exhibits.table(f, {}, title="Top 10")', 1, "'Top 10'"),
        ('exhibits.table(f, {}, subtitle="In £, 2024")', 1, "'In £, 2024'"),
        ('exhibits.table(f, {}, notes=["See page 3"])', 1, "'See page 3'"),
        ('exhibits.table(f, {}, alt="3 bars")', 1, "'3 bars'"),
        ('exhibits.table(f, {"a": "Spend 2024"})', 1, "'Spend 2024'"),
        ('frame = pd.DataFrame({"a": ["FY2024/25"]})', 1, "'FY2024/25'"),
        ('section.say(f"{size} in 2024")', 1, "' in 2024'"),
        ('section.say(f"Spent {size}")', 1, "f-string"),
        ('section.say("Spent {n}", n=28)', 1, "the number 28 is typed as n"),
        ("market.top(tables, -5)", 1, "the number -5 is typed"),
        ("def size(x):\n    return x", 1, "a function is defined"),
        ("class Size:\n    pass", 1, "a class is defined"),
        ("f = frame.map(lambda x: x)", 1, "a lambda is defined"),
        ("print(size)", 1, "print(...) has no place"),
        ("display(HTML(size))", 1, "HTML(...) has no place"),
        ("%matplotlib inline", 1, "this is not Python"),
    ],
)
def test_what_a_code_cell_may_not_hold_is_found(source: str, line: int, says: str) -> None:
    assert [where for where, message in cell_faults(source) if says in message] == [line]


@pytest.mark.parametrize(
    "source",
    [
        "exhibits.table(frame, {}, rows_shown=12, height=270)",
        'Column("A year", decimals=1)',
        "if len(frame) > 1:\n    frame.iloc[-1]",
        'exhibits.table(frame, {}, subtitle=f"Outside and inside {inside}")',
    ],
)
def test_layout_conditions_and_bound_words_are_well(source: str) -> None:
    assert cell_faults(source) == []


def test_only_sentences_are_looked_at_in_a_module() -> None:
    source = 'TOP = 3\nstatement("a" if b else "c 3", x=1)\nraise ValueError("no 3")\n'
    assert [line for line, _ in sentence_faults(source)] == [2]


def test_outputs_and_counts_are_found(tmp_path: Path) -> None:
    output = new_output("stream", text="28")
    cell = new_code_cell("size", id="size", outputs=[output], execution_count=4)
    first, second = told(notebook(tmp_path, cell))
    assert "outputs are committed" in first
    assert "an execution count is committed" in second


def test_a_missing_parameters_cell_is_found(tmp_path: Path) -> None:
    (fault,) = told(notebook(tmp_path, parameters=False))
    assert "0 cells are tagged 'parameters'" in fault


def test_a_file_that_is_no_notebook_is_the_users_fault(tmp_path: Path) -> None:
    path = tmp_path / "10_sample.ipynb"
    path.write_text("words", encoding="utf-8")
    with pytest.raises(UserError, match="not a valid notebook"):
        lint([path])


def test_the_command_prints_the_faults_and_ends_with_the_users_code(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = notebook(tmp_path, new_markdown_cell("In 2019", id="growth"))
    with pytest.raises(SystemExit) as ended:
        main(["lint", str(path)])
    assert ended.value.code == EXIT_USER
    assert "cell 3 (id growth) line 1" in capsys.readouterr().out


def test_the_command_ends_well_where_there_is_nothing_to_find(tmp_path: Path) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["lint", str(notebook(tmp_path))])
    assert ended.value.code == 0

"""What a build says when it is done."""

from __future__ import annotations

from pathlib import Path

import pytest

from futuregazing.edition import load_edition
from futuregazing.report.build import Built
from futuregazing.report.progress import Progress


def folder_of(folder: Path, **sizes: int) -> Path:
    for name, size in sizes.items():
        with (folder / f"report.{name}").open("wb") as file:
            file.truncate(size)
    return folder


@pytest.mark.parametrize(
    ("sizes", "noted"),
    [
        ({"html": 1_499_999, "pdf": 4_999_999, "xlsx": 9_000_000}, []),
        ({"html": 1_500_000, "pdf": 4_999_999}, ["report.html has 1,500,000 bytes"]),
        ({"html": 2, "pdf": 5_200_000}, ["report.pdf has 5,200,000 bytes"]),
    ],
)
def test_a_page_or_pdf_over_its_limit_is_noted(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], sizes: dict[str, int], noted: list[str]
) -> None:
    Progress(load_edition(2027), ()).end(Built(folder_of(tmp_path, **sizes), (), 1.0))
    notes = [line for line in capsys.readouterr().err.splitlines() if "Note:" in line]
    assert [line.partition("Note: ")[2].partition(";")[0] for line in notes] == noted

"""A small folder of parameter files that a test may spoil."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from hypothesis import settings

from futuregazing import paths
from futuregazing.edition import ParameterError, load_edition

# The same examples on every run; no time limit, because machines are shared.
settings.register_profile("steady", deadline=None, derandomize=True)
settings.load_profile("steady")

YEAR_FILE = """\
edition: 2022
extends: base
title: Future Gazing 2022
as_of: 2021-12-31
publication_date: 2021-12-31
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return `params` with the real base and one plain edition, five lines long."""
    made = tmp_path / "params"
    made.mkdir()
    shutil.copy(paths.params() / "base.yaml", made / "base.yaml")
    (made / "2022.yaml").write_text(YEAR_FILE, encoding="utf-8")
    return made


@pytest.fixture
def add(folder: Path) -> Callable[[str], None]:
    """Return a function that adds lines to the year's file; the first is line 6."""

    def append(text: str) -> None:
        with (folder / "2022.yaml").open("a", encoding="utf-8") as file:
            file.write(text)

    return append


@pytest.fixture
def faults(folder: Path) -> Callable[..., list[str]]:
    """Return a function that loads the edition and gives the faults it is refused for."""

    def refused(overrides: Sequence[str] = (), year: int | str = 2022) -> list[str]:
        with pytest.raises(ParameterError) as caught:
            load_edition(year, overrides, params=folder)
        return [str(fault) for fault in caught.value.faults]

    return refused

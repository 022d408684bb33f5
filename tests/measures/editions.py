"""The tables as each edition sees them, loaded once for all tests of measures."""

from functools import cache
from typing import Any

import pytest

from futuregazing.edition import known_editions, load_edition
from futuregazing.tables import load_tables
from futuregazing.tables.frames import Tables

PUBLISHED = (2022, 2027)
"""The editions that lie among the reports; what holds of each edition is tried on these first."""


@cache
def tables_of(year: int) -> Tables:
    return load_tables(load_edition(year).as_of)


def each_edition() -> list[Any]:
    """Return all editions as parameters of a test: the published ones, and in the slow run all."""
    return [
        year if year in PUBLISHED else pytest.param(year, marks=pytest.mark.slow)
        for year in known_editions()
    ]

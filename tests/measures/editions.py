"""The tables as each edition sees them, loaded once for all tests of measures."""

from functools import cache

from futuregazing.edition import load_edition
from futuregazing.tables import load_tables
from futuregazing.tables.frames import Tables


@cache
def tables_of(year: int) -> Tables:
    return load_tables(load_edition(year).as_of)

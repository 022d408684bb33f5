"""What several commands take: an edition's year, overrides, and the day of today."""

from __future__ import annotations

import datetime as dt
from typing import Annotated

import typer

from futuregazing.errors import UserError

NEWEST = "newest"
Year = Annotated[str, typer.Argument(help="the edition's year, else the newest", metavar="[YEAR]")]
Overrides = Annotated[
    list[str] | None,
    typer.Option(
        "--set", help="override a setting: section.key=value", metavar="SECTION.KEY=VALUE"
    ),
]
EditionOption = Annotated[
    str, typer.Option("--edition", help="the edition's year, else the newest", metavar="YEAR")
]


def year_number(text: str) -> int:
    """Read a year argument; raise `UserError` with the known editions otherwise."""
    if text.isascii() and text.isdecimal() and len(text) == 4:
        return int(text)
    from futuregazing.edition import known_editions

    known = known_editions()
    if text == NEWEST and known:
        return max(known)
    raise UserError(f"{text!r} is not an edition's year; there are {', '.join(map(str, known))}")


def today() -> dt.date:
    """Return the day of today; a test may set another."""
    return dt.date.today()

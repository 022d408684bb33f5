"""The edition's own words: title, dates, independence, licences, how to cite it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from futuregazing.edition.dates import MONTHS, format_date

INDEPENDENCE = (
    "This is an independent report. techUK, Tussell, Oxygen Finance and the public bodies it "
    "names are its sources; none of them has written, checked or endorsed it."
)
LICENCE_TEXT = (
    "Words, charts and compiled tables: Creative Commons Attribution 4.0 International (CC BY 4.0)."
)
LICENCE_DATA = (
    "Facts remain their publishers'; each data table states its licence. Contains public "
    "sector information licensed under the Open Government Licence v3.0."
)
_KNOWS = "It uses only what had been published by {}."


@dataclass(frozen=True)
class Meta:
    """The edition: what the cover, the running heads and the imprint say."""

    title: str
    subtitle: str
    edition: int
    as_of: str
    as_of_text: str
    publication_date: str
    publication_text: str
    next_edition_text: str
    independence: str
    licence_text: str
    licence_data: str
    cite: str
    version: str
    tables_note: str
    language: str = "en-GB"
    facts: tuple[tuple[str, str], ...] = ()
    """What the page's head says in place of edition and dates, if it is of two editions."""


def meta_of(edition: Mapping[str, Any], version: str, snapshot: str = "") -> Meta:
    """Return the edition's own words from its validated parameters.

    Args:
        edition: `Edition.model_dump(mode="json")`.
        version: the package's version.
        snapshot: a sentence about the snapshot it is built on, if it is built on one.
    """
    as_of = dt.date.fromisoformat(edition["as_of"])
    published = dt.date.fromisoformat(edition["publication_date"])
    year = int(edition["year"])
    cite = (
        f"Future Gazing contributors ({published.year}). {edition['title']}: "
        f"{edition['subtitle']}. Written as of {format_date(as_of)}."
    )
    return Meta(
        title=edition["title"],
        subtitle=edition["subtitle"],
        edition=year,
        as_of=as_of.isoformat(),
        as_of_text=format_date(as_of),
        publication_date=published.isoformat(),
        publication_text=format_date(published),
        next_edition_text=_next_edition(year, edition.get("next_edition_month")),
        independence=INDEPENDENCE,
        licence_text=LICENCE_TEXT,
        licence_data=LICENCE_DATA,
        cite=cite,
        version=version,
        tables_note=" ".join(filter(None, [_KNOWS.format(format_date(as_of)), snapshot])),
    )


def _next_edition(year: int, month: int | None) -> str:
    """Return when the next edition is due; it comes out at the end of this one's year."""
    return f"{MONTHS[month - 1]} {year}" if month else f"end of {year}"

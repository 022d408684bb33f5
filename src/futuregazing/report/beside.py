"""The files that an edition's folder holds beside its page, and which of them an edition has."""

from __future__ import annotations

from collections.abc import Mapping

from futuregazing.report.document import Document

FILES: Mapping[str, str] = {
    "report.html": "Page",
    "report.pdf": "PDF",
    "report.xlsx": "Workbook",
    "slides.html": "Slides",
    "renewals.ics": "Calendar of contracts that end",
    "renewals.csv": "Contracts that end, as CSV",
    "datapackage.json": "All data, as a data package",
}
"""What may lie in an edition's folder, in the order in which it is offered."""
PAGE = "report.html"
FEEDS = frozenset({"renewals.ics", "renewals.csv"})
FEEDING = "opportunities"
"""The section whose contracts the feeds hold: written where the section is."""


def files_beside(document: Document) -> dict[str, str]:
    """Return what a build writes beside an edition's page: file names and what they are.

    A page of two editions has nothing of the kind beside it.
    """
    if document.meta.facts:
        return {}
    fed = any(section.name == FEEDING for section in document.sections)
    left_out = {PAGE} if fed else {PAGE, *FEEDS}
    return {name: told for name, told in FILES.items() if name not in left_out}

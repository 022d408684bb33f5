"""What search engines for data read: the report's data as a schema.org `Dataset`.

A block of JSON in the page, in which nothing runs: `<`, `>` and `&` are written as escapes, so
that no name can end the block.
"""

from __future__ import annotations

import json
from typing import Any

from futuregazing.report.document import Document
from futuregazing.report.meta import Meta

CREATOR = {"@type": "Organization", "name": "Future Gazing contributors"}
LICENCE = "https://creativecommons.org/licenses/by/4.0/"
PLACE = {"@type": "Place", "name": "United Kingdom"}
WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
FILES = (
    ("Every figure and table, one a sheet", WORKBOOK, "report.xlsx"),
    ("Every file with its columns described", "application/json", "datapackage.json"),
    ("Every figure, table and row used, as CSV", "application/zip", "report.html#files"),
)
"""Name, kind and place, from the page on."""


def dataset_json(document: Document) -> str:
    """Return the data behind a report as JSON-LD, safe to stand in a script element."""
    told = json.dumps(dataset(document), ensure_ascii=False, separators=(",", ":"))
    return told.replace("&", "\\u0026").replace("<", "\\u003c").replace(">", "\\u003e")


def dataset(document: Document) -> dict[str, Any]:
    """Return the data behind a report as a schema.org `Dataset`.

    Its files lie in the report's folder, and in the page itself.
    """
    meta = document.meta
    return {
        "@context": "https://schema.org",
        "@type": "Dataset",
        "name": f"{meta.title}: the data behind the report",
        "description": _description(meta),
        "inLanguage": meta.language,
        "creator": CREATOR,
        "license": LICENCE,
        "isAccessibleForFree": True,
        "datePublished": meta.publication_date,
        "temporalCoverage": f"../{meta.as_of}",
        "spatialCoverage": PLACE,
        "citation": meta.cite,
        **({"version": meta.version} if meta.version else {}),
        "isBasedOn": [table.url for table in document.tables if table.url],
        "variableMeasured": [section.title for section in document.sections],
        "distribution": [
            {"@type": "DataDownload", "name": name, "encodingFormat": kind, "contentUrl": path}
            for name, kind, path in FILES
        ],
    }


def _description(meta: Meta) -> str:
    """Return what the data are; search engines want at least fifty letters."""
    return (
        f"{meta.subtitle}. Every figure and table of the report as CSV, with the rows of the "
        f"source tables behind each number. {meta.tables_note} {meta.independence}"
    )

"""`datapackage.json`: the data files of an edition as one Frictionless data package.

Made from the document and from the files as they were written; each has its schema, sources,
licence, size and checksum, so that a tool can fetch, check and load them unseen.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path

from futuregazing.report.backing import Source
from futuregazing.report.blocks import Exhibit, Json, plain
from futuregazing.report.csv import csv_name
from futuregazing.report.csv_fields import exhibit_fields, types_in
from futuregazing.report.csv_notes import sources_behind
from futuregazing.report.document import Document
from futuregazing.report.fingerprint import sha256_bytes

PACKAGE = "datapackage.json"
OTHER_FILES: Mapping[str, str] = {"renewals.csv": "Contracts that end within the horizon"}
"""CSV files that an edition may hold beside those of its charts and tables."""
MEASURED = "measured"
KEYS = "Keys of the records behind a measured number"
"""Numbers measured from a snapshot name the file with the records they were counted from."""
CC_BY: Json = {
    "name": "CC-BY-4.0",
    "title": "Creative Commons Attribution 4.0 International",
    "path": "https://creativecommons.org/licenses/by/4.0/",
}
OGL: Json = {
    "name": "OGL-UK-3.0",
    "title": "Open Government Licence v3.0",
    "path": "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/",
}
LICENCES = {"CC BY 4.0": CC_BY, "Open Government Licence v3.0": OGL}
"""As the tables' own words name them."""


def write_package(document: Document, folder: Path, data: str) -> None:
    """Write `datapackage.json` into an edition's folder.

    Args:
        document: the edition.
        folder: where its files are; those in `data` and `OTHER_FILES` are described.
        data: the name of the folder with a CSV an exhibit.
    """
    text = json.dumps(package_of(document, folder, data), indent=1, ensure_ascii=False)
    (folder / PACKAGE).write_text(text + "\n", encoding="utf-8", newline="")


def package_of(document: Document, folder: Path, data: str) -> Json:
    """Return the data package of the files in an edition's folder."""
    meta = document.meta
    return {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": f"future-gazing-{meta.edition}",
        "title": meta.title,
        "description": f"{meta.subtitle}. {meta.tables_note} {meta.licence_data}",
        "version": str(meta.edition),
        "created": f"{meta.publication_date}T00:00:00Z",
        "keywords": ["local government", "technology", "procurement", "United Kingdom"],
        "contributors": [{"title": "Future Gazing contributors", "roles": ["author"]}],
        "licenses": [CC_BY],
        "resources": [*_exhibits(document, folder, data), *_others(folder, data)],
    }


def _exhibits(document: Document, folder: Path, data: str) -> Iterator[Json]:
    for exhibit in document.exhibits:
        path = f"{data}/{csv_name(exhibit)}"
        text = (folder / path).read_bytes().decode()
        sources = sources_behind(exhibit, document)
        made = _resource(exhibit.slug, path, text, exhibit_fields(exhibit, text))
        made |= {"title": plain(exhibit.title), "description": _description(exhibit)}
        if licences := _licences(sources):
            made["licenses"] = licences
        if sources:
            made["sources"] = [_source(source) for source in sources]
        yield made


def _others(folder: Path, data: str) -> Iterator[Json]:
    """Yield the files beside those of charts and tables, where an edition has them."""
    keys = sorted((folder / data / MEASURED).glob("*.csv"))
    for path in [*(folder / name for name in OTHER_FILES), *keys]:
        if path.is_file():
            text = path.read_bytes().decode()
            fields = [{"name": key, "type": kind} for key, kind in types_in(text).items()]
            place = path.relative_to(folder).as_posix()
            name = f"{MEASURED}-{path.stem}" if path in keys else path.stem
            made = _resource(name, place, text, fields)
            yield made | {"title": OTHER_FILES.get(place, KEYS)}


def _resource(name: str, path: str, text: str, fields: list[Json]) -> Json:
    content = text.encode()
    return {
        "name": name,
        "path": path,
        "type": "table",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": len(content),
        "hash": f"sha256:{sha256_bytes(content)}",
        "schema": {"fields": fields, "missingValues": [""]},
    }


def _description(exhibit: Exhibit) -> str:
    """Return measure, coverage and notes in a few sentences."""
    told = (exhibit.label, *map(plain, (exhibit.subtitle, exhibit.coverage, *exhibit.notes)))
    return " ".join(f"{text.rstrip('.')}." for text in told if text)


def _licences(sources: tuple[Source, ...]) -> list[Json]:
    """Return the licences that the words of the tables behind some data name."""
    said = " ".join(source.licence for source in sources)
    return [licence for words, licence in LICENCES.items() if words in said]


def _source(source: Source) -> Json:
    made = {"title": f"{source.publisher}: {source.title}"}
    return made | ({"path": source.url} if source.url else {})

"""Small OCDS releases for tests, and what an import makes of them."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import pytest

from futuregazing.procurement.importing import import_files
from futuregazing.procurement.inputs import place_of
from futuregazing.procurement.snapshot import ImportedFile, Snapshot, tidy_tables

Json = dict[str, Any]
BUYER = {"id": "GB-CFS-1", "name": "Ambridge Borough Council"}
SMITH = {"id": "GB-CFS-77", "name": "Smith Software Limited"}
JONES = {"id": "GB-COH-01234567", "name": "Jones Hosting plc"}


def award(id_: str = "1", amount: Any = 50_000, **fields: Any) -> Json:
    """Return an award of £50,000 to Smith on 6 January 2025, for the three years after it."""
    return {
        "id": id_,
        "status": "active",
        "date": "2025-01-06T00:00:00Z",
        "value": {"amount": amount, "currency": "GBP"},
        "suppliers": [SMITH],
        "contractPeriod": {"startDate": "2025-02-01T00:00:00Z", "endDate": "2028-01-31T23:59:59Z"},
    } | fields


def release(number: str, *awards: Json, **fields: Any) -> Json:
    """Return an award release of 13 January 2025 under OCID `ocds-b5fd17-<number>`."""
    title = fields.pop("title", f"Payroll software for purchase {number}")
    tender = {
        "title": title,
        "description": "A system.",
        "procurementMethodDetails": "Open procedure",
        "classification": {"scheme": "CPV", "id": "48450000", "description": "Software"},
    } | fields.pop("tender", {})
    return {
        "ocid": f"ocds-b5fd17-{number}",
        "id": f"{number}-1",
        "date": "2025-01-13T09:00:00Z",
        "tag": ["award"],
        "buyer": BUYER,
        "parties": [{**BUYER, "roles": ["buyer"], "address": {"postalCode": "AM1 1AA"}}],
        "tender": tender,
        "awards": list(awards),
    } | fields


def lines(releases: Iterable[Json]) -> str:
    """Return releases as lines."""
    return "".join(json.dumps(one, ensure_ascii=False) + "\n" for one in releases)


def written(file: Path, *releases: Json) -> Path:
    """Write releases as lines into a file and return it."""
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(lines(releases), encoding="utf-8")
    return file


class Market:
    """The tables of a snapshot, or the rows in them that one of its files gave."""

    def __init__(self, folder: Path, file: ImportedFile | None = None) -> None:
        self.folder = tidy_tables(folder)
        self.file = file

    def rows(self, table: str, columns: str = "*", where: str = "true") -> list[tuple[Any, ...]]:
        """Return rows of a table, sorted."""
        file = self.folder / f"{table}.parquet"
        where = f"({where}) AND raw_file = '{self.file.id}'" if self.file else where
        query = f"SELECT {columns} FROM read_parquet('{file}') WHERE {where} ORDER BY ALL"
        return duckdb.sql(query).fetchall()

    def award(self, number: str, columns: str, release_id: str = "") -> tuple[Any, ...]:
        """Return columns of the one award of an OCID (and release)."""
        where = f"ocid = 'ocds-b5fd17-{number}'"
        where += f" AND release_id = '{release_id}'" if release_id else ""
        (only,) = self.rows("award", columns, where)
        return only

    def total(self) -> Any:
        """Return the sum that may be printed: kept awards, no ceilings."""
        return self.rows("award", "sum(value_gbp)", "kept AND value_basis <> 'ceiling'")[0][0]


def market(folder: Path, *releases: Json, without: Collection[str] = ()) -> Market:
    """Import releases into a new snapshot and return its tables."""
    file = written(folder / "notices" / "releases.jsonl", *releases)
    import_files([file], folder / "snapshot", without=without)
    return Market(folder / "snapshot")


def each_alone(
    folder: Path, files: Mapping[str, bytes], as_of: date | None = None
) -> dict[str, Market]:
    """Import files into one snapshot, each read by itself; return what each gave, by name."""
    place = folder / "files"
    place.mkdir()
    for name, content in files.items():
        (place / name).write_bytes(content)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("futuregazing.procurement.importing.MOST_TOGETHER", 1)
        import_files([place / name for name in files], folder / "snapshot", as_of=as_of)
    held = Snapshot(folder / "snapshot").book().files
    return {
        name: Market(folder / "snapshot", held[place_of((place / name).resolve())])
        for name in files
    }

"""Tiny tables of regions and figures, for tests with known answers."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pandas as pd

from futuregazing.tables.frames import Tables

FIGURE = {
    "metric": "region_spend",
    "value": 0.0,
    "unit": "GBP m",
    "qualifier": "exact",
    "period_start": "FY2030/31",
    "period_end": "FY2030/31",
    "geography": "London",
    "buyer_scope": "local authorities",
    "definition_note": "",
    "measure_basis": "published_invoice_spend",
    "series_id": "",
    "publisher": "Bureau",
    "url": "https://example.org/a",
    "published_date": "2031-06-01",
    "known_by": "2031-06-01",
    "source_grade": "A",
}
EVIDENCE = ["evidence_id", "prediction_id", "finding", "value", "value_text", "date"]
EVIDENCE += ["known_by", "source_url", "publisher", "source_grade"]
FOUR = (
    ("E12000007", "London", 4, 3),
    ("E12000008", "South East", 4, 2),
    ("E12000001", "North East", 1, 2),
    ("W92000004", "Wales", 3, 0),
)


def figures(*rows: dict[str, Any]) -> pd.DataFrame:
    """Return figure records; each row says only what differs from `FIGURE`."""
    made = []
    for number, row in enumerate(rows, start=1):
        value = row.get("value", "0")
        made.append(
            FIGURE
            | row
            | {"figure_id": f"T{number}", "value": float(value), "value_text": str(value)}
        )
    columns = [*FIGURE, "figure_id", "value_text"]
    return pd.DataFrame(made, columns=columns).set_index("figure_id", drop=False)


def regions() -> pd.DataFrame:
    """Return four regions with their tiles."""
    columns = ["region_code", "region", "tile_row", "tile_col"]
    return pd.DataFrame(FOUR, columns=columns).set_index("region_code", drop=False)


def population(year: int, *people: int) -> pd.DataFrame:
    """Return people of the four regions in one year."""
    rows = [
        {"row": f"{code}:{year}", "population": number}
        for (code, *_), number in zip(FOUR, people, strict=True)
    ]
    return pd.DataFrame(rows, columns=["row", "population"]).set_index("row")


def tables(*rows: dict[str, Any], **frames: pd.DataFrame) -> Tables:
    """Return tables with some figures; `frames` adds or replaces others."""
    empty = {
        "figures": figures(*rows),
        "links": pd.DataFrame(columns=["relation", "row_id", "to_row"]),
        "regions": regions(),
        "population_region_2010_2024": population(1999, 0, 0, 0, 0)[:0],
        "techuk_index_it_spend_by_district": pd.DataFrame(
            columns=["district", "region", "it_spend_gbp", "spend_per_head_gbp"]
        ),
        "evidence": pd.DataFrame(columns=EVIDENCE),
    }
    return Tables({**empty, **frames}, as_of=dt.date(2031, 12, 31))

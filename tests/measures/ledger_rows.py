"""Tiny ledgers for tests: a few figure records, and nothing else unless it is given."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pandas as pd

from futuregazing.tables.frames import Tables

FIGURE = {
    "metric": "annual_tech_spend",
    "value_text": "1.0",
    "unit": "GBP bn",
    "qualifier": "exact",
    "period_start": "2020",
    "period_end": "2020",
    "geography": "England",
    "buyer_scope": "local authorities",
    "definition_note": "calendar year",
    "measure_basis": "published_invoice_spend",
    "series_id": "",
    "publisher": "Analyst",
    "title": "A page",
    "url": "https://example.org/page",
    "published_date": "2021-12-09",
    "known_by": "2021-12-09",
    "source_grade": "A",
}
EMPTY = {
    "links": ["relation", "row_id", "to_row"],
    "contradictions": ["topic", "severity", "contradiction_id", "claim_a", "claim_b"],
    "lg_finance_national": ["nation", "basis", "financial_year", "measure", "value_gbp_m"],
    "gdp_deflator_calendar_hmt_dec2025": ["index"],
    "gdp_deflator_fy_l8gg_mar2026_points": ["index"],
}


def figures(**rows: dict[str, str]) -> pd.DataFrame:
    """Return figure records, each a change to one plain record; "year" sets both periods."""
    made = []
    for name, row in rows.items():
        given = dict(row)
        if year := given.pop("year", ""):
            given |= {"period_start": year, "period_end": year}
        made.append(FIGURE | {"figure_id": name} | given)
    frame = pd.DataFrame(made, columns=["figure_id", *FIGURE], index=list(rows))
    return frame.assign(value=frame["value_text"].astype("float64"))


def ledger(frame: pd.DataFrame | None = None, **others: pd.DataFrame) -> Tables:
    """Return tables with these figures and otherwise nothing in them."""
    frames: dict[str, Any] = {name: pd.DataFrame(columns=cols) for name, cols in EMPTY.items()}
    frames["figures"] = figures() if frame is None else frame
    return Tables(frames | others, dt.date(2026, 11, 22))

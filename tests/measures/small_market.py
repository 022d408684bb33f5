"""A small measured market for tests: awards and suppliers as literal rows."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

import pandas as pd

from futuregazing.measures.measured import EVERYTHING, MeasuredMarket, Scope

AS_OF = dt.date(2025, 12, 31)
DAYS = (
    "published_on",
    "first_published_on",
    "award_date",
    "start_date",
    "end_date",
    "max_end_date",
    "deadline",
    "expected_date",
    "month",
)
Row = dict[str, Any]


def award(key: str, pounds: float | None = 1_000, **fields: Any) -> Row:
    """Return an award by Ambridge of 10 March 2024, published a week later, to run a year."""
    return {
        "award_key": key,
        "notice_key": f"notice {key}",
        "ocid": f"ocds-{key}",
        "source": "cf",
        "title": f"Purchase {key}",
        "published_on": "2024-03-17",
        "first_published_on": fields.get("published_on", "2024-03-17"),
        "award_date": "2024-03-10",
        "start_date": "2024-04-01",
        "end_date": "2025-03-31",
        "max_end_date": None,
        "pence": round((pounds or 0) * 100),
        "value_basis": "award net" if pounds is not None else "none",
        "excluded_for": "" if pounds is not None else "no value stated",
        "route": "open",
        "is_framework": False,
        "framework_ocid": None,
        "main_cpv": "48000000",
        "one_day": False,
        "period_unlikely": False,
        "unnamed": False,
        "buyer_key": "b1",
        "buyer_name": "AMBRIDGE BC",
        "body_code": "E07000001",
        "body_kind": "council",
        "body_name": "Ambridge",
        "body_region": "E12000005",
        "technology": True,
        "adjacent": False,
        "technology_by": "code",
        "url": f"https://example.org/{key}",
    } | fields


def ceiling(key: str, pounds: float, **fields: Any) -> Row:
    """Return an award whose value is a ceiling."""
    return award(key, pounds, value_basis="ceiling", excluded_for="ceiling") | fields


def party(key: str, group: str | None, scale: str | None = None, *, public: bool = False) -> Row:
    """Return a supplier of an award."""
    return {
        "award_key": key,
        "supplier_key": f"s:{group}",
        "supplier_name": group,
        "group_key": group,
        "group_name": group and group.title(),
        "scale": scale,
        "is_public_body": public,
    }


def notice(key: str, **fields: Any) -> Row:
    """Return a planned notice of November 2025 with a tender expected in March 2026."""
    return {
        "notice_key": key,
        "ocid": f"ocds-{key}",
        "source": "fts",
        "notice_type": "UK3",
        "stage": "planning",
        "status": "planned",
        "published_on": "2025-11-03",
        "title": f"Plan {key}",
        "pence": 0,
        "value_basis": "none",
        "start_date": None,
        "end_date": None,
        "deadline": None,
        "expected_date": "2026-03-01",
        "url": None,
        "buyer_key": "b1",
        "buyer_name": "AMBRIDGE BC",
        "body_code": "E07000001",
        "body_kind": "council",
        "body_name": "Ambridge",
        "body_region": "E12000005",
        "technology": True,
        "adjacent": False,
        "awarded": False,
    } | fields


def payments(month: str | None, pounds: float, n: int = 1, **fields: Any) -> Row:
    """Return the payments of a month to one payee in one list."""
    return {
        "payment_key": f"file:{month}:{pounds}",
        "publisher": "Ambridge",
        "body_code": "E07000001",
        "body_kind": "council",
        "payer_known": True,
        "group_key": "smith",
        "month": month,
        "payments": n,
        "without_amount": 0,
        "refunds": 0,
        "gross": 0,
        "vat_unstated": 0,
        "pence": round(pounds * 100),
    } | fields


def small_market(
    awards: Sequence[Row] = (),
    parties: Sequence[Row] = (),
    *,
    notices: Sequence[Row] = (),
    paid: Sequence[Row] = (),
    classes: Sequence[tuple[str, str, str, str]] = (),
    as_of: dt.date = AS_OF,
    scope: Scope = EVERYTHING,
) -> MeasuredMarket:
    """Return a market of these rows, typed as the loader types them."""
    return MeasuredMarket(
        awards=_frame(awards, award("x")),
        parties=_frame(parties, party("x", "x")),
        notices=_frame(notices, notice("x")),
        classes=pd.DataFrame(
            classes, columns=["notice_key", "scheme", "code", "description"], dtype="str"
        ),
        payments=_frame(paid, payments("2024-01-01", 1)),
        as_of=as_of,
        snapshot="abc",
        scope=scope,
    )


def _frame(rows: Sequence[Row], sample: Row) -> pd.DataFrame:
    """Return rows as a frame with the columns and types of a sample row."""
    kinds: dict[str, Any] = {
        name: "datetime64[us]"
        if name in DAYS
        else {bool: "bool", int: "int64"}.get(type(value), "str")
        for name, value in sample.items()
    }
    return pd.DataFrame(list(rows), columns=list(sample)).astype(kinds)


def amounts(frame: pd.DataFrame, label: str = "label") -> dict[str, float | None]:
    """Return the pounds of a frame of measures by label, None where there is no value."""
    return {
        str(name): None if value is None else float(value.value)
        for name, value in zip(frame[label], frame["value"], strict=True)
    }

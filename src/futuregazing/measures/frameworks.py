"""Frameworks: what councils spend through them, and G-Cloud, local government apart from all.

What was sold through a framework is spending. What may be sold at most is a ceiling and
never stands beside it.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from typing import Any

import pandas as pd

from futuregazing.claims.house_words import house_words
from futuregazing.claims.quantity import Quantity
from futuregazing.claims.statement import Statement, statement
from futuregazing.measures import choose
from futuregazing.measures.choose import COUNCILS
from futuregazing.measures.labels import day_published
from futuregazing.tables.frames import Tables

SPEND, SHARE, VALUE = "framework_spend", "framework_share", "framework_value"
GCLOUD_YEAR, GCLOUD_RUNNING = "gcloud_spend", "gcloud_spend_cumulative"
GCLOUD_SMALLER, GCLOUD_LOCAL = "gcloud_sme_share", "gcloud_local_gov_share_of_sales"
GCLOUD_PART = "gcloud_share"
LOCAL = (*COUNCILS, "local government (G-Cloud category)")
WHOLE = ("whole public sector",)
MEASURED = {
    GCLOUD_YEAR: "Sales in the period",
    GCLOUD_RUNNING: "Sales since the start",
    GCLOUD_SMALLER: "Smaller firms' share of sales",
    GCLOUD_LOCAL: "Local government's share of all sales",
    GCLOUD_PART: "G-Cloud's share of technology bought, total not defined",
}
FRESH_YEARS, LINE_YEARS = 5, 8
"""How long an old figure is still told in a sentence, and an old line still drawn."""

_GENERATION = re.compile(r"^G-Cloud \d+\b")


def framework_sentences(tables: Tables, as_of: dt.date) -> list[Statement]:
    """Return what is published of buying through frameworks, councils before all others."""
    frame = choose.figures(tables)
    told = []
    spend = choose.best(choose.where(frame, SPEND, scope=COUNCILS))
    if spend is not None:
        told.append(
            statement(
                "Councils spent {spend} through the five largest technology frameworks in "
                "{period}.",
                spend=spend,
                period=spend.period,
            )
        )
    gcloud = choose.best(choose.where(frame, GCLOUD_YEAR, scope=LOCAL))
    if gcloud is not None and _is_fresh(gcloud, as_of, FRESH_YEARS):
        told.append(
            statement(
                "{what} came to {sales} in {period}.",
                what=choose.named(choose.record_of(frame, gcloud), _sales_of(frame, gcloud)),
                sales=gcloud,
                period=gcloud.period,
            )
        )
    share = choose.best(choose.where(frame, SHARE, scope=WHOLE))
    if share is not None:
        told.append(
            statement(
                "Across the whole public sector {share} of technology contracts were awarded "
                "through frameworks and similar arrangements ({period}); no such share is "
                "published for councils alone.",
                share=share,
                period=share.period,
            )
        )
    return told


def gcloud_line(tables: Tables, as_of: dt.date) -> pd.DataFrame:
    """Return local government's running total of G-Cloud purchases: `label`, `value`.

    Empty once the last point is too old to say anything of the present.
    """
    frame = choose.where(choose.figures(tables), GCLOUD_RUNNING, scope=LOCAL)
    made = [
        {"label": "Local government", "value": q}
        for points in choose.series_of(frame)
        for q in points
        if _is_fresh(points[-1], as_of, LINE_YEARS)
    ]
    return pd.DataFrame(made, columns=["label", "value"])


def gcloud_line_title(table: pd.DataFrame) -> Statement:
    """Return how far the running total went, and until when."""
    last: Quantity = table["value"].iloc[-1]
    return statement(
        "Local government's G-Cloud purchases reached {total} over {period}",
        total=last,
        period=last.period,
    )


def gcloud(tables: Tables) -> pd.DataFrame:
    """Return what is published of G-Cloud, local government first and apart from all buyers.

    Returns:
        One row a figure, of each measure and scope the latest: `who`, `what`, `value`,
        `period`, `publisher`.
    """
    frame = choose.figures(tables)
    made = []
    for who, scope in (("Local government", LOCAL), ("Whole public sector", WHOLE)):
        for metric, words in MEASURED.items():
            part = choose.where(frame, metric, scope=scope)
            found = choose.best(part)
            if found is not None:
                made.append(_gcloud_row(who, words, found, choose.record_of(part, found)))
    return pd.DataFrame(made, columns=["who", "what", "value", "period", "publisher"])


def ceilings(tables: Tables) -> pd.DataFrame:
    """Return frameworks' values as notices and press print them; none is spending.

    Returns:
        One row a figure, the latest to end first: `what`, `value`, `period`, `publisher`,
        `published`.
    """
    frame = choose.best_first(choose.where(choose.figures(tables), VALUE))
    made = [
        {
            "what": house_words(record["definition_note"]),
            "value": q,
            "period": q.period,
            "publisher": record["publisher"],
            "published": day_published(str(record["published_date"])),
        }
        for q, record in zip(choose.quantities(frame), choose.records(frame), strict=True)
    ]
    return pd.DataFrame(made, columns=["what", "value", "period", "publisher", "published"])


def _gcloud_row(who: str, what: str, q: Quantity, record: dict[str, Any]) -> dict[str, Any]:
    generation = _generation(record)
    return {
        "who": who,
        "what": f"{what}, {generation} only" if generation else what,
        "value": q,
        "period": q.period,
        "publisher": record["publisher"],
    }


def _sales_of(frame: pd.DataFrame, q: Quantity) -> str:
    """Return whose purchases a G-Cloud figure counts, with the generation its source names."""
    generation = _generation(choose.record_of(frame, q)) or "G-Cloud"
    return f"Local government's purchases through {generation}"


def _generation(record: Mapping[str, Any]) -> str:
    """Return the one generation of G-Cloud that a figure counts, "" if it counts them all."""
    found = _GENERATION.match(str(record["definition_note"]))
    return found[0] if found else ""


def _is_fresh(q: Quantity, as_of: dt.date, years: int) -> bool:
    return choose.ended(q).year >= as_of.year - years

"""Who sells to councils, as published: concentration, the largest suppliers, smaller firms.

Shares of two vintages measure different things and are never joined. A supplier's income
stands with its own period, buyers and kind of number; two of them are compared only where
one source prints both for one period.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from typing import Any

import pandas as pd

from futuregazing.claims.likeness import ranked
from futuregazing.claims.quantity import Quantity, complement, ratio
from futuregazing.claims.statement import Statement, statement
from futuregazing.claims.wording import capitalised
from futuregazing.measures import choose
from futuregazing.measures.choose import COUNCILS
from futuregazing.measures.labels import basis_label, in_place, place_words
from futuregazing.tables.frames import Tables

TOP_SUPPLIERS, TOP_BUYERS = "top10_supplier_share", "top10_buyer_share"
SOFTWARE = "top_supplier_share_software"
RECEIVED = "supplier_received"
STRATEGIC_SPEND, STRATEGIC_SHARE = "strategic_supplier_spend", "strategic_supplier_share"
STRATEGIC_IN_TOP, TITANS = "strategic_suppliers_in_top10", "tech_titans_share"
RECENT_YEARS = 5
"""A count of names among the ten largest is worth a sentence for so long."""
FRESH_YEARS = 10
"""A share of a market older than this is history; it is named in a sentence, not drawn."""
CONCENTRATED = {TOP_SUPPLIERS: "Ten largest suppliers", TOP_BUYERS: "Ten largest buyers"}

_NAME = re.compile(r"^(?P<name>[A-Z][\w&.]*(?: [A-Z][\w&.]*)*)")


def headline(tables: Tables) -> Statement:
    """Return the section's answer: how concentrated supply is, or the smaller firms' share."""
    for finding in (ten_suppliers, smaller_firms, few_suppliers):
        told = finding(tables)
        if told is not None:
            return told
    return statement("No figure for how concentrated the market is was known at this date.")


def ten_suppliers(tables: Tables) -> Statement | None:
    """Return what share of the market the ten largest suppliers held, if it was published."""
    ten = choose.best(choose.where(choose.figures(tables), TOP_SUPPLIERS, scope=COUNCILS))
    if ten is None:
        return None
    return statement(
        "Ten suppliers held {share} of the council technology market{place} in {period}.",
        share=ten,
        place=in_place(ten.geography),
        period=ten.period,
    )


def smaller_firms(tables: Tables) -> Statement | None:
    """Return the latest share of small and medium-sized firms, if a series of it is known."""
    level = latest_sme_share(tables)
    if level is None:
        return None
    return statement(
        "Small and medium-sized firms received {share} of what councils{place} paid "
        "technology suppliers directly in {period}.",
        share=level,
        place=in_place(level.geography),
        period=level.period,
    )


def few_suppliers(tables: Tables) -> Statement | None:
    """Return how few suppliers held the market of some systems, if that was published."""
    few = choose.where(choose.figures(tables), SOFTWARE, scope=COUNCILS)
    found = choose.best(few)
    if found is None:
        return None
    return statement(
        "For some council systems a few suppliers held most of the market: {share} in "
        "{period} ({what}).",
        what=str(choose.record_of(few, found)["definition_note"]),
        share=found,
        period=found.period,
    )


def latest_sme_share(tables: Tables) -> Quantity | None:
    """Return the latest share of smaller firms in councils' technology spending, of a series."""
    series = choose.series_of(choose.where(choose.figures(tables), "sme_share", scope=COUNCILS))
    return series[-1][-1] if series else None


def concentration(tables: Tables) -> pd.DataFrame:
    """Return the ten largest suppliers' and buyers' shares: `group`, `label`, `value`.

    Each share has its remainder beside it, so that a bar is a whole.
    """
    frame = choose.where(choose.figures(tables), *CONCENTRATED, scope=COUNCILS)
    made = []
    for metric, name in CONCENTRATED.items():
        found = choose.best(choose.where(frame, metric))
        if found is not None:
            side = "Suppliers" if metric == TOP_SUPPLIERS else "Buyers"
            made.append({"group": side, "label": "Ten largest", "value": found, "who": name})
            rest = complement(found)
            made.append({"group": side, "label": "All others", "value": rest, "who": "others"})
    return pd.DataFrame(made, columns=["group", "label", "value", "who"])


def concentration_title(table: pd.DataFrame) -> Statement:
    """Return which side of the market is the more concentrated."""
    ten = {row["who"]: row["value"] for row in choose.records(table) if row["who"] != "others"}
    suppliers, buyers = (ten.get(name) for name in CONCENTRATED.values())
    if suppliers is None or buyers is None:
        return statement("Ten make up {share} of the market", share=next(iter(ten.values())))
    return statement(
        "Ten suppliers hold {suppliers} of the market; ten buyers make {buyers} of it",
        suppliers=suppliers,
        buyers=buyers,
    )


def concentration_subtitle(table: pd.DataFrame) -> Statement:
    """Return measure, place and period of the ten largest suppliers' and buyers' shares."""
    q = table["value"].iloc[0]
    return statement(
        "Share of councils' technology spending, in per cent; {place}, {period}",
        place="area not stated, read as UK" if "not stated" in q.geography else q.geography,
        period=q.period,
    )


def large_suppliers(tables: Tables, as_of: dt.date) -> list[Statement]:
    """Return what is published of large and strategic suppliers, each with its own whole."""
    frame = choose.where(choose.figures(tables), scope=COUNCILS)
    told = []
    titans = choose.best(choose.where(choose.figures(tables), TITANS))
    if titans is not None:
        record = choose.record_of(choose.figures(tables), titans)
        told.append(
            statement(
                "Across the whole public sector {share} of technology spending went to {who} in "
                "{period}; no such share is published for councils alone.",
                share=titans,
                who=choose.named(record, str(record["definition_note"]).split("going to ")[-1]),
                period=titans.period,
            )
        )
    spend = choose.best(choose.where(frame, STRATEGIC_SPEND))
    part = choose.best(choose.where(frame, STRATEGIC_SHARE))
    if spend is not None and part is not None and spend.period == part.period:
        told.append(
            statement(
                "Across everything councils buy, not technology alone, the government's "
                "strategic suppliers received {spend} in {period}, {part} of the total.",
                spend=spend,
                period=spend.period,
                part=part,
            )
        )
    few = choose.best(choose.where(frame, STRATEGIC_IN_TOP))
    if few is not None and choose.ended(few).year >= as_of.year - RECENT_YEARS:
        told.append(
            statement(
                "In {period} only {few:bare} of councils' ten largest technology suppliers were "
                "among central government's strategic suppliers for technology.",
                period=few.period,
                few=few,
            )
        )
    return told


def software_shares(tables: Tables, as_of: dt.date) -> pd.DataFrame:
    """Return how few suppliers hold the market of one kind of system, where not too old.

    Returns:
        One row a market, largest share first: `label`, `value`, `definition` (when, who
        says so).
    """
    frame = choose.where(choose.figures(tables), SOFTWARE, scope=[*COUNCILS, *_samples(tables)])
    made: list[dict[str, Any]] = [
        {
            "label": capitalised(str(record["definition_note"])),
            "value": q,
            "definition": f"{q.period}, {record['publisher']}",
        }
        for q, record in zip(choose.quantities(frame), choose.records(frame), strict=True)
    ]
    newest = max((choose.ended(row["value"]) for row in made), default=dt.date.min)
    if newest.year < as_of.year - FRESH_YEARS:
        made = []
    made.sort(key=lambda row: (-row["value"].value, row["label"]))
    return pd.DataFrame(made, columns=["label", "value", "definition"])


def software_title(table: pd.DataFrame) -> Statement:
    """Return the largest share that a few suppliers hold."""
    return statement(
        "A few suppliers hold as much as {most} of some system markets",
        most=ranked(table["value"], reason="each system is a market of its own")[-1],
    )


def suppliers(tables: Tables) -> pd.DataFrame:
    """Return what named suppliers received, each with its own period, buyers and basis.

    Returns:
        One row a figure, latest first: `supplier`, `value`, `period`, `buyers`, `place`,
        `kind`, `publisher`. Rows of different scope are never added or ranked together.
    """
    frame = choose.best_first(choose.where(choose.figures(tables), RECEIVED))
    made: list[dict[str, Any]] = [
        {
            "supplier": supplier_of(str(record["definition_note"])),
            "value": q,
            "period": q.period,
            "buyers": q.scope,
            "place": place_words(q.geography),
            "kind": basis_label(q.basis).short,
            "publisher": record["publisher"],
        }
        for q, record in zip(choose.quantities(frame), choose.records(frame), strict=True)
    ]
    made.sort(
        key=lambda row: (row["buyers"] not in COUNCILS, -choose.ended(row["value"]).toordinal())
    )
    columns = ["supplier", "value", "period", "buyers", "place", "kind", "publisher"]
    return pd.DataFrame(made, columns=columns)


def largest_suppliers(tables: Tables) -> pd.DataFrame:
    """Return the suppliers that one source prints for one period, councils only, largest first."""
    frame = choose.where(choose.figures(tables), RECEIVED, scope=COUNCILS)
    for group in choose.told_together(frame):
        if len(group) > 1:
            made: list[dict[str, Any]] = [
                {"label": supplier_of(str(record["definition_note"])), "value": q}
                for q, record in zip(choose.quantities(group), choose.records(group), strict=True)
            ]
            made.sort(key=lambda row: -row["value"].value)
            return pd.DataFrame(made)
    return pd.DataFrame(columns=["label", "value"])


def largest_suppliers_title(table: pd.DataFrame) -> Statement:
    """Return how far the first supplier is ahead of the second."""
    first, second = table["value"].iloc[0], table["value"].iloc[1]
    return statement(
        "{first} received {times} as much from councils as {second}",
        first=str(table["label"].iloc[0]),
        times=ratio(first, second, reason="two suppliers, one source and period"),
        second=str(table["label"].iloc[1]),
    )


def largest_suppliers_subtitle(table: pd.DataFrame) -> Statement:
    """Return measure, place and period of what the largest suppliers received."""
    q = table["value"].iloc[0]
    return statement(
        "Received from councils by published invoices; {place}, {period} in all; money of the day",
        place=place_words(q.geography),
        period=q.period,
    )


def supplier_of(note: str) -> str:
    """Return the supplier that a definition begins with: "BT, second largest" gives "BT"."""
    found = _NAME.match(note)
    return found["name"] if found else note


def _councils_first(row: Mapping[str, Any]) -> tuple[bool, int]:
    """Return a key that sorts suppliers' income: from councils first, then the latest."""
    return row["buyers"] not in COUNCILS, -choose.ended(row["value"]).toordinal()


def _samples(tables: Tables) -> list[str]:
    """Return the scopes of surveys that asked some councils about their systems."""
    frame = choose.where(choose.figures(tables), SOFTWARE)
    return [str(scope) for scope in frame["buyer_scope"].unique()]

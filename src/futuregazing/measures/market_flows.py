"""Where councils' money goes in all: what they buy, and what their services cost.

What councils buy and what they spend on services are two wholes; neither is technology.
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any

import pandas as pd

from futuregazing.claims.quantity import Quantity, add, share
from futuregazing.claims.refs import Ref
from futuregazing.claims.statement import Statement, statement
from futuregazing.claims.units import POUND, Unit
from futuregazing.claims.wording import capitalised
from futuregazing.edition.periods import parse_period
from futuregazing.measures import choose
from futuregazing.measures.choose import COUNCILS
from futuregazing.measures.labels import in_place
from futuregazing.tables.frames import Tables

PROCUREMENT = "total_procurement"
SUB_CENTRAL = "sub-central"
AREA_SHARE, AREA_SPEND = "service_area_share", "service_area_spend"
PART_OF_AREA = "sub-category"

FINANCE = "lg_finance_national"
NATION, OUTTURN = "England", "outturn"
ADULTS, CHILDREN = "adult social care", "children's social care"
SERVICES = ("education", ADULTS, CHILDREN, "housing services (excl. HRA)")
"""Service lines that stand beside one another; homelessness is part of housing."""
OUTSIDE_EDUCATION = "total service expenditure excluding education"
_AREA = re.compile(r"^(?P<name>.+?) (?:share|category|sub-category)\b")


def procurement_sentences(tables: Tables) -> list[Statement]:
    """Return the latest total of all that councils buy, with place and year."""
    frame = choose.where(choose.figures(tables), PROCUREMENT, scope=COUNCILS)
    found = choose.best(frame)
    if found is None:
        return []
    return [
        statement(
            "Councils{place} bought {total} of goods, works and services in {period}. That is "
            "all third-party spending, not technology.",
            place=in_place(found.geography),
            total=found,
            period=found.period,
        )
    ]


def wider_procurement(tables: Tables) -> list[Statement]:
    """Return a total that covers councils and others, kept apart from councils' own."""
    frame = choose.where(choose.figures(tables), PROCUREMENT)
    wider = choose.best(frame[frame["buyer_scope"].str.contains(SUB_CENTRAL)])
    if wider is None:
        return []
    return [
        statement(
            "A wider total, {total}{place} in {period}, covers {scope} and must not be set "
            "beside it.",
            total=wider,
            place=in_place(wider.geography),
            period=wider.period,
            scope=wider.scope,
        )
    ]


def bought_areas(tables: Tables) -> pd.DataFrame:
    """Return shares of all that councils buy by service area, the latest: `label`, `value`."""
    frame = choose.where(choose.figures(tables), AREA_SHARE, scope=COUNCILS)
    for group in choose.told_together(frame):
        rows: list[dict[str, Any]] = [
            {"label": _area_name(record["definition_note"]), "value": q}
            for q, record in zip(choose.quantities(group), choose.records(group), strict=True)
        ]
        rows.sort(key=lambda row: -row["value"].value)
        return pd.DataFrame(rows)
    return pd.DataFrame(columns=["label", "value"])


def bought_areas_title(table: pd.DataFrame) -> Statement:
    """Return which service area leads what councils buy."""
    return statement(
        "{area} leads what councils buy: {share} of it",
        area=str(table["label"].iloc[0]),
        share=table["value"].iloc[0],
    )


def area_amounts(tables: Tables) -> list[Statement]:
    """Return the largest service area in pounds, and the largest part of it."""
    frame = choose.where(choose.figures(tables), AREA_SPEND, scope=COUNCILS)
    for group in choose.told_together(frame):
        inside = group["definition_note"].str.contains(PART_OF_AREA)
        whole, part = choose.best(group[~inside]), choose.best(group[inside])
        if whole is None or part is None:
            continue
        return [
            statement(
                "{area} came to {whole}, of which {part_name} was {part}.",
                area=_area_name(str(choose.record_of(group, whole)["definition_note"])),
                whole=whole,
                part_name=_area_name(str(choose.record_of(group, part)["definition_note"])).lower(),
                part=part,
            )
        ]
    return []


def bought_areas_subtitle(table: pd.DataFrame) -> Statement:
    """Return measure, place and period of the shares by service area."""
    q = table["value"].iloc[0]
    return statement(
        "Share of all third-party spending by service area, all procurement and not "
        "technology; {place}, {period}; money of the day",
        place=q.geography,
        period=q.period,
    )


def services_title(tables: Tables) -> Statement:
    """Return social care's share of spending outside education, or what leads."""
    care = social_care_share(tables)
    if care is not None:
        return statement("Social care takes {share} of spending outside education", share=care)
    table = services(tables)
    return statement("{first} takes most", first=str(table["label"].iloc[0]))


def social_care(table: pd.DataFrame) -> list[str]:
    """Return the names of the services that the title adds up, as `services` names them."""
    named = {_service_name(line) for line in (ADULTS, CHILDREN)}
    return [str(label) for label in table["label"] if label in named]


def services_subtitle(table: pd.DataFrame) -> Statement:
    """Return measure, place and period of net spending by service."""
    q = table["value"].iloc[0]
    return statement(
        "Net spending on services with the largest bills, pay included; {place}, {period}, as "
        "spent; money of the day",
        place=q.geography,
        period=q.period,
    )


def services(tables: Tables) -> pd.DataFrame:
    """Return councils' net spending by service in the latest year: `label`, `value`."""
    frame = _outturn(tables)
    made = [
        {"label": _service_name(line), "value": _pounds(frame, line)}
        for line in SERVICES
        if line in set(frame["measure"])
    ]
    return pd.DataFrame(made, columns=["label", "value"])


def social_care_share(tables: Tables) -> Quantity | None:
    """Return social care's share of net service spending outside education, or None."""
    frame = _outturn(tables)
    if not {ADULTS, CHILDREN, OUTSIDE_EDUCATION} <= set(frame["measure"]):
        return None
    care = add(_pounds(frame, ADULTS), _pounds(frame, CHILDREN), reason="two service lines")
    whole = _pounds(frame, OUTSIDE_EDUCATION)
    return share(care, whole, denominator="net service spending outside education")


def _outturn(tables: Tables) -> pd.DataFrame:
    """Return the finance table's rows for what was spent in the latest year known."""
    frame = tables[FINANCE]
    spent = frame[(frame["nation"] == NATION) & (frame["basis"] == OUTTURN)]
    latest = max(spent["financial_year"], default="")
    return spent.loc[spent["financial_year"] == latest]


def _pounds(frame: pd.DataFrame, line: str) -> Quantity:
    """Return one line of the finance table."""
    row = frame[frame["measure"] == line].iloc[0]
    year = f"FY{str(row['financial_year']).replace('-', '/')}"
    return Quantity(
        Decimal(str(row["value_gbp_m"])).normalize() * 10**6,
        Unit(POUND),
        basis=f"net service spending, {row['basis']}",
        geography=str(row["nation"]),
        scope=COUNCILS[0],
        period=parse_period(year, year),
        vintage=str(row["known_by"]),
        grade="A",
        refs=(Ref(FINANCE, str(row.name)),),
    )


def _area_name(note: str) -> str:
    found = _AREA.match(note)
    name = found["name"] if found else note
    return capitalised(name)


def _service_name(line: str) -> str:
    plain = line.replace(" (excl. HRA)", ", council tenancies apart")
    return capitalised(plain)
